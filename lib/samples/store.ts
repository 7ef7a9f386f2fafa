import { databaseNow, sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { type Resolution, rawHours, seriesWindow } from './series-window'
import { type SeriesPoint, withGaps } from './with-gaps'

/** A chart's data: at most 300 points and the gaps between them. */
export interface Series {
  key: string
  unit: string | null
  from: Date
  to: Date
  resolution: Resolution
  stepSeconds: number
  points: SeriesPoint[]
}

/** One value of a series. */
export interface PastValue {
  at: Date
  value: number
}

/** Until when each roll-up is complete; younger facts are read raw. */
const watermark = (duty: string) =>
  `coalesce((select watermark from duty where name = '${duty}'), '-infinity')`

// PostgreSQL makes one JSON value of the points: three times cheaper to read than as many rows.
// $1 series, $2 from, $3 to, $4 step in seconds.
const asPoints = (source: string) => `
  select json_agg(json_build_array(extract(epoch from at)::bigint, mean, min, max) order by at) as points
    from (select date_bin(make_interval(secs => $4), at, 'epoch') as at,
                 sum(sum) / sum(count) as mean, min(min) as min, max(max) as max
            from (${source}) as source group by 1) as point`

const rawSource = `
  select at, value as sum, 1 as count, value as min, value as max
    from sample where series_id = $1 and at >= $2 and at < $3`

const rolledSource = (table: string, pieceSince: string) => `
  select at, sum, count, min, max from ${table} where series_id = $1 and at >= $2 and at < $3
  union all
  select at, value, 1, value, value from sample
   where series_id = $1 and at >= greatest($2, ${pieceSince}) and at < $3`

const queries: Readonly<Record<Resolution, string>> = {
  raw: asPoints(rawSource),
  hour: asPoints(rolledSource('sample_hour', watermark('roll-up-samples'))),
  day: asPoints(rolledSource('sample_day', watermark('roll-up-samples'))),
}

/** One series of a check over a range, from raw samples or roll-ups, whichever fits 300 points. */
export async function readSeries(
  checkId: string,
  key: string,
  from: Date,
  to: Date,
  on: Sql = sql(),
): Promise<Series> {
  const { rows } = await on.query<{ id: string | null; unit: string | null; interval: number; now: Date }>(
    `select s.id, s.unit, c.interval_seconds as interval, app_now() as now
       from "check" c left join series s on s.check_id = c.id and s.key = $2 where c.id = $1`,
    [checkId, key],
  )
  const [series] = rows
  const now = series?.now ?? (await databaseNow(on))
  const window = seriesWindow({ from, to, now, intervalSeconds: series?.interval ?? 60 })
  const described = {
    key,
    unit: series?.unit ?? null,
    from,
    to,
    resolution: window.resolution,
    stepSeconds: window.stepSeconds,
  }
  if (!series?.id) return { ...described, points: [] }
  const result = await on.query<{ points: SeriesPoint[] | null }>(queries[window.resolution], [
    series.id,
    from,
    to,
    window.stepSeconds,
  ])
  return {
    ...described,
    points: withGaps(result.rows[0]?.points ?? [], window.stepSeconds, window.gapSeconds),
  }
}

/** The series that a check has written, "value" first. */
export async function listSeries(checkId: string): Promise<{ key: string; unit: string }[]> {
  const { rows } = await sql().query<{ key: string; unit: string }>(
    `select key, unit from series where check_id = $1 order by key <> 'value', key`,
    [checkId],
  )
  return rows
}

/**
 * Samples of a check's own series since an instant, oldest first: every raw one of the last 48 h, before
 * that the last one of each hour, and of each day where hours are gone.
 */
export async function readHistory(
  checkId: string,
  key: string,
  since: Date,
  on: Sql = sql(),
): Promise<PastValue[]> {
  const { rows } = await on.query<PastValue>(
    `with one as (select id from series where check_id = $1 and key = $2),
          raw as (select at, value from sample
                   where series_id = (select id from one) and at >= greatest($3, app_now() - make_interval(hours => $4))),
          hourly as (select at, last from sample_hour
                      where series_id = (select id from one) and at >= $3
                        and at < coalesce((select min(at) from raw) - interval '1 hour', 'infinity')),
          daily as (select at, last from sample_day
                     where series_id = (select id from one) and at >= $3
                       and at < coalesce((select min(at) from hourly), (select min(at) from raw), 'infinity') - interval '1 day')
     select at, last as value from daily
     union all select at, last from hourly
     union all select at, value from raw
     order by at`,
    [checkId, key, since, rawHours],
  )
  return rows
}
