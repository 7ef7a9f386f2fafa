import { canMaintain } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { findCheckKind } from '@/lib/checks/kinds'
import { databaseNow, prisma } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { windowNotice } from '@/lib/systems/maintenance-window'
import { dayLimits } from './day-limits'
import { readTaskCounts } from './head-store'
import { taskHeadline } from './headline'
import { readLines } from './line-store'
import { lineOf } from './line-view'
import { proofSentence } from './proof-sentence'
import { proposeStarters } from './propose-starters'
import { noFilter } from './read-sql'
import { schedule } from './schedule-schema'
import { readStarterFacts } from './starter-store'
import { recordOf, scheduleText, taskLineOf, taskPageHeadline } from './task-line'
import {
  readEarlier,
  readHistory,
  readRecordOf,
  readTask,
  readTaskEvents,
  readTasksOf,
  readUpcomingIds,
  readWitnesses,
  type StoredTaskEvent,
  type StoredTaskRow,
} from './task-store'
import type { OccurrencePage, SystemTasks, TaskEventLine, TaskPage, TaskProof } from './task-view'
import type { OccurrenceLine } from './view'

const historyPerPage = 30
const eventsShown = 50
const upcomingShown = 5
const tasksShown = 200
const earlierShown = 5

/** One task with its history. Throws Problem not-found. */
export async function getTask(viewer: Viewer, taskId: string, page = 1): Promise<TaskPage> {
  const task = await foundTask(taskId)
  const now = await databaseNow()
  const [lines, history, upcomingIds, events, proofs] = await Promise.all([
    readLines(task.currentId ? [task.currentId] : []),
    readHistory(task.id, { limit: historyPerPage, offset: (page - 1) * historyPerPage }),
    readUpcomingIds(task.id, upcomingShown),
    readTaskEvents({ taskId: task.id }, eventsShown),
    proofsOf(task),
  ])
  const upcoming = await readLines(upcomingIds)
  const current = lines[0] ? lineOf(lines[0], now, viewer) : null
  const line = taskLineOf(task, current, now)
  const total = history[0]?.total ?? 0
  return {
    now: now.toISOString(),
    zone: viewer.timeZone,
    headline: taskPageHeadline(line, now, viewer.timeZone),
    task: { ...line, ...definitionOf(task) },
    proofs,
    proofSentence: proofSentence({
      automation: task.automation,
      proofs,
      waitingSince: waitingSince(current),
    }),
    upcoming: upcoming.map((each) => lineOf(each, now, viewer)),
    history: {
      rows: history.map((each) => recordOf(each, now, viewer)),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / historyPerPage)),
    },
    events: events.map(eventLine),
    editable: !task.systemArchived && task.archivedAt === null && canMaintain(viewer, task),
  }
}

/** One occurrence, to do and record it. Throws Problem not-found. */
export async function getOccurrence(viewer: Viewer, occurrenceId: string): Promise<OccurrencePage> {
  const stored = isId(occurrenceId) ? await readRecordOf(occurrenceId) : null
  if (!stored) throw new Problem('not-found', 'This occurrence does not exist.')
  const task = await foundTask(stored.taskId)
  const now = await databaseNow()
  const [events, earlier, proofs] = await Promise.all([
    readTaskEvents({ taskId: task.id, occurrenceId }, eventsShown),
    readEarlier(task.id, stored.periodStart, earlierShown),
    proofsOf(task),
  ])
  const occurrence = recordOf(stored, now, viewer)
  const { why, procedure, evidenceWanted, idempotent, idempotentProof, onTimeShare } = task
  return {
    now: now.toISOString(),
    zone: viewer.timeZone,
    occurrence,
    task: {
      why,
      procedure,
      evidenceWanted,
      idempotent,
      idempotentProof,
      scheduleText: scheduleText(task),
      lastDoneAt: task.lastDoneAt?.toISOString() ?? null,
      onTimeShare,
    },
    proofSentence: proofSentence({
      automation: task.automation,
      proofs,
      waitingSince: waitingSince(occurrence),
    }),
    earlier: earlier.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
    events: events.map(eventLine),
    editable: occurrence.editable,
  }
}

/** Tasks of one system, with what could be added. Throws Problem not-found. */
export async function getSystemTasks(viewer: Viewer, systemId: string): Promise<SystemTasks> {
  const facts = isId(systemId) ? await readStarterFacts(prisma(), systemId) : null
  if (!facts) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const now = await databaseNow()
  const [counts, tasks] = await Promise.all([
    readTaskCounts(viewer.id, { ...noFilter, system: systemId }, dayLimits(now, viewer.timeZone)),
    readTasksOf(systemId, tasksShown),
  ])
  const lines = await readLines(tasks.flatMap(({ currentId }) => currentId ?? []))
  const current = new Map(lines.map((line) => [line.taskId, lineOf(line, now, viewer)]))
  return {
    now: now.toISOString(),
    zone: viewer.timeZone,
    headline: taskHeadline(counts),
    counts: { ...counts, systemsWithout: tasks.length === 0 ? 1 : 0 },
    tasks: tasks.map((task) => taskLineOf(task, current.get(task.id) ?? null, now)),
    proposal: proposeStarters(facts, []),
    windowNotice: windowNotice(facts.window),
    editable: facts.archivedAt === null && canMaintain(viewer, facts),
  }
}

async function foundTask(taskId: string): Promise<StoredTaskRow> {
  const task = isId(taskId) ? await readTask(taskId) : null
  if (!task) throw new Problem('not-found', 'This task does not exist.')
  return task
}

async function proofsOf({ systemId, provenByKinds }: StoredTaskRow): Promise<TaskProof[]> {
  const witnesses = await readWitnesses(systemId, provenByKinds)
  return provenByKinds.map((kind) => ({
    kind,
    kindTitle: findCheckKind(kind)?.title ?? kind,
    checks: witnesses
      .filter((witness) => witness.kind === kind)
      .map(({ id, name, verdict, reason, lastOkAt }) => ({
        id,
        name,
        verdict,
        reason,
        lastOkAt: lastOkAt?.toISOString() ?? null,
      })),
  }))
}

const waitingSince = (line: OccurrenceLine | null): Date | null =>
  line && ['due', 'overdue', 'missed'].includes(line.status) ? new Date(line.scheduledAt) : null

const eventLine = (event: StoredTaskEvent): TaskEventLine => ({ ...event, at: event.at.toISOString() })

function definitionOf(task: StoredTaskRow) {
  const { why, procedure, evidenceWanted, evidencePolicy, measureLabel, measureUnit, idempotent } = task
  const { idempotentProof, needsDowntime, needsVerification, provenByKinds, timeZone, anchor } = task
  return {
    why,
    procedure,
    evidenceWanted,
    evidencePolicy,
    measureLabel,
    measureUnit,
    idempotent,
    idempotentProof,
    needsDowntime,
    needsVerification,
    provenByKinds,
    // One that cannot be read is shown as the plainest one; its text says so.
    schedule: schedule.catch({ type: 'daily', at: '02:00' }).parse(task.schedule),
    timeZone,
    anchor,
    after: task.afterId ? { id: task.afterId, title: task.afterTitle ?? '' } : null,
    followers: task.followers,
    graceMinutes: task.graceMinutes,
    ownerId: task.taskOwnerId,
    createdAt: task.createdAt.toISOString(),
    windowNotice: JSON.stringify(task.schedule).includes('"window"') ? windowNotice(task.window) : null,
  }
}
