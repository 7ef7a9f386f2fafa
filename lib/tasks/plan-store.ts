import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { PlannedOccurrence } from './plan-occurrences'
import { inWindow } from './schedule-schema'

/** A task with what its plan follows from. */
export interface PlannableTask {
  id: string
  systemId: string
  schedule: unknown
  timeZone: string
  anchor: 'scheduled' | 'completed'
  graceMinutes: number
  afterTaskId: string | null
  startsAt: Date
  plannedUntil: Date | null
  plannedWindow: string | null
  window: string | null
  pausedAt: Date | null
  pausedUntil: Date | null
  pausedReason: string | null
  hasOpen: boolean
  lastFinishedAt: Date | null
}

const columns = `
  k.id::text, k.system_id::text as "systemId", k.schedule, k.time_zone as "timeZone", k.anchor, k.grace_minutes as "graceMinutes",
  k.after_task_id::text as "afterTaskId", k.starts_at as "startsAt", k.planned_until as "plannedUntil",
  k.planned_window as "plannedWindow", y.maintenance_window as "window", k.paused_at as "pausedAt",
  k.paused_until as "pausedUntil", k.paused_reason as "pausedReason",
  exists (select 1 from task_occurrence o where o.task_id = k.id and o.state in ('pending', 'in-progress')) as "hasOpen",
  case when k.anchor = 'completed' then (
    select max(o.finished_at) from task_occurrence o where o.task_id = k.id) end as "lastFinishedAt"`

/** Its plan was made with another low-traffic window than the system has now. */
export const windowMovedSql = `
  k.schedule ->> 'at' = '${inWindow}' and k.planned_until is not null
  and k.planned_window is distinct from coalesce(y.maintenance_window, '')`

/** Systems after this id of which a task must be planned, at most so many; their tasks are planned together. */
export async function systemsToPlan(
  tx: Transaction,
  until: Date,
  afterId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await asSql(tx).query<{ id: string }>(
    `select distinct k.system_id as id
       from maintenance_task k join system y on y.id = k.system_id
      where k.archived_at is null and y.archived_at is null and k.system_id > $2::uuid
        and (k.planned_until is null or (k.anchor = 'scheduled' and k.planned_until < $1::timestamptz) or (${windowMovedSql}))
      order by 1 limit $3`,
    [until, afterId, limit],
  )
  return rows.map(({ id }) => id)
}

/** The living tasks of these systems, locked in one order until the transaction ends. */
export async function lockPlannable(
  tx: Transaction,
  of: { systemIds: readonly string[] } | { taskId: string },
): Promise<PlannableTask[]> {
  const [where, value] =
    'taskId' in of
      ? ['k.id = $1::uuid', of.taskId]
      : ['k.system_id = any($1::uuid[]) and k.archived_at is null', of.systemIds]
  const on = asSql(tx)
  await on.query(`select 1 as locked from maintenance_task k where ${where} order by k.id for update`, [
    value,
  ])
  const { rows } = await on.query<PlannableTask>(
    `select ${columns} from maintenance_task k join system y on y.id = k.system_id where ${where} order by k.id`,
    [value],
  )
  return rows
}

/** Stores what was planned, all tasks in one statement; a period that exists stays as it is. Returns how many are new. */
export async function insertOccurrences(
  tx: Transaction,
  planned: readonly (PlannedOccurrence & { taskId: string; pausedReason: string | null })[],
): Promise<number> {
  if (planned.length === 0) return 0
  const { rows } = await asSql(tx).query<{ id: string }>(
    `insert into task_occurrence (id, task_id, period_start, period_end, scheduled_at, due_at, state, in_pause, skip_reason, evidence_ids)
     select id, task_id, period_start, period_end, scheduled_at, due_at,
            case when in_pause then 'skipped' else 'pending' end, in_pause, reason, '{}'
       from unnest($1::uuid[], $2::uuid[], $3::text[]::timestamptz[], $4::text[]::timestamptz[], $5::text[]::timestamptz[],
                   $6::text[]::timestamptz[], $7::bool[], $8::text[])
         as t(id, task_id, period_start, period_end, scheduled_at, due_at, in_pause, reason)
     on conflict (task_id, period_start) do nothing returning id::text`,
    [
      planned.map(() => newId()),
      planned.map(({ taskId }) => taskId),
      planned.map(({ periodStart }) => periodStart.toISOString()),
      planned.map(({ periodEnd }) => periodEnd.toISOString()),
      planned.map(({ scheduledAt }) => scheduledAt.toISOString()),
      planned.map(({ dueAt }) => dueAt.toISOString()),
      planned.map(({ inPause }) => inPause),
      planned.map(({ inPause, pausedReason }) => (inPause ? (pausedReason ?? 'Paused') : null)),
    ],
  )
  return rows.length
}

