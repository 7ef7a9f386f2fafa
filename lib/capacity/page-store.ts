import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { CapacityQuery, CapacityView } from './schema'
import { currentColumns, currentForecasts, soonestFirst } from './store'
import type { CurrentForecast } from './stored-forecast'
import type { CapacityCounts, DayPoint } from './view'

/** A forecast as the list shows it. The path is left out: a list of many draws none. */
export interface ListedForecast extends Omit<CurrentForecast, 'path'> {
  teamId: string | null
  ownerId: string | null
  address: string
}

const conditions: Readonly<Record<CapacityView, string>> = {
  soon: `f.limit_value is not null and f.status in ('reached', 'reaches')`,
  later: `f.limit_value is not null and f.status in ('steady', 'away')`,
  waiting: `f.limit_value is not null and f.status in ('too-little-history', 'no-data')`,
  unlimited: 'f.limit_value is null',
}

const listColumns = `${currentColumns.replace(', f.path', '')}, y.team_id as "teamId", y.owner_id as "ownerId", t.address`
const from = `${currentForecasts} join target t on t.id = c.target_id`

/** Of $1 measure, $2 criticality, $3 words. Literal: % and _ are no wildcards. */
const filtered = `f.newest and ($1::text is null or f.measure = $1) and ($2::text is null or y.criticality = $2)
  and ($3 = '' or position(lower($3) in lower(y.name || ' ' || f.resource)) > 0)`
const filterValues = ({ measure, criticality, q }: Filter) => [measure, criticality, q]

type Filter = Pick<CapacityQuery, 'measure' | 'criticality' | 'q'>

export interface CapacityFigures {
  counts: CapacityCounts
  all: number
  within30: number
  oldest: Date | null
  now: Date
}

/** How many series there are in each view of this filter, and what the headline says of all. */
export async function readCapacityFigures(filter: Filter, on: Sql = sql()): Promise<CapacityFigures> {
  const counted = Object.entries(conditions).map(
    ([view, condition]) => `count(*) filter (where ${filtered} and ${condition})::int as "${view}"`,
  )
  const { rows } = await on.query<Omit<CapacityFigures, 'counts'> & CapacityCounts>(
    `select ${counted.join(', ')}, count(*)::int as all,
            count(*) filter (where ${conditions.soon} and f.earliest <= app_now() + interval '30 days')::int as "within30",
            min(f.computed_at) as oldest, app_now() as now
       from ${currentForecasts} where f.newest`,
    filterValues(filter),
  )
  const [row] = rows
  if (!row) throw new Error('counting gave no row')
  const { all, within30, oldest, now, ...counts } = row
  return { counts, all, within30, oldest, now }
}

/** A page of one view: what runs out soonest first, everything else by name. */
export async function readCapacityRows(
  filter: Filter,
  view: CapacityView,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<ListedForecast[]> {
  const { rows } = await on.query<ListedForecast>(
    `select ${listColumns} from ${from} where ${filtered} and ${conditions[view]}
      order by ${view === 'soon' ? soonestFirst : 'y.name, f.resource, f.check_id, f.key'} limit $4 offset $5`,
    [...filterValues(filter), limit, offset],
  )
  return rows
}

/** Every series of one system, soonest first, with its path. */
export async function readSystemForecasts(
  systemId: string,
  on: Sql = sql(),
): Promise<(ListedForecast & Pick<CurrentForecast, 'path'>)[]> {
  const { rows } = await on.query<ListedForecast & Pick<CurrentForecast, 'path'>>(
    `select ${listColumns}, f.path from ${from} where f.newest and f.system_id = $1 order by ${soonestFirst} limit 500`,
    [systemId],
  )
  return rows
}

/** One series with its newest forecast; null: it has none. */
export async function readSeriesForecast(
  checkId: string,
  key: string,
  on: Sql = sql(),
): Promise<(ListedForecast & Pick<CurrentForecast, 'path'> & { seriesId: string; now: Date }) | null> {
  const { rows } = await on.query<
    ListedForecast & Pick<CurrentForecast, 'path'> & { seriesId: string; now: Date }
  >(
    `select ${listColumns}, f.path, r.id as "seriesId", app_now() as now
       from ${from} join series r on r.check_id = f.check_id and r.key = f.key
      where f.newest and f.check_id = $1 and f.key = $2`,
    [checkId, key],
  )
  return rows[0] ?? null
}

/** Name by which `readDayPoints` answers of a series. */
export const seriesName = ({ checkId, key }: { checkId: string; key: string }) => `${checkId} ${key}`

/** The last value of each of the last days of these series, and the newest one; by `seriesName`. One statement. */
export async function readDayPoints(
  series: readonly { checkId: string; key: string; measure: string }[],
  days: number,
  on: Sql = sql(),
): Promise<Map<string, DayPoint[]>> {
  if (series.length === 0) return new Map()
  const { rows } = await on.query<{ checkId: string; key: string; points: DayPoint[] | null }>(
    `with asked as (select * from json_to_recordset($1::json) as a("checkId" uuid, key text, peak boolean))
     select a."checkId", a.key, (
              select json_agg(json_build_array((extract(epoch from at) * 1000)::bigint, v) order by at)
                from (select d.at + interval '12 hours' as at, case when a.peak then d.max else d.last end as v
                        from sample_day d
                       where d.series_id = r.id and d.at >= app_now() - make_interval(days => $2)
                         and d.at + interval '12 hours' <= app_now()
                      union all
                      (select m.at, m.value from sample m
                        where m.series_id = r.id and m.at > app_now() - interval '48 hours' and m.at <= app_now()
                        order by m.at desc limit 1)) as point) as points
       from asked a join series r on r.check_id = a."checkId" and r.key = a.key`,
    [
      JSON.stringify(
        series.map(({ checkId, key, measure }) => ({ checkId, key, peak: peaks.includes(measure) })),
      ),
      days,
    ],
  )
  return new Map(rows.map((row) => [seriesName(row), row.points ?? []]))
}

/** What comes and goes within a day is shown by its peak, as it is forecast. */
const peaks: readonly string[] = ['memory', 'connections', 'file-descriptors']
