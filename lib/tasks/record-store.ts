import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import {
  clockSql,
  criticalityRank,
  filterValues,
  statusSql,
  type TaskFilter,
  taskFilterSql,
} from './read-sql'
import type { TaskTier } from './schema'
import type { OccurrenceStatus } from './view'

export interface StoredCell {
  systemId: string
  system: string
  criticality: string
  taskId: string
  key: string
  title: string
  tier: TaskTier
  lastDoneAt: Date | null
  onTimeShare: number | null
  status: OccurrenceStatus
}

/** The record of some systems with tasks: one page of systems, most critical first, and each of their tasks. */
export async function readRecord(
  viewerId: string,
  filter: TaskFilter,
  page: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<{ cells: StoredCell[]; total: number }> {
  const { rows } = await on.query<StoredCell & { total: number }>(
    `with ${clockSql},
     candidate as (
       select y.id, ${criticalityRank} as rank, y.name, count(*) over () as total
         from maintenance_task k join system y on y.id = k.system_id where ${taskFilterSql} group by y.id),
     chosen as (select * from candidate order by rank, name limit $7 offset $8)
     select y.id as "systemId", y.name as system, y.criticality, k.id as "taskId", k.key, k.title, k.tier, chosen.total,
            ${recordColumns}
       from clock, chosen join system y on y.id = chosen.id join maintenance_task k on k.system_id = y.id
      where ${taskFilterSql}
      order by chosen.rank, chosen.name, k.title`,
    [...filterValues(filter, viewerId), page.limit, page.offset],
  )
  return { cells: rows.map(({ total: _, ...cell }) => cell), total: rows[0]?.total ?? 0 }
}

/** Of task k at clock: when it was last done, how often in time over 90 days, and how what counts now reads. */
export const recordColumns = `
  (select o.finished_at from task_occurrence o
    where o.task_id = k.id and o.state in ('done', 'done-with-problem') order by o.period_start desc limit 1) as "lastDoneAt",
  (select round((100.0 * count(*) filter (where o.on_time) / nullif(count(*), 0))::numeric, 1)::float8
     from task_occurrence o
    where o.task_id = k.id and o.period_start > clock.now - interval '200 days' and o.period_start <= clock.now
      and o.due_at > clock.now - interval '90 days' and o.due_at <= clock.now and not o.in_pause) as "onTimeShare",
  coalesce((select ${statusSql}
     from task_occurrence o left join task_occurrence w on w.id = o.waits_for_id
    where o.task_id = k.id and o.period_start <= clock.now order by o.period_start desc limit 1), 'upcoming') as status`
