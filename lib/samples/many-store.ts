import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { type Resolution, seriesWindow } from './series-window'
import { type SeriesPoint, withGaps } from './with-gaps'

/** One series of several that are read together. */
export interface WantedSeries {
  id: string
  /** Of its check: what a gap is depends on it. */
  intervalSeconds: number
}

const watermark = `coalesce((select watermark from duty where name = 'roll-up-samples'), '-infinity')`

const raw = (since: string) => `
  select series_id, at, value as sum, 1 as count, value as min, value as max
    from sample where series_id = any($1) and at >= ${since} and at < $4`

const rolled = (table: string) => `
  select series_id, at, sum, count, min, max from ${table} where series_id = any($1) and at >= $3 and at < $4
  union all ${raw(`greatest($3, ${watermark})`)}`

const sources: Readonly<Record<Resolution, string>> = {
  raw: raw('$3'),
  hour: rolled('sample_hour'),
  day: rolled('sample_day'),
}

// One JSON value a series, as in store.ts; each has a step of its own.
const pointsSql = (resolution: Resolution) => `
  with wanted as materialized (select * from unnest($1::uuid[], $2::int[]) as w(id, step)),
       point as (
         select s.series_id, date_bin(make_interval(secs => w.step), s.at, 'epoch') as at,
                sum(s.sum) / sum(s.count) as mean, min(s.min) as min, max(s.max) as max
           from (${sources[resolution]}) s join wanted w on w.id = s.series_id group by 1, 2)
  select series_id as id, json_agg(json_build_array(extract(epoch from at)::bigint, mean, min, max) order by at) as points
    from point group by 1`

/**
 * Several series over one range, each at most so many points with its gaps, in one statement. A series without
 * values has no entry.
 */
export async function readManySeries(
  wanted: readonly WantedSeries[],
  range: { from: Date; to: Date; now: Date; points: number },
  on: Sql = sql(),
): Promise<Map<string, SeriesPoint[]>> {
  if (wanted.length === 0) return new Map()
  const windows = wanted.map(({ id, intervalSeconds }) => ({
    id,
    ...seriesWindow({ ...range, intervalSeconds }),
  }))
  // Which table answers depends on the range alone.
  const resolution = windows[0]?.resolution ?? 'day'
  const { rows } = await on.query<{ id: string; points: SeriesPoint[] }>(pointsSql(resolution), [
    windows.map(({ id }) => id),
    windows.map(({ stepSeconds }) => stepSeconds),
    range.from,
    range.to,
  ])
  const byId = new Map(windows.map((window) => [window.id, window]))
  return new Map(
    rows.map(({ id, points }) => {
      const window = byId.get(id)
      return [id, withGaps(points, window?.stepSeconds ?? 1, window?.gapSeconds ?? 1)]
    }),
  )
}
