import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { ExpiryFact } from './system-facts'

/** Checks whose value is the days that are left until something ends. */
const expiryKinds: readonly string[] = ['tls.expiry']

const days = 90

/**
 * When something of these systems ended within 90 days, as far as a check saw no days left: the hour that saw it
 * first, moved back by what was missing then. A renewal in between begins anew.
 */
export async function expiryFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, ExpiryFact[]>> {
  const { rows } = await on.query<{ systemId: string; checkId: string; address: string; expired: number[] }>(
    `with edge as materialized (
       select coalesce((select watermark from duty where name = 'roll-up-samples'), '-infinity') as rolled,
              $2::timestamptz - interval '${days} days' as since)
     select c.system_id as "systemId", c.id as "checkId", t.address, ended.expired
       from edge, "check" c join target t on t.id = c.target_id join series r on r.check_id = c.id and r.key = 'value',
            lateral (
              select array_agg((extract(epoch from at) * 1000 + low * 86400000)::bigint order by at) as expired
                from (select at, low, lag(last) over (order by at) as before
                        from (select at, min as low, last from sample_hour
                               where series_id = r.id and at >= edge.since and at < edge.rolled
                              union all
                              select at, value, value from sample
                               where series_id = r.id and at >= greatest(edge.rolled, edge.since) and at <= $2) as seen) as step
               where low <= 0 and coalesce(before > 0, true)) ended
      where c.system_id = any($1) and c.kind = any($3) and ended.expired is not null
      order by c.id`,
    [ids, now, expiryKinds],
  )
  return groupBySystem(rows, ({ systemId: _, checkId, address, expired }) => ({
    checkId,
    address,
    expiredAt: expired.map((at) => new Date(at)),
  }))
}
