/** One observation; `x` in whatever unit the slope shall be per. */
export interface Point {
  x: number
  y: number
}

/** All pairs of more points than this cost too much; a trend needs no more. */
const maxPoints = 400

/**
 * Slope of a line through points by the median of all pairwise slopes (Theil 1950, Sen 1968): up to 29 %
 * of the points may be outliers, such as one night with a bulk load and its clean-up, without moving it.
 * Null when fewer than two different `x` are there.
 */
export function theilSenSlope(points: readonly Point[]): number | null {
  const kept = thin(points)
  const slopes: number[] = []
  for (const [index, first] of kept.entries()) {
    for (const second of kept.slice(index + 1)) {
      if (second.x !== first.x) slopes.push((second.y - first.y) / (second.x - first.x))
    }
  }
  return median(slopes)
}

/** Evenly spaced, first and last kept. */
function thin(points: readonly Point[]): readonly Point[] {
  if (points.length <= maxPoints) return points
  const step = (points.length - 1) / (maxPoints - 1)
  return Array.from({ length: maxPoints }, (_unused, index) => points[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  )
}

/** The value in the middle, of an even number the mean of the two; null of none. Does not change what it is given. */
export function median(values: Iterable<number>): number | null {
  const sorted = Float64Array.from(values).sort()
  if (sorted.length === 0) return null
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
