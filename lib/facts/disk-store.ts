import type { ForecastStatus } from '@/lib/capacity/forecast'
import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { DiskSeries } from './system-facts'

/** Checks whose series are shares of used room, one series for each mount point or volume beside "value". */
export const diskKinds: readonly string[] = ['host.disk_free']

const days = 90

interface SeriesRow extends Omit<DiskSeries, 'hours' | 'forecast'> {
  systemId: string
  status: ForecastStatus | null
  earliest: Date | null
  hours: [at: number, min: number, max: number, last: number][]
}

/**
 * Hourly figures of 90 days of every disk and volume, oldest first; hours that are not rolled up yet come from the
 * raw samples. A disk that nobody measured in this time is left out.
 */
export async function diskSeries(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, DiskSeries[]>> {
  const { rows } = await on.query<SeriesRow>(
    `with edge as materialized (
       select coalesce((select watermark from duty where name = 'roll-up-samples'), '-infinity') as rolled,
              $2::timestamptz - interval '${days} days' as since)
     select c.system_id as "systemId", c.id as "checkId", c.kind as "checkKind", r.key as resource, r.unit,
            s.warn_at as "warnAt", s.fail_at as "failAt", figures.hours, f.status, f.earliest
       from edge, "check" c join series r on r.check_id = c.id and r.key <> 'value'
            left join check_state s on s.check_id = c.id
            left join capacity_forecast f on f.check_id = c.id and f.key = r.key and f.newest
                                         and f.computed_at > $2::timestamptz - interval '3 days',
            lateral (
              select json_agg(json_build_array(extract(epoch from at)::bigint * 1000, min, max, last) order by at) as hours
                from (select at, min, max, last from sample_hour
                       where series_id = r.id and at >= edge.since and at <= $2
                      union all
                      select * from (
                        select date_trunc('hour', at, 'UTC') as at, min(value), max(value),
                               (array_agg(value order by at desc))[1]
                          from sample where series_id = r.id and at >= greatest(edge.rolled, edge.since) and at <= $2
                         group by 1) as raw
                       where not exists (select from sample_hour h where h.series_id = r.id and h.at = raw.at)
                     ) as hour) figures
      where c.system_id = any($1) and c.kind = any($3) and figures.hours is not null
      order by c.id, r.key`,
    [ids, now, diskKinds],
  )
  return groupBySystem(rows, ({ systemId: _, hours, status, earliest, ...series }) => ({
    ...series,
    forecast: status === null ? null : { status, earliest },
    hours: hours.map(([at, min, max, last]) => ({ at: new Date(at), min, max, last })),
  }))
}
