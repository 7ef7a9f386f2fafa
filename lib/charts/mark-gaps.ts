import type { TrendPoint } from './trend-spec'

/**
 * Puts a null between two points that lie further apart than `maxStepMs`: where nothing was measured
 * the line breaks, it is neither joined nor zero.
 */
export function markGaps(points: readonly (readonly [number, number])[], maxStepMs: number): TrendPoint[] {
  const marked: TrendPoint[] = []
  let previous: number | null = null
  for (const [at, value] of points) {
    if (previous !== null && at - previous > maxStepMs) marked.push([previous + 1, null])
    marked.push([at, value])
    previous = at
  }
  return marked
}
