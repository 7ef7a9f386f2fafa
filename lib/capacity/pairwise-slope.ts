import { median } from '@/lib/samples/theil-sen'

/** Distances in days between which slopes are measured: enough of the far ones, which tell a slope most exactly. */
const lags = [1, 2, 4, 7, 10, 14, 18, 24, 30, 38, 48, 60, 75, 95, 120, 150, 190, 240, 300, 360]
/** More pairs of one distance do not make the median better. */
const pairsPerLag = 32

/** Which days belong together: the number of the new start that each day lies after. */
export function piecesOf(length: number, starts: readonly number[]): Int32Array {
  const pieces = new Int32Array(length)
  for (const start of starts) {
    for (let day = start; day < length; day += 1) pieces[day] = (pieces[day] ?? 0) + 1
  }
  return pieces
}

/**
 * Median of the slopes between days of the same piece (Theil and Sen), so that neither wild days nor new starts bend
 * it. Days from `from` to `to`, both counted; only pairs at least `leastLag` apart. 0 where there is no pair.
 */
export function pairwiseSlope(
  values: Float64Array,
  pieces: Int32Array,
  range: { from: number; to: number; leastLag?: number },
): number {
  const { from, to, leastLag = 1 } = range
  const slopes: number[] = []
  for (const lag of lags) {
    if (lag > to - from) break
    if (lag < leastLag) continue
    const stride = Math.max(1, Math.floor((to - from - lag + 1) / pairsPerLag))
    for (let day = to; day - lag >= from; day -= stride) {
      if (pieces[day] !== pieces[day - lag]) continue
      const rise = (values[day] ?? Number.NaN) - (values[day - lag] ?? Number.NaN)
      if (!Number.isNaN(rise)) slopes.push(rise / lag)
    }
  }
  return median(slopes) ?? 0
}

/**
 * Which part of a slope chance does not explain, from 0 to 1. What moves without aim strays ever further with time,
 * what is only measured inexactly does not: the spread of differences over growing distances tells the two apart.
 * `doubt` says how many times the variance that chance gives a slope must be exceeded.
 */
export function believablePart(
  values: Float64Array,
  pieces: Int32Array,
  slope: number,
  { from, to, doubt }: { from: number; to: number; doubt: number },
): number {
  if (slope === 0 || doubt === 0) return 1
  const days = to - from
  const far = Math.max(2, Math.floor(days / 4))
  const half = Math.max(2, Math.round(far / 2))
  const spread = (lag: number) => spreadOver(values, pieces, slope, { from, to, lag })
  const near = spread(1)
  const straying = Math.max(0, ((spread(far) + spread(half)) / 2 - near) / ((far + half) / 2 - 1))
  const inexact = Math.max(0, near - straying) / 2
  const variance = (1.2 * straying) / days + (12 * inexact) / days ** 3
  return Math.max(0, 1 - (doubt * variance) / slope ** 2)
}

/** Variance of the differences beside the slope, from their mean size so that wild days count less. */
function spreadOver(
  values: Float64Array,
  pieces: Int32Array,
  slope: number,
  { from, to, lag }: { from: number; to: number; lag: number },
): number {
  let [sum, count] = [0, 0]
  for (let day = from + lag; day <= to; day += 1) {
    if (pieces[day] !== pieces[day - lag]) continue
    const rest = (values[day] ?? Number.NaN) - (values[day - lag] ?? Number.NaN) - slope * lag
    if (Number.isNaN(rest)) continue
    sum += Math.abs(rest)
    count += 1
  }
  // Of a normal distribution the standard deviation is so many times the mean distance.
  return count === 0 ? 0 : (1.2533 * (sum / count)) ** 2
}
