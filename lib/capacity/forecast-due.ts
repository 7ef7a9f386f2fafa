import { findCheckKind } from '@/lib/checks/kinds'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, inSqlTransaction, sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { clearFindings, raiseFindings } from '@/lib/findings/raise-finding'
import { capacityVerdicts } from './capacity-findings'
import { dayMs } from './daily-values'
import { exactDate } from './exact-date'
import type { CapacityPoint, Forecast } from './forecast'
import { forecastSeries } from './forecast-series'
import {
  type DueSeries,
  forgetOldForecasts,
  holdForForecasting,
  type NewForecast,
  readCertificateEnds,
  readDueSeries,
  readHistories,
  retireForecasts,
  storeForecasts,
} from './forecast-store'
import { seriesPoints } from './series-points'
import { type CapacityLimit, type CapacitySource, capacitySource, capacitySources } from './sources'
import { standsStill } from './stands-still'
import { thinPath } from './thin-path'

/** How far ahead a date is looked for. */
export const horizonDays = 180
/** How much of the past is looked at: a year and what surrounds it. */
const historyDays = 400
/** Series that are read and stored at once. */
const perBatch = 100
/** Series of one turn of the duty; the next turn goes on. */
const perTurn = 4_000

/** A series with its forecast, as findings are judged from it. */
export interface ForecastOfSeries {
  series: DueSeries
  source: CapacitySource
  limit: CapacityLimit | null
  forecast: Forecast
  standsStill: boolean
}

/** What a turn came to. */
export interface Forecasted {
  series: number
  raised: number
  cleared: number
}

/** Forecasts every series with a limit that has no forecast of today; the worker calls it again and again. */
export async function forecastDue(limit = perTurn): Promise<Forecasted> {
  const total: Forecasted = { series: 0, raised: 0, cleared: 0 }
  const due = await readDueSeries(sql(), capacitySources, { limit })
  for (let start = 0; start < due.length; start += perBatch) {
    const done = await forecastBatch(due.slice(start, start + perBatch))
    total.series += done.series
    total.raised += done.raised
    total.cleared += done.cleared
  }
  await retireForecasts(sql())
  await forgetOldForecasts(sql())
  return total
}

/** More than these of one system are not forecast on demand. */
const perSystem = 500

/** Forecasts every series of one system now, whether or not it has a forecast of today. Inside a transaction. */
export async function forecastSystem(tx: Transaction, systemId: string): Promise<Forecasted> {
  const on = asSql(tx)
  const now = await databaseNow(on)
  const due = await readDueSeries(on, capacitySources, { limit: perSystem, systemId })
  return keep(on, await forecastAll(on, due, now), now)
}

async function forecastBatch(due: readonly DueSeries[]): Promise<Forecasted> {
  const now = await databaseNow()
  const forecasts = await forecastAll(sql(), due, now)
  return inSqlTransaction((on) => keep(on, forecasts, now))
}

/** Stores forecasts and what they mean for findings. */
async function keep(on: Sql, forecasts: readonly ForecastOfSeries[], now: Date): Promise<Forecasted> {
  const { faults, cleared } = capacityVerdicts(forecasts, now)
  await holdForForecasting(on)
  await storeForecasts(on, forecasts.map(toStore), now)
  const raised = await raiseFindings(on, faults)
  const ended = await clearFindings(on, cleared)
  return {
    series: forecasts.length,
    raised: raised.filter(({ isNew }) => isNew).length,
    cleared: ended.length,
  }
}

async function forecastAll(on: Sql, due: readonly DueSeries[], now: Date): Promise<ForecastOfSeries[]> {
  const ids = due.map(({ seriesId }) => seriesId)
  const histories = await readHistories(on, ids, { now, days: historyDays })
  const exact = due.filter(({ checkKind }) => capacitySource(checkKind)?.isExactDate)
  const ends = await readCertificateEnds(
    on,
    exact.map(({ checkId }) => checkId),
  )
  const forecasts: ForecastOfSeries[] = []
  for (const series of due) {
    const source = capacitySource(series.checkKind)
    if (!source) continue
    const limit = source.limit(settingsOf(series))
    const history = histories.get(series.seriesId) ?? { days: [], recent: null }
    const points = seriesPoints(history.days, history.recent, source.figure, now.getTime())
    const forecast = source.isExactDate
      ? certificateForecast(points, ends.get(series.checkId), now.getTime())
      : forecastOf(points, source, limit, now.getTime())
    const still = limit !== null && standsStill(points, limit.value, now.getTime())
    forecasts.push({ series, source, limit, forecast, standsStill: still })
    // A thousand of them take seconds: leases and trials of the same process go on meanwhile.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return forecasts
}

function forecastOf(
  points: readonly CapacityPoint[],
  { direction, bounds }: CapacitySource,
  limit: CapacityLimit | null,
  now: number,
): Forecast {
  return forecastSeries(points, { now, limit: limit?.value ?? null, direction, horizonDays, bounds })
}

/** As the certificate says it; where its run is gone, from the days that were left when it was looked at last. */
function certificateForecast(
  points: readonly CapacityPoint[],
  end: number | undefined,
  now: number,
): Forecast {
  const newest = points.at(-1)
  if (!newest || (end === undefined && now - newest.at > 7 * dayMs))
    return forecastSeries([], { now, limit: 0, direction: 'down', horizonDays, bounds: [null, null] })
  const at = end ?? newest.at + newest.value * dayMs
  return exactDate(at, { now, horizonDays, value: Math.round(((at - now) / dayMs) * 10) / 10 })
}

/** The settings of a check with the defaults of its kind; as stored where this version cannot read them. */
function settingsOf({ checkKind, config }: DueSeries): Readonly<Record<string, unknown>> {
  const parsed = findCheckKind(checkKind)?.config.safeParse(config)
  return parsed?.success ? (parsed.data as Readonly<Record<string, unknown>>) : config
}

function toStore({ series, source, limit, forecast }: ForecastOfSeries): NewForecast {
  const { path, ...said } = forecast
  return {
    ...said,
    checkId: series.checkId,
    key: series.key,
    systemId: series.systemId,
    resource: source.resource(series.key, series.address),
    measure: source.measure,
    unit: series.unit,
    limit: limit?.value ?? null,
    limitLabel: limit?.words ?? source.withoutLimit ?? 'No limit is known.',
    direction: source.direction,
    path: thinPath(path),
  }
}
