import { cleanTrend } from './clean-trend'
import type { ForecastPoint, TrendPoint, TrendSpec } from './trend-spec'

export interface TrendTableRow {
  /** Begin of the step. */
  at: number
  /** Of the main line; null where only others have a value. */
  low: number | null
  mean: number | null
  high: number | null
  /** Means of the other lines, then of the previous period, in the order of `names`. */
  beside: readonly (number | null)[]
}

export interface TrendTable {
  stepMs: number
  /** Newest first; steps without data are left out and counted. */
  rows: TrendTableRow[]
  emptySteps: number
  /** Names of the other lines and of the previous period. */
  names: readonly string[]
  /** Each step has one value at most: lowest, mean and highest would be the same. */
  isSingle: boolean
  /** What is expected, in at most twelve steps. */
  expected: readonly ForecastPoint[]
}

const hour = 3_600_000
const steps = [
  hour / 12,
  hour / 4,
  hour,
  3 * hour,
  6 * hour,
  24 * hour,
  3 * 24 * hour,
  7 * 24 * hour,
  30 * 24 * hour,
]
const rowLimit = 31
const expectedLimit = 12

interface Bucket {
  low: number
  high: number
  sum: number
  count: number
}

/** The picture as numbers: lowest, mean and highest value of at most 31 equal steps. */
export function trendTable(given: TrendSpec): TrendTable {
  const spec = cleanTrend(given)
  const end = spec.now === undefined ? spec.to : Math.min(spec.now, spec.to)
  const span = Math.max(end - spec.from, 1)
  const stepMs = steps.find((step) => span / step <= rowLimit) ?? span / rowLimit
  const stepOf = (at: number) => Math.floor((end - at) / stepMs)
  const ranges = new Map(spec.band?.map(([at, low, high]) => [at, { low, high }]))
  const main = buckets(spec.points, stepOf, ranges)
  const extra = [...(spec.others ?? []), ...(spec.compare ? [spec.compare] : [])]
  const beside = extra.map(({ points }) => buckets(points, stepOf))
  const known = [...new Set([main, ...beside].flatMap((each) => [...each.keys()]))].sort((a, b) => a - b)
  const rows = known.map((step): TrendTableRow => {
    const bucket = main.get(step)
    return {
      at: end - (step + 1) * stepMs,
      low: bucket?.low ?? null,
      mean: bucket ? bucket.sum / bucket.count : null,
      high: bucket?.high ?? null,
      beside: beside.map((each) => meanOf(each.get(step))),
    }
  })
  return {
    stepMs,
    rows,
    emptySteps: Math.max(0, Math.ceil(span / stepMs) - rows.length),
    names: extra.map(({ label }) => label),
    isSingle: [...main.values()].every(({ count, low, high }) => count === 1 && low === high),
    expected: thin(spec.forecast?.points ?? []),
  }
}

const meanOf = (bucket: Bucket | undefined) => (bucket ? bucket.sum / bucket.count : null)

function buckets(
  points: readonly TrendPoint[],
  stepOf: (at: number) => number,
  ranges: ReadonlyMap<number, { low: number; high: number }> = new Map(),
): Map<number, Bucket> {
  const found = new Map<number, Bucket>()
  for (const [at, value] of points) {
    if (value === null) continue
    const { low, high } = ranges.get(at) ?? { low: value, high: value }
    const bucket = found.get(stepOf(at)) ?? { low, high, sum: 0, count: 0 }
    found.set(stepOf(at), {
      low: Math.min(bucket.low, low),
      high: Math.max(bucket.high, high),
      sum: bucket.sum + value,
      count: bucket.count + 1,
    })
  }
  return found
}

/** Evenly chosen, the last one always. */
function thin(points: readonly ForecastPoint[]): ForecastPoint[] {
  const every = Math.max(1, Math.ceil(points.length / expectedLimit))
  return points.filter((_, index) => (points.length - 1 - index) % every === 0)
}
