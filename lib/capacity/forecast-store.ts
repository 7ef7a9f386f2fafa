import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { DayFigures, RecentFigures } from './series-points'
import type { CapacityMeasure, PathStep } from './stored-forecast'

/** A series that is to be forecast, with what its source needs to know of it. */
export interface DueSeries {
  seriesId: string
  key: string
  unit: string
  checkId: string
  checkKind: string
  config: Readonly<Record<string, unknown>>
  systemId: string
  systemName: string
  timeZone: string
  address: string
}

/** Days without a measurement after which a series is no longer looked at: a disk that was unmounted for good. */
const goneAfterDays = 30

const measuredLately = `
  (exists (select from sample m where m.series_id = r.id and m.at > app_now() - interval '48 hours')
   or exists (select from sample_day m where m.series_id = r.id and m.at > app_now() - interval '${goneAfterDays} days'))`

/**
 * Series with a limit that have no forecast of today (UTC) yet, at most so many; with `systemId` all of that system,
 * whenever they were forecast. `keys` null stands for "one for each resource".
 */
export async function readDueSeries(
  on: Sql,
  sources: readonly { kind: string; keys: readonly string[] | null }[],
  { limit, systemId }: { limit: number; systemId?: string },
): Promise<DueSeries[]> {
  const wanted = sources.flatMap(({ kind, keys }) => (keys ?? [null]).map((key) => ({ kind, key })))
  const { rows } = await on.query<DueSeries>(
    `with wanted as (select * from json_to_recordset($1::json) as w(kind text, key text))
     select r.id as "seriesId", r.key, r.unit, c.id as "checkId", c.kind as "checkKind", c.config,
            y.id as "systemId", y.name as "systemName", y.time_zone as "timeZone", t.address
       from wanted w join "check" c on c.kind = w.kind
            join system y on y.id = c.system_id and y.archived_at is null
            join target t on t.id = c.target_id
            join series r on r.check_id = c.id and (
              r.key = w.key
              or (w.key is null and r.key <> 'value')
              or (w.key is null and r.key = 'value'
                  and not exists (select from series o where o.check_id = c.id and o.key <> 'value')))
      where ${measuredLately}
        and case when $3::uuid is not null then c.system_id = $3
                 else not exists (select from capacity_forecast f
                                   where f.check_id = c.id and f.key = r.key and f.newest
                                     and f.day = (app_now() at time zone 'UTC')::date) end
      order by y.id, c.id, r.key limit $2`,
    [JSON.stringify(wanted), limit, systemId ?? null],
  )
  return rows
}

/** History of a series as the forecast takes it. */
export interface SeriesHistory {
  days: DayFigures[]
  recent: RecentFigures | null
}

/** Days of these series since then, oldest first, and what was measured in the last 24 hours. Two statements. */
export async function readHistories(
  on: Sql,
  seriesIds: readonly string[],
  { now, days }: { now: Date; days: number },
): Promise<Map<string, SeriesHistory>> {
  const since = new Date(now.getTime() - days * 86_400_000)
  const { rows } = await on.query<{ id: string; days: DayFigures[] }>(
    `select series_id as id,
            json_agg(json_build_array(extract(epoch from at)::bigint * 1000, max, last) order by at) as days
       from sample_day where series_id = any($1) and at >= $2 and at <= $3 group by series_id`,
    [seriesIds, since, now],
  )
  const { rows: recent } = await on.query<{ id: string; at: Date; max: number; last: number }>(
    `select series_id as id, max(at) as at, max(value) as max, (array_agg(value order by at desc))[1] as last
       from sample where series_id = any($1) and at > $2::timestamptz - interval '24 hours' and at <= $2 group by series_id`,
    [seriesIds, now],
  )
  const found = new Map<string, SeriesHistory>(rows.map((row) => [row.id, { days: row.days, recent: null }]))
  for (const { id, at, max, last } of recent) {
    const history = found.get(id) ?? { days: [], recent: null }
    found.set(id, { ...history, recent: { at: at.getTime(), max, last } })
  }
  return found
}

/**
 * The last second of the certificates that these checks saw being served, without roots that clients have themselves.
 * In milliseconds since 1970, by check; a check whose last conclusive run is too long ago to be kept is left out.
 */
