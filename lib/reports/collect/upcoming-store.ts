import type { UpcomingFact } from '../section-facts'
import { isoSql, severityRank, type Window } from './window'

/**
 * Work and reviews that are planned between the instant and `until`. Daily work of a system is one line, and so is each
 * task that comes more than once; rarer work and what much depends on come first.
 */
export async function readUpcomingWork(
  { ids, asOf, on }: Window,
  until: Date,
  limit: number,
): Promise<{ items: UpcomingFact[]; total: number }> {
  const { rows } = await on.query<UpcomingFact & { total: number }>(
    `with planned as (
       select k.system_id, case when k.tier = 'daily' then null else k.id end as task_id, min(k.title) as title, k.tier,
              min(greatest(o.scheduled_at, o.snoozed_until)) as at, count(*) as count
         from task_occurrence o join maintenance_task k on k.id = o.task_id
        where o.scheduled_at >= $2 and o.scheduled_at < $3 and k.system_id = any($1) and not o.in_pause
          and k.created_at < $2 and (k.archived_at is null or k.archived_at >= $2)
          and (o.finished_at is null or o.finished_at >= $2)
        group by k.system_id, 2, k.tier),
     line as (
       select 'task' as kind, system_id, case when task_id is null then 'Daily tasks' else title end as title, at, count,
              case when task_id is null then '/systems/' || system_id || '/tasks' else '/tasks/' || task_id end as href,
              array_position(array['review', 'quarterly', 'monthly', 'weekly', 'daily'], tier) as rank
         from planned
       union all
       select 'review', r.system_id, 'Review ' || replace(r.quarter, '-', ' '), r.planned_for, 1, '/reviews/' || r.id, 1
         from review r
        where r.system_id = any($1) and r.created_at < $2 and r.planned_for >= $2 and r.planned_for < $3
          and (r.closed_at is null or r.closed_at >= $2) and (r.cancelled_at is null or r.cancelled_at >= $2))
     select l.kind, l.system_id as "systemId", y.name as system, l.title, ${isoSql('l.at')} as at, l.count::int as count, l.href,
            count(*) over () as total
       from line l join system y on y.id = l.system_id
      order by l.rank, ${severityRank('y.criticality')}, l.at, y.name, l.title limit $4`,
    [ids, asOf, until, limit],
  )
  return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 }
}
