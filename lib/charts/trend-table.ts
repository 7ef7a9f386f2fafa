import { cleanTrend } from './clean-trend'
import type { TrendSpec } from './trend-spec'

export interface TrendTableRow {
  /** Begin of the step. */
  at: number
  low: number
  mean: number
  high: number
}

export interface TrendTable {
  stepMs: number
  /** Newest first; steps without data are left out and counted. */
  rows: TrendTableRow[]
  emptySteps: number
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

/** The picture as numbers: lowest, mean and highest value of at most 31 equal steps. */
export function trendTable(given: TrendSpec): TrendTable {
  const spec = cleanTrend(given)
  const span = spec.to - spec.from
  const stepMs = steps.find((step) => span / step <= rowLimit) ?? span
  const count = Math.ceil(span / stepMs)
  const ranges = new Map(spec.band?.map(([at, low, high]) => [at, { low, high }]))
  const buckets = new Map<number, { low: number; high: number; sum: number; count: number }>()
  for (const [at, value] of spec.points) {
    if (value === null) continue
    const index = Math.floor((spec.to - at) / stepMs)
    const { low, high } = ranges.get(at) ?? { low: value, high: value }
    const bucket = buckets.get(index) ?? { low, high, sum: 0, count: 0 }
    buckets.set(index, {
      low: Math.min(bucket.low, low),
      high: Math.max(bucket.high, high),
      sum: bucket.sum + value,
      count: bucket.count + 1,
    })
  }
  const rows = [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([index, { low, high, sum, count: n }]) => ({
      at: spec.to - (index + 1) * stepMs,
      low,
      mean: sum / n,
      high,
    }))
  return { stepMs, rows, emptySteps: Math.max(0, count - rows.length) }
}