export async function readCertificateEnds(
  on: Sql,
  checkIds: readonly string[],
): Promise<Map<string, number>> {
  if (checkIds.length === 0) return new Map()
  const { rows } = await on.query<{ checkId: string; end: Date | null }>(
    `select asked.id as "checkId", ends.at as "end"
       from unnest($1::uuid[]) as asked(id), lateral (
         select min((each ->> 'validTo')::timestamptz) as at
           from (select evidence from run where check_id = asked.id and verdict in ('ok', 'warn', 'fail')
                    and scheduled_for > app_now() - interval '8 days'
                  order by scheduled_for desc limit 1) as newest,
                jsonb_array_elements(newest.evidence #> '{facts,chain}') with ordinality as link(each, place)
          where each ->> 'role' <> 'root' or place = 1) ends`,
    [checkIds],
  )
  return new Map(rows.flatMap(({ checkId, end }) => (end ? [[checkId, end.getTime()] as const] : [])))
}

/** A forecast as it is stored. Instants in milliseconds since 1970. */
export interface NewForecast {
  checkId: string
  key: string
  systemId: string
  resource: string
  measure: CapacityMeasure
  status: string
  value: number | null
  unit: string
  limit: number | null
  limitLabel: string
  direction: 'up' | 'down'
  growthPerWeek: number | null
  earliest: number | null
  middle: number | null
  latest: number | null
  historyDays: number
  neededDays: number
  method: string
  explanation: string
  path: readonly PathStep[]
}

/** Holds all others off that store forecasts, until the transaction ends. */
export async function holdForForecasting(on: Sql): Promise<void> {
  await on.query('select pg_advisory_xact_lock(72707374)::text')
}

/** Stores forecasts and makes them the newest of their series; those before them stay, without their paths. */
export async function storeForecasts(on: Sql, forecasts: readonly NewForecast[], now: Date): Promise<void> {
  if (forecasts.length === 0) return
  const text = storableJson(forecasts)
  await on.query(
    `update capacity_forecast f set newest = false, path = '[]'
       from json_to_recordset($1::json) as i("checkId" uuid, key text)
      where f.check_id = i."checkId" and f.key = i.key and f.newest`,
    [text],
  )
  await on.query(
    `insert into capacity_forecast (
       check_id, key, day, system_id, computed_at, resource, measure, status, value, unit, limit_value, limit_label,
       direction, growth_per_week, earliest, middle, latest, history_days, needed_days, method, explanation, path, newest)
     select i."checkId", i.key, ($2::timestamptz at time zone 'UTC')::date, i."systemId", $2, i.resource, i.measure,
            i.status, i.value, i.unit, i."limit", i."limitLabel", i.direction, i."growthPerWeek",
            to_timestamp(i.earliest / 1000), to_timestamp(i.middle / 1000), to_timestamp(i.latest / 1000),
            i."historyDays", i."neededDays", i.method, i.explanation, i.path, true
       from json_to_recordset($1::json) as i(
         "checkId" uuid, key text, "systemId" uuid, resource text, measure text, status text, value float8, unit text,
         "limit" float8, "limitLabel" text, direction text, "growthPerWeek" float8, earliest float8, middle float8,
         latest float8, "historyDays" float8, "neededDays" float8, method text, explanation text, path jsonb)
     on conflict (check_id, key, computed_at) do update set newest = true, path = excluded.path`,
    [text, now],
  )
}

/** Days that forecasts are kept, to hold them against what came: 13 months. */
const keptDays = 396

/** Forgets forecasts that are older than 13 months. */
export async function forgetOldForecasts(on: Sql): Promise<void> {
  await on.query(
    `delete from capacity_forecast where day < (app_now() at time zone 'UTC')::date - ${keptDays}`,
  )
}

/** Forecasts of series that are gone, with their check or for a month, are history: no page shows them. Returns how many. */
export async function retireForecasts(on: Sql): Promise<number> {
  const { rows } = await on.query<{ id: string }>(
    `update capacity_forecast f set newest = false, path = '[]'
      where f.newest and f.day < (app_now() at time zone 'UTC')::date - 1
        and not exists (select from "check" c join series r on r.check_id = c.id and r.key = f.key
                         where c.id = f.check_id and ${measuredLately})
      returning f.check_id as id`,
  )
  return rows.length
}
