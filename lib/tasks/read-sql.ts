import type { TasksQuery } from './schema'
import { taskTiers } from './schema'

// Pieces that every list of tasks is read with. o is an occurrence, k its task, y its system, w what it waits for.

/** How an occurrence reads at `clock.now`; the twin of derive-status.ts, and tested against it. */
export const statusSql = `
  case when o.in_pause then 'paused'
       when o.state not in ('pending', 'in-progress') then o.state
       when o.due_at <= clock.now then case when k.anchor = 'scheduled' and o.period_end <= clock.now then 'missed' else 'overdue' end
       when o.scheduled_at > clock.now or o.snoozed_until > clock.now then 'upcoming'
       when w.state in ('pending', 'in-progress') and w.due_at > clock.now then 'upcoming'
       else 'due' end`

/**
 * Start of the newest period of a task that was done, of those that have begun at `clock.now`. Whoever did the work in
 * a later period has caught up: what was missed before it is a matter of the record, and overdue no more.
 */
export const lastDoneSql = (taskId: string) => `
  coalesce((select max(d.period_start) from task_occurrence d
             where d.task_id = ${taskId} and d.period_start <= clock.now and d.state in ('done', 'done-with-problem')), '-infinity')`

/** One reading of the time. */
export const clockSql = 'clock as materialized (select app_now() as now)'

export const isOpen = `o.state in ('pending', 'in-progress')`

export const criticalityRank = `array_position(array['critical', 'high', 'medium', 'low'], y.criticality)`

export const tierRank = `array_position(array[${taskTiers.map((tier) => `'${tier}'`).join(', ')}], k.tier)`

/** What a filter lets through of living tasks; its values are the first parameters of a statement. */
export const taskFilterSql = `
  k.archived_at is null and y.archived_at is null
  and ($1::text is null or k.tier = $1) and ($2::uuid is null or k.system_id = $2) and ($3::uuid is null or y.team_id = $3)
  and ($4::text = '' or strpos(lower(k.title), lower($4)) > 0 or strpos(lower(y.name), lower($4)) > 0)
  and ($5::text is null or case $5 when 'none' then coalesce(k.owner_id, y.owner_id) is null
       else coalesce(k.owner_id, y.owner_id) = $6::uuid end)`

export type TaskFilter = Pick<TasksQuery, 'tier' | 'system' | 'team' | 'q' | 'owner'>

/** Everything: of no filter. */
export const noFilter: TaskFilter = { tier: null, system: null, team: null, q: '', owner: null }

/** The values of `taskFilterSql`, $1 to $6. */
export const filterValues = (filter: TaskFilter, viewerId: string): unknown[] => [
  filter.tier,
  filter.system,
  filter.team,
  filter.q,
  filter.owner,
  viewerId,
]

/** Tasks that the filter lets through. */
export const tasksSql = `
  task as materialized (
    select k.id, k.system_id, k.tier, k.anchor, ${criticalityRank} as rank, k.title
      from maintenance_task k join system y on y.id = k.system_id
     where ${taskFilterSql})`

/** Occurrences joined to what the filter asks of; not by way of `task`, so that a narrow filter finds its few rows. */
export const occurrencesSql = `
  task_occurrence o join maintenance_task k on k.id = o.task_id join system y on y.id = k.system_id and ${taskFilterSql}`

/**
 * Of each task what counts at the instant $7: the period that runs and the one before it, when nothing newer was done.
 * A task that was neglected for a year is two lines, not hundreds; the rest is in its record.
 */
export const begunSql = `
  begun as materialized (
    select o.id, o.due_at, o.scheduled_at, o.snoozed_until, o.blocked_reason, o.state, o.period_end, t.anchor, t.rank, t.title
      from task t, lateral (
        select p.*, lag(p.state) over (order by p.period_start desc) as newer
          from (select id, period_start, due_at, scheduled_at, snoozed_until, blocked_reason, state, period_end
                  from task_occurrence p where p.task_id = t.id and p.period_start <= $7::timestamptz
                 order by p.period_start desc limit 2) p) o
     where ${isOpen} and o.newer is distinct from 'done' and o.newer is distinct from 'done-with-problem')`
