import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { shortTitle } from '@/lib/findings/finding-sql'
import { markLimit, type SystemEvent } from './system-marks'

/**
 * Migrations, restores and incidents of a system between two instants, newest first. A critical finding stands for an
 * incident, unless one that began from it, or went on when it was seen, is on record.
 */
export async function readSystemEvents(
  systemId: string,
  from: Date,
  to: Date,
  on: Sql = sql(),
): Promise<SystemEvent[]> {
  const { rows } = await on.query<SystemEvent>(
    `(select happened_at as at, kind, title as label, null::int as number
        from migration where system_id = $1 and happened_at >= $2 and happened_at <= $3)
     union all
     (select i.started_at, 'incident', i.title, i.number
        from incident i where i.system_id = $1 and i.started_at >= $2 and i.started_at <= $3)
     union all
     (select f.first_seen, 'finding', ${shortTitle}, f.number
        from finding f left join "check" c on c.id = f.check_id left join target t on t.id = c.target_id
       where f.system_id = $1 and f.first_seen >= $2 and f.first_seen <= $3
         and (f.severity = 'critical' or f.origin = 'incident') and f.state not in ('false-positive', 'duplicate')
         and not exists (select from incident i
               where i.system_id = f.system_id and (i.finding_id = f.id
                  or f.first_seen >= i.started_at and f.first_seen <= coalesce(i.ended_at, 'infinity'))))
     order by 1 desc limit $4`,
    [systemId, from, to, markLimit],
  )
  return rows
}
