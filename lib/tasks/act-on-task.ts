import type { VerbOf } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { endOfDay } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import { plain } from './act-context'
import { appendTaskEvents, freeFollowers, type StoredTask, updateTask } from './change-store'
import { pauseOccurrences, resumeOccurrences } from './occurrence-store'
import { catchUpTask, planSystem, replanTask } from './plan'
import { dropFuturePlan } from './plan-store'
import { longestTaskPauseDays, type TaskAction } from './schema'

type Verb = Extract<VerbOf<'task'>, 'paused' | 'resumed' | 'archived'>

/** Pauses, resumes or archives a locked task: rows, history, plan, audit row. */
export async function applyTaskAction(
  tx: Transaction,
  viewer: Viewer,
  task: StoredTask,
  action: TaskAction,
): Promise<void> {
  const now = await transactionNow(tx)
  // What has come due until now was not in the pause, and is not archived away.
  await catchUpTask(tx, task.id, now)
  const note = { tx, viewer, task, now }
  switch (action.do) {
    case 'pause':
      return pause(note, action)
    case 'resume':
      return resume(note)
    case 'archive':
      return archive(note, action.reason)
  }
}

interface Note {
  tx: Transaction
  viewer: Viewer
  task: StoredTask
  now: Date
}

async function pause(note: Note, { until, reason }: Extract<TaskAction, { do: 'pause' }>): Promise<void> {
  const { tx, viewer, task, now } = note
  if (isPaused(task, now))
    throw new Problem('conflict', 'This task is paused already. Resume it first to give it another end.')
  const end = endOfDay(until, viewer.timeZone)
  if (!end) throw refusedDay('This date does not exist.', 'Choose a date, e.g. 2026-11-30')
  if (end <= now) throw refusedDay('The pause would be over already.', 'Choose today or later.')
  if (end.getTime() - now.getTime() > (longestTaskPauseDays + 1) * 86_400_000)
    throw refusedDay(
      'This pause is too long.',
      `At most ${longestTaskPauseDays} days; for longer, archive the task.`,
    )
  const update = { pausedAt: now, pausedUntil: end, pausedReason: reason }
  await updateTask(tx, task.id, update)
  await pauseOccurrences(tx, task.id, { from: now, until: end, reason })
  await planSystem(tx, task.systemId, now)
  await write(note, 'paused', pauseOf(task), plain(update), reason)
}

async function resume(note: Note): Promise<void> {
  const { tx, task, now } = note
  if (!isPaused(task, now)) throw new Problem('conflict', 'This task is not paused.')
  const update = { pausedAt: null, pausedUntil: null, pausedReason: null }
  await updateTask(tx, task.id, update)
  await resumeOccurrences(tx, task.id, now)
  if (task.anchor === 'completed') await replanTask(tx, task.id, now)
  await write(note, 'resumed', pauseOf(task), update)
}

async function archive(note: Note, reason: string): Promise<void> {
  const { tx, viewer, task, now } = note
  await updateTask(tx, task.id, { archivedAt: now })
  await dropFuturePlan(tx, task.id, now)
  const followers = await freeFollowers(tx, task.id)
  await appendTaskEvents(
    tx,
    followers.map(({ id }) => ({
      taskId: id,
      at: now,
      actor: viewer,
      type: 'changed' as const,
      before: { after: task.title },
      after: { after: null },
      comment: `"${task.title}" was archived: nothing to wait for.`,
    })),
  )
  await planSystem(tx, task.systemId, now)
  await write(note, 'archived', { archived: false }, { archived: true }, reason)
}

async function write(
  { tx, viewer, task, now }: Note,
  type: Verb,
  before: ReturnType<typeof plain>,
  after: ReturnType<typeof plain>,
  comment?: string,
): Promise<void> {
  await appendTaskEvents(tx, [
    { taskId: task.id, at: now, actor: viewer, type, before, after, ...(comment ? { comment } : {}) },
  ])
  await appendAudit(tx, {
    actor: viewer,
    action: `task.${type}`,
    entity: 'task',
    entityId: task.id,
    before,
    after: { task: task.title, system: task.system.name, ...after, ...(comment ? { comment } : {}) },
  })
}

/** Whether a pause holds now; one that has ended needs no hand. */
export const isPaused = (task: Pick<StoredTask, 'pausedAt' | 'pausedUntil'>, now: Date): boolean =>
  task.pausedAt !== null && (task.pausedUntil === null || task.pausedUntil > now)

const pauseOf = ({ pausedAt, pausedUntil, pausedReason }: StoredTask) =>
  plain({ pausedAt, pausedUntil, pausedReason })

const refusedDay = (sentence: string, field: string) => new Problem('invalid', sentence, { until: field })
