import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, prisma, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { createFindingIn } from '@/lib/findings/create-finding'
import { endOfDay } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import { lockSystem } from '@/lib/systems/change-store'
import { lockPermittedTask, permitMaintenance, plain, refuseOldRevision } from './act-context'
import { applyTaskAction } from './act-on-task'
import {
  appendTaskEvents,
  findTask,
  insertTasks,
  keysOf,
  lockTasksOf,
  type StoredTask,
  type TaskFields,
  updateTask,
} from './change-store'
import { decideOccurrence } from './decide-occurrence'
import { refuseBadTask } from './judge-task'
import {
  countEvidence,
  hasEarlierOpen,
  lockOccurrence,
  taskOfOccurrence,
  updateOccurrence,
} from './occurrence-store'
import { catchUpTask, planNext, planSystem, replanTask } from './plan'
import type { OccurrenceAction, ProblemReport, TaskAction, TaskChange, TaskInput } from './schema'
import { keyOf } from './task-key'

/** Adds a task. Throws Problem: forbidden, not-found, invalid (fields). */
export async function createTask(viewer: Viewer, input: TaskInput): Promise<{ id: string }> {
  return inTransaction((tx) => createTaskIn(tx, viewer, input))
}

/** The same inside a transaction that does more. */
export async function createTaskIn(
  tx: Transaction,
  viewer: Viewer,
  { systemId, ...fields }: TaskInput,
): Promise<{ id: string }> {
  const system = await lockSystem(tx, systemId)
  if (!system) throw new Problem('not-found', 'This system does not exist.', { systemId: 'Choose a system.' })
  permitMaintenance(viewer, system)
  const now = await transactionNow(tx)
  const others = await lockTasksOf(tx, system.id)
  const id = newId()
  await refuseBadTask(tx, { ...fields, id }, others, { window: system.maintenanceWindow, startsAt: now })
  const key = keyOf(fields.title, await keysOf(tx, system.id))
  await insertTasks(tx, [{ ...fields, id, key, systemId: system.id, startsAt: now, createdAt: now }])
  await planSystem(tx, system.id, now)
  const after = plain({ key, ...fields })
  await appendTaskEvents(tx, [{ taskId: id, at: now, actor: viewer, type: 'created', after }])
  await appendAudit(tx, {
    actor: viewer,
    action: 'task.created',
    entity: 'task',
    entityId: id,
    after: { system: system.name, ...after },
  })
  return { id }
}

/** Fields whose change makes a new plan. */
const planned = ['schedule', 'timeZone', 'anchor', 'afterTaskId', 'graceMinutes'] as const

/** Changes a task. Throws Problem; conflict when somebody changed it since the form was opened. */
export async function changeTask(
  viewer: Viewer,
  taskId: string,
  { revision, ...wanted }: TaskChange,
): Promise<{ id: string; systemId: string }> {
  return inTransaction(async (tx) => {
    const { task, others } = await lockPermittedTask(tx, viewer, taskId, await systemOf(taskId))
    refuseOldRevision(revision, task.revision)
    const now = await transactionNow(tx)
    await refuseBadTask(tx, { ...wanted, id: task.id }, others, {
      window: task.system.maintenanceWindow,
      startsAt: now,
    })
    const changed = changedFields(task, wanted)
    if (changed.length === 0) return { id: task.id, systemId: task.systemId }
    const replan = planned.some((field) => changed.includes(field))
    if (replan) await catchUpTask(tx, task.id, now)
    // Intervals count from here, as the form showed it.
    await updateTask(tx, task.id, { ...wanted, ...(changed.includes('schedule') ? { startsAt: now } : {}) })
    if (replan) await replanTask(tx, task.id, now)
    const [before, after] = [plain(pick(task, changed)), plain(pick(wanted, changed))]
    await appendTaskEvents(tx, [{ taskId, at: now, actor: viewer, type: 'changed', before, after }])
    await appendAudit(tx, {
      actor: viewer,
      action: 'task.changed',
      entity: 'task',
      entityId: task.id,
      before,
      after,
    })
    return { id: task.id, systemId: task.systemId }
  })
}

/** Pauses, resumes or archives a task. Throws Problem: forbidden, not-found, conflict, invalid (day). */
export async function actOnTask(
  viewer: Viewer,
  taskId: string,
  action: TaskAction,
): Promise<{ id: string; systemId: string }> {
  return inTransaction(async (tx) => {
    const { task } = await lockPermittedTask(tx, viewer, taskId, await systemOf(taskId))
    await applyTaskAction(tx, viewer, task, action)
    return { id: task.id, systemId: task.systemId }
  })
}

/**
 * Claims, gives back, blocks, snoozes, records or skips one occurrence; with `done-with-problem` a finding is
 * proposed, see proposeFinding. Throws Problem: forbidden, not-found, conflict (ended, or changed since the page was
 * opened), invalid (fields).
 */
