import type { Transaction } from '@/lib/db/database'
import type { OccurrenceState } from './schema'

// What people and pauses do to occurrences.

/** What would fall into a pause is left out, with its reason. Returns how many. */
export async function pauseOccurrences(
  tx: Transaction,
  taskId: string,
  pause: { from: Date; until: Date; reason: string },
): Promise<number> {
  const { count } = await tx.taskOccurrence.updateMany({
    where: { taskId, state: 'pending', scheduledAt: { gt: pause.from, lt: pause.until } },
    data: { state: 'skipped', inPause: true, skipReason: pause.reason },
  })
  return count
}

/** What a pause would have left out from now on is due again. */
export async function resumeOccurrences(tx: Transaction, taskId: string, now: Date): Promise<void> {
  await tx.taskOccurrence.updateMany({
    where: { taskId, inPause: true, scheduledAt: { gt: now } },
    data: { state: 'pending', inPause: false, skipReason: null },
  })
}

export interface LockedOccurrence {
  id: string
  taskId: string
  periodStart: Date
  periodEnd: Date
  scheduledAt: Date
  dueAt: Date
  state: OccurrenceState
  inPause: boolean
  waitsForId: string | null
  blockedReason: string | null
  snoozedUntil: Date | null
  snoozeCount: number
  claimedById: string | null
  startedAt: Date | null
  finishedAt: Date | null
  measure: number | null
  note: string | null
  findingId: string | null
  evidenceIds: string[]
  revision: number
}

/** The task that an occurrence belongs to; null when there is no such occurrence. */
export async function taskOfOccurrence(tx: Transaction, id: string): Promise<string | null> {
  const row = await tx.taskOccurrence.findUnique({ where: { id }, select: { taskId: true } })
  return row?.taskId ?? null
}

/** One occurrence; its task must be locked before. */
export async function lockOccurrence(tx: Transaction, id: string): Promise<LockedOccurrence | null> {
  await tx.$queryRaw`select 1 as locked from task_occurrence where id = ${id}::uuid for update`
  const row = await tx.taskOccurrence.findUnique({ where: { id } })
  return row && { ...row, state: row.state as OccurrenceState }
}

export type OccurrenceUpdate = Partial<
  Omit<LockedOccurrence, 'id' | 'taskId' | 'periodStart' | 'periodEnd' | 'revision'> & {
    finishedById: string | null
    onTime: boolean
    minutes: number | null
    skipReason: string
  }
>

/** Changes an occurrence; whoever calls holds its lock. */
export async function updateOccurrence(tx: Transaction, id: string, update: OccurrenceUpdate): Promise<void> {
  await tx.taskOccurrence.update({ where: { id }, data: { ...update, revision: { increment: 1 } } })
}

/** Whether an earlier period of the task is still open. */
export async function hasEarlierOpen(tx: Transaction, taskId: string, before: Date): Promise<boolean> {
  const count = await tx.taskOccurrence.count({
    where: { taskId, periodStart: { lt: before }, state: { in: ['pending', 'in-progress'] } },
  })
  return count > 0
}

/** How many of these pieces of evidence belong to the system. */
export function countEvidence(tx: Transaction, systemId: string, ids: readonly string[]): Promise<number> {
  return tx.evidence.count({ where: { systemId, id: { in: [...ids] } } })
}
