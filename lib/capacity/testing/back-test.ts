import type { CapacityPoint, Forecast, ForecastQuestion } from '../forecast'
import { dayMs } from './seeded-series'

/** Days ahead at which forecasts are compared with what came. */
export const horizons = [7, 14, 30] as const

/** A series of which the future of every origin is known. */
export interface KnownSeries {
  kind: string
  name: string
  points: readonly CapacityPoint[]
  bounds: ForecastQuestion['bounds']
}

/** One forecast compared with one truth; errors as shares of the series' range, so that series may be added up. */
export interface Comparison {
  kind: string
  name: string
  horizon: number
  /** The truth lay in the range that shall hold it in 80 of 100 cases. */
  inside: boolean
  width: number
  error: number
  lastError: number
  squaresError: number
}

/** Days from one origin to the next. */
const stride = 7
/** Days of history before the first origin. */
const firstDays = 15

/** Forecasts a series again and again with only what was known, and compares with what came 7, 14 and 30 days later. */
export function backTest(
  series: KnownSeries,
  forecast: (points: readonly CapacityPoint[], question: ForecastQuestion) => Forecast,
): Comparison[] {
  const points = [...series.points].sort((a, b) => a.at - b.at)
  const values = points.map(({ value }) => value)
  const range = Math.max(...values) - Math.min(...values) || 1
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0]
  const found: Comparison[] = []
  for (let at = first + firstDays * dayMs; at < last; at += stride * dayMs) {
    const known = points.filter((point) => point.at <= at)
    const newest = known.at(-1)
    if (!newest) continue
    const now = newest.at
    const question = { now, limit: null, direction: 'up', horizonDays: 30, bounds: series.bounds } as const
    const { path } = forecast(known, question)
    for (const horizon of horizons) {
      const truth = measuredAbout(points, now + horizon * dayMs)
      const step = path[horizon - 1]
      if (truth === null || !step) continue
      found.push({
        kind: series.kind,
        name: series.name,
        horizon,
        inside: truth >= step.low && truth <= step.high,
        width: (step.high - step.low) / range,
        error: Math.abs(truth - step.middle) / range,
        lastError: Math.abs(truth - newest.value) / range,
        squaresError: Math.abs(truth - leastSquares(known, now + horizon * dayMs)) / range,
      })
    }
  }
  return found
}

/** What the figures of a back-test say about some of its comparisons. */
export interface BackTestFigures {
  comparisons: number
  /** How often the truth lay inside, in percent. */
  coveragePct: number
  /** Mean error by that of "as it is now". */
  ratioLast: number
  /** Mean error by that of a line of least squares through all of the history. */
  ratioSquares: number
  /** Mean width of the range, in percent of the series' range. */
  widthPct: number
}

/** Adds comparisons up. */
export function figuresOf(comparisons: readonly Comparison[]): BackTestFigures {
  const sum = (of: (one: Comparison) => number) => comparisons.reduce((total, one) => total + of(one), 0)
  const error = sum((one) => one.error)
  return {
    comparisons: comparisons.length,
    coveragePct: (100 * sum(({ inside }) => (inside ? 1 : 0))) / comparisons.length,
    ratioLast: error / sum((one) => one.lastError),
    ratioSquares: error / sum((one) => one.squaresError),
    widthPct: (100 * sum((one) => one.width)) / comparisons.length,
  }
}

/** The measurement nearest to an instant, if one lies within half a day of it. */
function measuredAbout(points: readonly CapacityPoint[], at: number): number | null {
  let [nearest, distance] = [null as number | null, dayMs / 2]
  for (const point of points) {
    if (Math.abs(point.at - at) >= distance) continue
    nearest = point.value
    distance = Math.abs(point.at - at)
  }
  return nearest
}

/** The line with the least squared errors through all points, at an instant. */
function leastSquares(points: readonly CapacityPoint[], at: number): number {
  const mean = (of: (point: CapacityPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean((point) => point.at), mean((point) => point.value)]
  const across = mean((point) => (point.at - x) ** 2)
  const slope = across === 0 ? 0 : mean((point) => (point.at - x) * (point.value - y)) / across
  return y + slope * (at - x)
}
