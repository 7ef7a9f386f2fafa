import { type MaintenanceFacts, reportTiers, type TierFacts } from '../section-facts'
import { isoSql, type Window } from './window'

// Work as it stood at an instant: what was finished afterwards was still open then.

/**
 * Tasks that were alive at $2, and what is owed of them: what a task was archived before is owed by nobody.
 * `o` is an occurrence, `k` its task.
 */
const owedSql = `
  (k.archived_at is null or k.archived_at >= $2 or o.due_at < k.archived_at or o.finished_at <= k.archived_at) and not o.in_pause`

const isDone = `coalesce(o.finished_at < $2, false)`
const isOver = `k.anchor = 'scheduled' and o.period_end <= $2`

/** How an occurrence stood that was due before $2. */
const fateSql = `
  case when ${isDone} and o.state = 'skipped' then 'skipped'
       when ${isDone} and o.on_time then 'onTime'
       when ${isDone} then 'late'
       when ${isOver} then 'missed'
       else 'open' end`

/** Work that was due within the period. */
const dueSql = `
  due as materialized (
    select k.system_id, k.tier, ${fateSql} as fate
      from task_occurrence o join maintenance_task k on k.id = o.task_id
     where o.due_at >= $3 and o.due_at < $2 and k.system_id = any($1) and ${owedSql})`

/**
 * Of each living task what counts at $2 and is overdue: the period that runs and the one before it, unless something
 * newer was done. A task that was neglected for a year is two lines, not hundreds.
 */
const overdueSql = `
  overdue as materialized (
    select k.id as task_id, k.system_id, k.title, k.tier, k.owner_id, o.due_at
      from maintenance_task k, lateral (
        select p.*, lag(p.worked) over (order by p.period_start desc) as newer_done
          from (select o.period_start, o.due_at, o.in_pause, ${isDone} as done, ${isDone} and o.state <> 'skipped' as worked
                  from task_occurrence o where o.task_id = k.id and o.period_start <= $2
                 order by o.period_start desc limit 2) p) o
     where k.system_id = any($1) and k.created_at < $2 and (k.archived_at is null or k.archived_at >= $2)
       and not o.in_pause and not o.done and o.due_at <= $2 and o.newer_done is distinct from true)`

export interface MaintenanceCounts {
  systemId: string
  due: number
  onTime: number
}

interface Row extends Omit<MaintenanceFacts, 'byTier'> {
  byTier: Partial<Record<(typeof reportTiers)[number], TierFacts>> | null
  bySystem: MaintenanceCounts[]
}

/** Maintenance that was due within the period, and what was overdue at its end. */
export async function readMaintenance({
  ids,
  from,
  asOf,
  on,
}: Window): Promise<{ facts: MaintenanceFacts; bySystem: MaintenanceCounts[] }> {
  const { rows } = await on.query<Row>(
    `with ${dueSql}, ${overdueSql},
     finished as materialized (
       select o.state, o.minutes from task_occurrence o join maintenance_task k on k.id = o.task_id
        where o.finished_at >= $3 and o.finished_at < $2 and k.system_id = any($1))
     select (select count(*) from maintenance_task k where k.system_id = any($1) and k.created_at < $2
               and (k.archived_at is null or k.archived_at >= $2)) as tasks,
       (select json_object_agg(tier, json_build_object('due', due, 'onTime', on_time, 'late', late, 'missed', missed, 'skipped', skipped))
          from (select tier, count(*) as due, count(*) filter (where fate = 'onTime') as on_time,
                       count(*) filter (where fate = 'late') as late, count(*) filter (where fate = 'missed') as missed,
                       count(*) filter (where fate = 'skipped') as skipped from due group by tier) t) as "byTier",
       (select count(*) from overdue) as overdue,
       (select count(*) from finished where state = 'done-with-problem') as "withProblem",
       (select coalesce(sum(minutes), 0) from finished) as minutes,
       coalesce((select json_agg(i) from (
          select v.task_id as "taskId", v.title, v.tier, v.system_id as "systemId", y.name as system, ${isoSql('v.due_at')} as "dueAt",
                 p.name as owner
            from overdue v join system y on y.id = v.system_id left join app_user p on p.id = v.owner_id
           order by v.due_at, y.name, v.title limit 4) i), '[]') as items,
       coalesce((select json_agg(c) from (
          select system_id as "systemId", count(*) as due, count(*) filter (where fate = 'onTime') as "onTime" from due group by 1) c), '[]') as "bySystem"`,
    [ids, asOf, from],
  )
  const [row] = rows
  if (!row) throw new Error('reading maintenance returned no row')
  const { bySystem, byTier, ...facts } = row
  const none: TierFacts = { due: 0, onTime: 0, late: 0, missed: 0, skipped: 0 }
  const tiers = Object.fromEntries(reportTiers.map((tier) => [tier, byTier?.[tier] ?? none]))
  return { facts: { ...facts, byTier: tiers as MaintenanceFacts['byTier'] }, bySystem }
}
