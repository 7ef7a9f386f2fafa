import { type DailyValues, dailyValues, dayMs } from './daily-values'
import { explainForecast } from './explain-forecast'
import type { CapacityPoint, Forecast, ForecastQuestion, ForecastStep } from './forecast'
import { possibleLines } from './growth-lines'
import { levelShifts } from './level-shifts'
import { learnErrors, lineAt, weighted } from './own-errors'
import { reachLimit } from './reach-limit'
import { weeklySeason } from './weekly-season'

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
  const base = { growthPerWeek: null, earliest: null, middle: null, latest: null, neededDays, path: [] }
  const newest = daily?.values.at(-1)
  if (!daily || newest === undefined) {
    const explanation = explainForecast({ kind: 'no-data' }, question.now)
    return { ...base, status: 'no-data', value: null, historyDays: 0, method: 'none', explanation }
  }
  const historyDays = daily.values.length - 1
  if (question.now - daily.newestAt > staleDays * dayMs) {
    const explanation = explainForecast({ kind: 'stale', since: daily.newestAt }, question.now)
    return { ...base, status: 'no-data', value: newest, historyDays, method: 'none', explanation }
  }
  const { limit, direction } = question
  const reached = limit !== null && (direction === 'up' ? newest >= limit : newest <= limit)
  if (historyDays < neededDays || daily.measured < neededMeasurements) {
    const explanation = explainForecast(
      { kind: 'too-little', days: historyDays, neededDays, measured: daily.measured, neededMeasurements },
      question.now,
    )
    const status = reached ? 'reached' : 'too-little-history'
    return { ...base, status, value: newest, historyDays, method: 'none', explanation }
  }
  return { ...base, value: newest, historyDays, ...draw(daily, newest, question) }
}

function draw(daily: DailyValues, newest: number, question: ForecastQuestion) {
  const season = weeklySeason(daily.values)
  const plain = season ? daily.values.map((value, day) => value - (season[day % 7] ?? 0)) : daily.values
  const shifts = levelShifts(plain)
  const starts = shifts.map(({ day }) => day)
  const origin = plain.length - 1
  const lines = possibleLines(plain, starts, origin)
  const errors = learnErrors(plain, starts)
  const [lowest, highest] = question.bounds
  const hold = (value: number) =>
    Math.min(highest ?? Number.POSITIVE_INFINITY, Math.max(lowest ?? Number.NEGATIVE_INFINITY, value))
  const age = (question.now - daily.newestAt) / dayMs
  const stepAt = (ahead: number): ForecastStep => {
    const lead = ahead + age
    const seasonal = season?.[(origin + Math.round(lead)) % 7] ?? 0
    const said = lines.map((line) => lineAt(line, lead))
    const middle = seasonal + weighted(said, errors.sharesAt(lead))
    const { low, high } = errors.edgesAt(lead)
    return {
      at: question.now + ahead * dayMs,
      low: hold(middle + low),
      middle: hold(middle),
      high: hold(middle + high),
    }
  }
  const days = horizonOf(question.horizonDays)
  const path = Array.from({ length: days }, (_unused, index) => stepAt(index + 1))
  const slope = weighted(
    lines.map((line) => line.slope),
    errors.sharesAt(30),
  )
  return {
    ...reachLimit(path, { at: daily.newestAt, value: newest }, question),
    growthPerWeek: slope * 7,
    method: season ? 'theil-sen-weekly' : 'theil-sen',
    explanation: explainForecast(
      {
        kind: 'drawn',
        days: origin,
        measured: daily.measured,
        weekly: season !== null,
        newStarts: shifts.map(({ day, by }) => ({ at: daily.newestAt - (origin - day) * dayMs, by })),
        direction: question.direction,
      },
      question.now,
    ),
    path,
  }
}

/** Whole days, at least one and at most two years: whatever was asked for. */
const horizonOf = (days: number) =>
  Number.isNaN(days) ? 1 : Math.min(maxHorizonDays, Math.max(1, Math.ceil(days)))