/** Notes how far each task is planned, and with which window. */
export async function storePlans(
  tx: Transaction,
  plans: readonly { id: string; plannedUntil: Date | null; window: string | null }[],
): Promise<void> {
  await asSql(tx).query(
    `update maintenance_task k set planned_until = p.planned_until, planned_window = p.planned_window
       from unnest($1::uuid[], $2::text[]::timestamptz[], $3::text[]) as p(id, planned_until, planned_window)
      where k.id = p.id`,
    [
      plans.map(({ id }) => id),
      plans.map(({ plannedUntil }) => plannedUntil?.toISOString() ?? null),
      plans.map(({ window }) => window ?? ''),
    ],
  )
}

/** Takes back the part of a plan that lies ahead and that nobody touched. */
export async function dropFuturePlan(tx: Transaction, taskId: string, now: Date): Promise<void> {
  await asSql(tx).query(
    `delete from task_occurrence
      where task_id = $1::uuid and scheduled_at > $2::timestamptz and revision = 1 and (state = 'pending' or in_pause)`,
    [taskId, now],
  )
}

/** The period that a new plan follows: its start, or null when there is none. */
export async function lastPeriodStart(tx: Transaction, taskId: string): Promise<Date | null> {
  const { rows } = await asSql(tx).query<{ at: Date | null }>(
    'select max(period_start) as at from task_occurrence where task_id = $1::uuid',
    [taskId],
  )
  return rows[0]?.at ?? null
}

/** The last period ends where the new plan begins. */
export async function endLastPeriodAt(tx: Transaction, taskId: string, last: Date, at: Date): Promise<void> {
  await asSql(tx).query(
    `update task_occurrence set period_end = $3::timestamptz
      where task_id = $1::uuid and period_start = $2::timestamptz and period_start < $3::timestamptz`,
    [taskId, last, at],
  )
}

/**
 * Which occurrence each open one of these tasks follows: that of the same day in the task's zone (the latest not
 * after it, else the first of the day), else the one in whose period it lies. Its deadline leaves the usual time
 * after that one's, so that nothing is overdue while it has to wait.
 */
export async function linkFollowers(tx: Transaction, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return
  await asSql(tx).query(
    `with open as (
       select o.id, o.scheduled_at, o.period_end, k.time_zone, k.after_task_id, k.grace_minutes * interval '1 minute' as grace
         from task_occurrence o join maintenance_task k on k.id = o.task_id
        where o.task_id = any($1::uuid[]) and o.state in ('pending', 'in-progress')),
     linked as (
       select open.*, before.id as before_id, before.due_at as before_due
         from open left join lateral (
           select p.id, p.due_at
             from (select id, due_at, scheduled_at, period_end from task_occurrence p
                    where p.task_id = open.after_task_id
                      and p.period_start between open.scheduled_at - interval '36 hours' and open.scheduled_at + interval '36 hours'
                   union
                   (select id, due_at, scheduled_at, period_end from task_occurrence p
                     where p.task_id = open.after_task_id and p.period_start <= open.scheduled_at
                     order by p.period_start desc limit 1)) p,
                  lateral (select (p.scheduled_at at time zone open.time_zone)::date = (open.scheduled_at at time zone open.time_zone)::date as same_day) d
            where d.same_day or (p.scheduled_at <= open.scheduled_at and open.scheduled_at < p.period_end)
            order by d.same_day desc, p.scheduled_at <= open.scheduled_at desc,
                     abs(extract(epoch from p.scheduled_at - open.scheduled_at)) limit 1) before on true),
     timed as (
       select id, before_id,
              case when before_id is null then least(scheduled_at + grace, period_end)
                   else greatest(least(scheduled_at + grace, period_end), least(before_due + grace, period_end), before_due) end as due_at
         from linked)
     update task_occurrence o set waits_for_id = t.before_id, due_at = t.due_at
       from timed t
      where o.id = t.id and (o.waits_for_id is distinct from t.before_id or o.due_at <> t.due_at)`,
    [taskIds],
  )
}
