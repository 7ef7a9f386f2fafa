import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'

// Tasks and occurrences as planning would have left them: for what reads them.

const dayMs = 86_400_000

export interface TaskFixture {
  title?: string
  key?: string
  tier?: 'daily' | 'weekly' | 'monthly' | 'quarterly'
  automation?: 'manual' | 'check'
  ownerId?: string | null
  minutes?: number
  evidencePolicy?: 'none' | 'optional' | 'required'
  pausedUntil?: Date | null
  archived?: boolean
}

/** A task that is due at two in the morning, UTC. Without occurrences. */
export async function addTask(now: Date, systemId: string, over: TaskFixture = {}): Promise<string> {
  const id = newId()
  const title = over.title ?? 'Look through the logs'
  await sql().query(
    `insert into maintenance_task (id, system_id, key, tier, title, why, procedure, expected_minutes, evidence_wanted,
       evidence_policy, idempotent, automation, proven_by_kinds, schedule, time_zone, anchor, grace_minutes, owner_id,
       starts_at, planned_until, paused_at, paused_until, paused_reason, created_at, archived_at)
     values ($1, $2, $3, $4, $5, 'Errors add up unseen.', 'Read the last day.', $6, 'What was seen', $7, 'yes', $8, '{}',
       '{"type":"cron","expression":"0 2 * * *"}', 'UTC', 'scheduled', 720, $9, $10, $10, $11, $12, $13, $10, $14)`,
    [
      id,
      systemId,
      over.key ?? `test.${id.slice(-8)}`,
      over.tier ?? 'daily',
      title,
      over.minutes ?? 10,
      over.evidencePolicy ?? 'optional',
      over.automation ?? 'manual',
      over.ownerId ?? null,
      new Date(now.getTime() - 400 * dayMs),
      over.pausedUntil ? now : null,
      over.pausedUntil ?? null,
      over.pausedUntil ? 'The service is frozen' : null,
      over.archived ? now : null,
    ],
  )
  return id
}

export interface OccurrenceFixture {
  state?: 'pending' | 'in-progress' | 'done' | 'done-with-problem' | 'skipped'
  periodDays?: number
  blockedReason?: string
  snoozedUntil?: Date
  claimedById?: string
  finishedById?: string
  finishedAt?: Date
  onTime?: boolean
  minutes?: number
  measure?: number
  note?: string
}

/** One period of a task, due so many days from now (negative: overdue since). */
export async function addOccurrence(
  now: Date,
  taskId: string,
  dueInDays: number,
  over: OccurrenceFixture = {},
): Promise<string> {
  const id = newId()
  const due = new Date(now.getTime() + dueInDays * dayMs)
  const scheduled = new Date(due.getTime() - dayMs / 2)
  const end = new Date(scheduled.getTime() + (over.periodDays ?? 1) * dayMs)
  const finished = over.state?.startsWith('done') || over.state === 'skipped'
  await sql().query(
    `insert into task_occurrence (id, task_id, period_start, period_end, scheduled_at, due_at, state, blocked_reason,
       snoozed_until, snooze_count, claimed_by_id, finished_at, finished_by_id, on_time, measure, note, skip_reason,
       minutes, evidence_ids)
     values ($1, $2, $3, $4, $3, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '{}')`,
    [
      id,
      taskId,
      scheduled,
      end,
      due,
      over.state ?? 'pending',
      over.blockedReason ?? null,
      over.snoozedUntil ?? null,
      over.snoozedUntil ? 1 : 0,
      over.claimedById ?? null,
      finished ? (over.finishedAt ?? due) : null,
      over.finishedById ?? null,
      finished ? (over.onTime ?? true) : null,
      over.measure ?? null,
      over.note ?? null,
      over.state === 'skipped' ? 'Not needed this time' : null,
      over.minutes ?? null,
    ],
  )
  return id
}
