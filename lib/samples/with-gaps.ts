/** One point of a chart: unix seconds, mean, smallest, largest; the three are null where a gap begins. */
export type SeriesPoint = [at: number, mean: number | null, min: number | null, max: number | null]

/** Puts an empty point where nothing was measured for longer than `gapSeconds`, so that a line breaks there. */
export function withGaps(
  points: readonly SeriesPoint[],
  stepSeconds: number,
  gapSeconds: number,
): SeriesPoint[] {
  const result: SeriesPoint[] = []
  let previous: number | null = null
  for (const point of points) {
    if (previous !== null && point[0] - previous > gapSeconds)
      result.push([previous + stepSeconds, null, null, null])
    result.push(point)
    previous = point[0]
  }
  return result
}
