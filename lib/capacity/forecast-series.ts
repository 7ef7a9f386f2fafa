import { type DailyValues, dailyValues, dayMs } from './daily-values'
import { drawPath } from './draw-path'
import { explainForecast, type ForecastBasis } from './explain-forecast'
import type { CapacityPoint, Forecast, ForecastQuestion } from './forecast'
import { reachLimit } from './reach-limit'

/** Days of history without which nothing is said. */
export const neededDays = 14
/** So many of the days must have been measured. */
const neededMeasurements = 8
/** A series whose newest measurement is older says nothing about now. */
const staleDays = 7
const maxHorizonDays = 730

/**
 * What a series will do, from its own past: a path with the range that holds the truth in 80 of 100 cases, and
 * when it reaches its limit. Pure; any series is safe, also none, one point, a constant, gaps and NaN.
 */
export function forecastSeries(points: readonly CapacityPoint[], question: ForecastQuestion): Forecast {
  const daily = dailyValues(points, question.now, question.bounds)
  const value = daily?.values.at(-1)
  if (!daily || value === undefined) return silent('no-data', { kind: 'no-data' }, null, 0, question)
  const historyDays = daily.values.length - 1
  if (question.now - daily.newestAt > staleDays * dayMs)
    return silent('no-data', { kind: 'stale', since: daily.newestAt }, value, historyDays, question)
  if (historyDays < neededDays || daily.measured < neededMeasurements) {
    const basis = { days: historyDays, neededDays, measured: daily.measured, neededMeasurements }
    const status = reachLimit([], { at: daily.newestAt, value }, question).status
    const said = status === 'reached' ? status : 'too-little-history'
    return silent(said, { kind: 'too-little', ...basis }, value, historyDays, question)
  }
  return drawn(daily, value, question)
}

/** A forecast that says only why it says nothing about what comes. */
function silent(
  status: 'no-data' | 'too-little-history' | 'reached',
  basis: ForecastBasis,
  value: number | null,
  historyDays: number,
  { now }: ForecastQuestion,
): Forecast {
  const reached = status === 'reached' ? now : null
  return {
    status,
    value,
    growthPerWeek: null,
    earliest: reached,
    middle: reached,
    latest: reached,
    historyDays,
    neededDays,
    method: 'none',
    explanation: explainForecast(basis, now),
    path: [],
  }
}

function drawn(daily: DailyValues, value: number, question: ForecastQuestion): Forecast {
  const { path, growthPerWeek, weekly, shifts } = drawPath(daily, question, horizonOf(question.horizonDays))
  const historyDays = daily.values.length - 1
  const newStarts = shifts.map(({ day, by }) => ({ at: daily.newestAt - (historyDays - day) * dayMs, by }))
  const basis = {
    days: historyDays,
    measured: daily.measured,
    weekly,
    newStarts,
    direction: question.direction,
  }
  return {
    ...reachLimit(path, { at: daily.newestAt, value }, question),
    value,
    growthPerWeek,
    historyDays,
    neededDays,
    method: weekly ? 'theil-sen-weekly' : 'theil-sen',
    explanation: explainForecast({ kind: 'drawn', ...basis }, question.now),
    path,
  }
}

/** Whole days, at least one and at most two years: whatever was asked for. */
const horizonOf = (days: number) =>
  Number.isNaN(days) ? 1 : Math.min(maxHorizonDays, Math.max(1, Math.ceil(days)))