export async function actOnOccurrence(
  viewer: Viewer,
  occurrenceId: string,
  action: OccurrenceAction,
): Promise<{ id: string; taskId: string; systemId: string; proposesFinding: boolean }> {
  return inTransaction(async (tx) => {
    const taskId = isId(occurrenceId) ? await taskOfOccurrence(tx, occurrenceId) : null
    if (!taskId) throw new Problem('not-found', 'This occurrence does not exist.')
    const { task } = await lockPermittedTask(tx, viewer, taskId, null)
    const occurrence = await lockOccurrence(tx, occurrenceId)
    if (!occurrence) throw new Problem('not-found', 'This occurrence does not exist.')
    refuseOldRevision(action.revision, occurrence.revision)
    const now = await transactionNow(tx)
    const earlierOpen = await hasEarlierOpen(tx, task.id, occurrence.periodStart)
    const decision = decideOccurrence({ ...occurrence, earlierOpen, task: ruleFacts(task) }, action, {
      now,
      viewerId: viewer.id,
      timeZone: viewer.timeZone,
    })
    if ('refused' in decision)
      throw new Problem(decision.refused, decision.sentence, 'fields' in decision ? decision.fields : {})
    const evidenceIds = [...new Set(decision.update.evidenceIds ?? [])]
    if ((await countEvidence(tx, task.systemId, evidenceIds)) !== evidenceIds.length)
      throw new Problem('invalid', 'A piece of evidence does not belong to this system.', {
        evidenceIds: 'Choose evidence of this system, or add it anew.',
      })
    const { type, update, comment } = decision
    await updateOccurrence(tx, occurrence.id, update)
    if (update.finishedAt) await planNext(tx, task.id, now)
    const keys = Object.keys(update) as (keyof typeof update & keyof typeof occurrence)[]
    const [before, after] = [plain(pick(occurrence, keys)), plain(update)]
    const note = comment === undefined ? {} : { comment }
    await appendTaskEvents(tx, [
      { taskId: task.id, occurrenceId, at: now, actor: viewer, type, before, after, ...note },
    ])
    await appendAudit(tx, {
      actor: viewer,
      action: `task.${type}`,
      entity: 'task',
      entityId: task.id,
      before,
      after: { occurrence: occurrence.id, scheduledAt: occurrence.scheduledAt, ...after, ...note },
    })
    const proposesFinding = update.state === 'done-with-problem'
    return { id: occurrence.id, taskId: task.id, systemId: task.systemId, proposesFinding }
  })
}

/**
 * Raises the finding that "done with a problem" proposed, as the person confirmed it, and links both. Throws Problem:
 * forbidden, not-found, conflict (no problem was recorded, or its finding exists), invalid (fields).
 */
export async function reportProblem(
  viewer: Viewer,
  occurrenceId: string,
  { due, ...report }: ProblemReport,
): Promise<{ findingId: string; number: number }> {
  const until = endOfDay(due, viewer.timeZone)
  if (!until)
    throw new Problem('invalid', 'This date does not exist.', { due: 'Choose a date, e.g. 2026-11-30' })
  return inTransaction(async (tx) => {
    const taskId = isId(occurrenceId) ? await taskOfOccurrence(tx, occurrenceId) : null
    if (!taskId) throw new Problem('not-found', 'This occurrence does not exist.')
    const { task } = await lockPermittedTask(tx, viewer, taskId, null)
    const occurrence = await lockOccurrence(tx, occurrenceId)
    if (occurrence?.state !== 'done-with-problem')
      throw new Problem('conflict', 'No problem was recorded here, so there is none to report.')
    if (occurrence.findingId) throw new Problem('conflict', 'This problem is a finding already.')
    const finding = await createFindingIn(tx, viewer, {
      ...report,
      systemId: task.systemId,
      severityReason: `as judged when "${task.title}" was recorded`,
      due: until,
      origin: 'manual',
    })
    await updateOccurrence(tx, occurrence.id, { findingId: finding.id })
    await appendTaskEvents(tx, [
      {
        taskId,
        occurrenceId,
        at: await transactionNow(tx),
        actor: viewer,
        type: 'problem-reported',
        after: { finding: `F-${finding.number}` },
        comment: report.title,
      },
    ])
    return { findingId: finding.id, number: finding.number }
  })
}

const ruleFacts = (task: StoredTask) => ({
  tier: task.tier,
  anchor: task.anchor as 'scheduled' | 'completed',
  automation: task.automation as 'manual' | 'check',
  evidencePolicy: task.evidencePolicy as 'none' | 'optional' | 'required',
  measureLabel: task.measureLabel,
})

/** The system of a task, read before anything is locked: all tasks of a system are locked in one order. */
async function systemOf(taskId: string): Promise<string | null> {
  const task = isId(taskId) ? await findTask(prisma(), taskId) : null
  return task?.systemId ?? null
}

function changedFields(task: StoredTask, wanted: TaskFields): (keyof TaskFields)[] {
  const keys = Object.keys(wanted) as (keyof TaskFields)[]
  return keys.filter((key) => canonical(task[key]) !== canonical(wanted[key]))
}

/** Stored JSON has its names in another order. */
const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : JSON.stringify(value)

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>
}
