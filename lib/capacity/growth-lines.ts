import { median } from '@/lib/samples/theil-sen'

/** A straight line from the newest day on. */
export interface Line {
  level: number
  /** A day. */
  slope: number
}

/** Distances in days between which slopes are measured. */
const lags = [1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320]
/** More pairs do not make the median better. */
const pairsPerLag = 60
const recentDays = 42
/** Days of which the level is the middle. */
const levelDays = 7

/** What could come, as straight lines; always the same ones in the same order, so that their errors can be compared. */
export function possibleLines(values: Float64Array, starts: readonly number[], origin: number): Line[] {
  const start = starts.findLast((day) => day <= origin) ?? 0
  const last = newest(values, origin)
  const growth = slopeWithin(values, starts, 0, origin)
  const recent = slopeWithin(values, starts, Math.max(0, origin - recentDays), origin)
  const net = slopeWithin(values, [], 0, origin)
  const levelOf = (slope: number, from: number) =>
    median(around(values, Math.max(from, origin - levelDays + 1), origin, slope)) ?? last
  return [
    { level: last, slope: 0 },
    { level: levelOf(0, start), slope: 0 },
    { level: last, slope: growth },
    { level: levelOf(growth, start), slope: growth },
    { level: levelOf(recent, start), slope: recent },
    { level: median(around(values, 0, origin, net)) ?? last, slope: net },
  ]
}

/** Median of the slopes between days that no new start separates, shrunk towards none as far as chance explains it. */
function slopeWithin(values: Float64Array, starts: readonly number[], from: number, to: number): number {
  const slopes: number[] = []
  const segment = segments(starts, values.length)
  for (const lag of lags) {
    if (lag > to - from) break
    const stride = Math.max(1, Math.floor((to - from - lag + 1) / pairsPerLag))
    for (let day = to; day - lag >= from; day -= stride) {
      if (segment[day] !== segment[day - lag]) continue
      const slope = ((values[day] ?? Number.NaN) - (values[day - lag] ?? Number.NaN)) / lag
      if (!Number.isNaN(slope)) slopes.push(slope)
    }
  }
  return median(slopes) ?? 0
}

function segments(starts: readonly number[], length: number): Int32Array {
  const ids = new Int32Array(length)
  for (const start of starts) for (let day = start; day < length; day += 1) ids[day] = (ids[day] ?? 0) + 1
  return ids
}

function around(values: Float64Array, from: number, to: number, slope: number): number[] {
  const levels: number[] = []
  for (let day = from; day <= to; day += 1) {
    const value = values[day] ?? Number.NaN
    if (!Number.isNaN(value)) levels.push(value + slope * (to - day))
  }
  return levels
}

function newest(values: Float64Array, origin: number): number {
  for (let day = origin; day >= 0; day -= 1) {
    const value = values[day] ?? Number.NaN
    if (!Number.isNaN(value)) return value
  }
  return 0
}
