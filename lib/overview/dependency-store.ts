import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { CheckState } from './check-state'
import type { Need } from './find-circle'

/** A system beside another one, with what its checks read as now. */
export interface Neighbour {
  id: string
  name: string
  purpose: string
  /** `needs`: the system needs it; `needed-by`: it needs the system. */
  side: 'needs' | 'needed-by'
  states: CheckState[]
}

/** What a system needs and what needs it, by name, with the states of their checks. */
export async function readNeighbours(systemId: string, on: Sql = sql()): Promise<Neighbour[]> {
  const { rows } = await on.query<Neighbour>(
    `with ${clockSql},
     beside as (
       select depends_on_id as id, purpose, 'needs' as side from system_dependency where system_id = $1
       union all
       select system_id, purpose, 'needed-by' from system_dependency where depends_on_id = $1)
     select y.id, y.name, b.purpose, b.side,
            coalesce((select json_agg(${stateSql})
                        from clock, "check" c left join check_state s on s.check_id = c.id where c.system_id = y.id), '[]') as states
       from beside b join system y on y.id = b.id and y.archived_at is null
      order by y.name, y.id`,
    [systemId],
  )
  return rows
}

/** Every need that can be reached from a system by following needs, with the names of the systems. */
export async function readNeedsFrom(systemId: string, on: Sql = sql()): Promise<(Need & { name: string })[]> {
  const { rows } = await on.query<Need & { name: string }>(
    `with recursive reached as (
       select $1::uuid as id
       union select d.depends_on_id from reached r join system_dependency d on d.system_id = r.id)
     select d.system_id as from, d.depends_on_id as to, y.name
       from reached r join system_dependency d on d.system_id = r.id
            join system y on y.id = d.depends_on_id and y.archived_at is null`,
    [systemId],
  )
  return rows
}
