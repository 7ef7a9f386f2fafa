import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { TrendPoint } from './trend-spec'

export interface SparklineGeometry {
  width: number
  height: number
  line: string
  /** Where the limit's hairline lies, if it is in sight. */
  limit: number | null
  last: { x: number; y: number } | null
}

const tenth = (value: number) => Math.round(value * 10) / 10

/** A word-sized line without axes. `limit` is drawn when it is within three times the highest value. */
export function sparkline(
  points: readonly TrendPoint[],
  { width = 96, height = 20, limit = null }: { width?: number; height?: number; limit?: number | null } = {},
): SparklineGeometry {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]))
  const [first, end] = [points[0], points.at(-1)]
  if (values.length === 0 || !first || !end) return { width, height, line: '', limit: null, last: null }
  const high = Math.max(...values)
  const inSight = limit !== null && limit <= Math.max(high, 0) * 3
  const top = inSight ? Math.max(high, limit) : high
  const bottom = Math.min(0, ...values)
  const x = scaleLinear()
    .domain([first[0], Math.max(end[0], first[0] + 1)])
    .range([1, width - 3])
  const y = scaleLinear()
    .domain([bottom, top === bottom ? bottom + 1 : top])
    .range([height - 2, 2])
  const path = line<TrendPoint>()
    .defined(([, value]) => value !== null)
    .x(([at]) => tenth(x(at)))
    .y(([, value]) => tenth(y(value ?? 0)))
  const last = points.findLast(([, value]) => value !== null)
  return {
    width,
    height,
    line: path(points) ?? '',
    limit: inSight ? y(limit) : null,
    last: last && last[1] !== null ? { x: x(last[0]), y: y(last[1]) } : null,
  }
}
