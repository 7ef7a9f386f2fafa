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

/** The value in the middle, of an even number the mean of the two; null of none. Leaves what it is given as it is. */
export function median(values: ArrayLike<number>): number | null {
  const length = values.length
  if (length === 0) return null
  const left = new Float64Array(values)
  const middle = length >> 1
  const upper = select(left, middle)
  if (length % 2 === 1) return upper
  let lower = Number.NEGATIVE_INFINITY
  for (let place = 0; place < middle; place += 1) lower = Math.max(lower, left[place] ?? lower)
  return (lower + upper) / 2
}

/** The value that sorting would bring to `wanted` (Hoare's quickselect); afterwards no larger one lies before it. */
function select(values: Float64Array, wanted: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number
    let [up, down] = [low, high]
    while (up <= down) {
      while ((values[up] as number) < pivot) up += 1
      while ((values[down] as number) > pivot) down -= 1
      if (up > down) break
      const held = values[up] as number
      values[up] = values[down] as number
      values[down] = held
      up += 1
      down -= 1
    }
    if (wanted <= down) high = down
    else if (wanted >= up) low = up
    else break
  }
  return values[wanted] as number
}
