import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { CurrentForecast, StoredForecast } from './stored-forecast'

/** Columns of every forecast that is read; `f` is the forecast, `y` its system. */
export const forecastColumns = `
  f.check_id as "checkId", f.key, f.system_id as "systemId", y.name as "systemName", f.computed_at as "computedAt",
  f.resource, f.measure, f.status, f.value, f.unit, f.limit_value as "limit", f.limit_label as "limitLabel",
  f.direction, f.growth_per_week as "growthPerWeek", f.earliest, f.middle, f.latest,
  f.history_days as "historyDays", f.needed_days as "neededDays", f.method, f.explanation`

/** The newest forecasts with what pages need beside them; the check must still exist, the system be looked after. */
export const currentColumns = `${forecastColumns},
  c.name as "checkName", c.kind as "checkKind", y.criticality, f.path`
export const currentForecasts = `
  capacity_forecast f
  join "check" c on c.id = f.check_id
  join system y on y.id = f.system_id and y.archived_at is null`

/** Soonest first: what is full already, then by the pessimistic edge. */
export const soonestFirst = `(f.status = 'reached') desc, f.earliest, f.middle nulls last, y.name, f.resource, f.check_id, f.key`

/**
 * What runs out first: series that are at their limit or reach it within the horizon, by the pessimistic edge, soonest
 * first, of all systems or of these. Paused checks are left out where their forecast is old.
 */
export async function readSoonest(
  limit: number,
  systemIds?: readonly string[],
  on: Sql = sql(),
): Promise<CurrentForecast[]> {
  const { rows } = await on.query<CurrentForecast>(
    `select ${currentColumns} from ${currentForecasts}
      where f.newest and f.status in ('reached', 'reaches') and ($2::uuid[] is null or f.system_id = any($2))
      order by ${soonestFirst} limit $1`,
    [limit, systemIds ?? null],
  )
  return rows
}

/** Days after which a forecast is no longer what was known: nobody has made a new one since. */
const knownForDays = 3

/**
 * What was forecast of each series at an instant: its last forecast up to then, unless it was older than three days.
 * Forecasts are never changed, so the same instant gives the same answer for 13 months. In the order of the list.
 */
export async function forecastsAsOf(
  asOf: Date,
  systemIds?: readonly string[],
  on: Sql = sql(),
): Promise<StoredForecast[]> {
  const { rows } = await on.query<StoredForecast>(
    `select ${forecastColumns}
       from (select distinct on (check_id, key) * from capacity_forecast
              where computed_at <= $1::timestamptz
                and day between ($1::timestamptz at time zone 'UTC')::date - ${knownForDays}
                            and ($1::timestamptz at time zone 'UTC')::date
                and computed_at > $1::timestamptz - interval '${knownForDays} days'
                and ($2::uuid[] is null or system_id = any($2))
              order by check_id, key, computed_at desc) f
       join system y on y.id = f.system_id
      order by ${soonestFirst}`,
    [asOf, systemIds ?? null],
  )
  return rows
}
