import { area, line } from 'd3-shape'
import { type TrendScales, trendWidth } from './trend-scales'
import type { ForecastPoint, TrendPoint, TrendSpec } from './trend-spec'
import { unbrokenPieces } from './unbroken-pieces'

/** A tenth of a pixel is as fine as a screen shows, and keeps paths short. */
const tenth = (value: number) => Math.round(value * 10) / 10

const xOf = (scales: TrendScales, at: number) => tenth(scales.across(at) * trendWidth)
const yOf = (scales: TrendScales, value: number) => tenth(scales.down(value))

/** Path of a line in `trendWidth` × height; breaks at gaps. */
export function linePath(points: readonly TrendPoint[], scales: TrendScales): string {
  const path = line<TrendPoint>()
    .defined(([, value]) => value !== null)
    .x(([at]) => xOf(scales, at))
    .y(([, value]) => yOf(scales, value ?? 0))
  return path(points) ?? ''
}

/** Single points between two gaps, which a line cannot show. */
export function lonelyDots(points: readonly TrendPoint[], scales: TrendScales) {
  return unbrokenPieces(points)
    .filter((piece) => piece.length === 1)
    .flat()
    .map(([at, value]) => ({ across: scales.across(at), down: scales.down(value) }))
}

/** The range around the line, with the line's gaps. */
export function bandPath(spec: Pick<TrendSpec, 'band' | 'points'>, scales: TrendScales): string | null {
  if (!spec.band || spec.band.length < 2) return null
  // The band has the line's gaps: a step without a point has no range either.
  const known = new Set(spec.points.flatMap(([at, value]) => (value === null ? [] : [at])))
  const breaks = spec.points.filter(([, value]) => value === null).map(([at]) => [at, null, null] as const)
  const steps = [...spec.band.filter(([at]) => known.has(at)), ...breaks].sort((a, b) => a[0] - b[0])
  const path = area<(typeof steps)[number]>()
    .defined(([, low]) => low !== null)
    .x(([at]) => xOf(scales, at))
    .y0(([, low]) => yOf(scales, low ?? 0))
    .y1(([, , high]) => yOf(scales, high ?? 0))
  return path(steps)
}

/** Band and middle of what is expected; null where one step is too little to draw. */
export function forecastPaths(
  points: readonly ForecastPoint[],
  scales: TrendScales,
): { band: string; middle: string } | null {
  if (points.length < 2) return null
  const band = area<ForecastPoint>()
    .x(([at]) => xOf(scales, at))
    .y0(([, low]) => yOf(scales, low))
    .y1(([, , , high]) => yOf(scales, high))
  const middle = line<ForecastPoint>()
    .x(([at]) => xOf(scales, at))
    .y(([, , value]) => yOf(scales, value))
  return { band: band(points) ?? '', middle: middle(points) ?? '' }
}
