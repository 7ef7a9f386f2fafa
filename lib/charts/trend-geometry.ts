import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { formatMeasure } from '@/lib/format/measure'
import { timeTicks } from './time-ticks'
import type { TrendLimit, TrendPoint, TrendSpec } from './trend-spec'
import { unbrokenPieces } from './unbroken-pieces'
import { valueAxis } from './value-axis'

/** Width of the drawing's own coordinates; renderers stretch it to whatever they have. */
export const trendWidth = 1000

export interface TrendFrame {
  /** Height of the whole picture in pixels. */
  height: number
  /** Pixels above and below the plot: room for the highest label, and for times. */
  top: number
  bottom: number
}

export const trendFrame: TrendFrame = { height: 240, top: 24, bottom: 24 }

/** The two scales that every renderer of a trend uses. */
export interface TrendScales {
  /** Milliseconds. */
  x: { domain: readonly [number, number]; ticks: readonly { at: number; label: string }[] }
  y: { domain: readonly [number, number]; ticks: readonly number[] }
  isZoomed: boolean
  beyond: readonly TrendLimit[]
  /** Share of the width, 0 to 1. */
  across(at: number): number
  /** Pixels from the top of a frame. */
  down(value: number): number
}

/** Domains, ticks and positions of a trend. */
export function trendScales(spec: TrendSpec, frame: TrendFrame = trendFrame): TrendScales {
  const axis = valueAxis(spec)
  const x = scaleLinear().domain([spec.from, spec.to]).range([0, 1])
  const y = scaleLinear()
    .domain([...axis.domain])
    .range([frame.height - frame.bottom, frame.top])
    .clamp(true)
  return {
    x: { domain: [spec.from, spec.to], ticks: timeTicks(spec.from, spec.to, spec.zone) },
    y: { domain: axis.domain, ticks: axis.ticks },
    isZoomed: axis.isZoomed,
    beyond: axis.beyond,
    across: (at) => x(at),
    down: (value) => y(value),
  }
}

export interface TrendGeometry {
  frame: TrendFrame
  /** Path of the line in `trendWidth` × height; breaks at gaps. */
  line: string
  band: string | null
  /** Single points between two gaps, which a line cannot show. */
  dots: readonly { across: number; down: number }[]
  rows: readonly { down: number; label: string }[]
  columns: readonly { across: number; label: string; anchor: 'start' | 'middle' | 'end' }[]
  limits: readonly { down: number; labelDown: number; label: string; tone: TrendLimit['tone'] }[]
  /** Numbered from 1, as the list beside the picture is. */
  marks: readonly { across: number; number: number; anchor: 'start' | 'middle' | 'end' }[]
  last: { across: number; down: number; labelDown: number; label: string } | null
  /** What the picture cannot show: a cut axis, a limit out of sight. */
  notes: readonly string[]
}

/** Turns a spec into positions, paths and labels: plain data, no elements. */
export function trendGeometry(spec: TrendSpec, frame: TrendFrame = trendFrame): TrendGeometry {
  const scales = trendScales(spec, frame)
  const pieces = unbrokenPieces(spec.points)
  const alone = pieces.filter((piece) => piece.length === 1).flat()
  const limits = limitLines(spec, scales)
  return {
    frame,
    line: linePath(spec.points, scales),
    band: bandPath(spec, scales),
    dots: alone.map(([at, value]) => ({ across: scales.across(at), down: scales.down(value) })),
    rows: scales.y.ticks.map((value) => ({
      down: scales.down(value),
      label: formatMeasure(value, spec.unit),
    })),
    columns: scales.x.ticks.map(({ at, label }) => ({
      across: scales.across(at),
      label,
      anchor: anchorOf(scales.across(at)),
    })),
    limits,
    marks: (spec.marks ?? []).map(({ at }, index) => ({
      across: scales.across(at),
      number: index + 1,
      anchor: anchorOf(scales.across(at)),
    })),
    last: lastPoint(spec, scales, limits),
    notes: notesOf(spec, scales),
  }
}

/** A tenth of a pixel is as fine as a screen shows, and keeps paths short. */
const tenth = (value: number) => Math.round(value * 10) / 10

function linePath(points: readonly TrendPoint[], scales: TrendScales): string {
  const path = line<TrendPoint>()
    .defined(([, value]) => value !== null)
    .x(([at]) => tenth(scales.across(at) * trendWidth))
    .y(([, value]) => tenth(scales.down(value ?? 0)))
  return path(points) ?? ''
}

function bandPath(spec: TrendSpec, scales: TrendScales): string | null {
  if (!spec.band || spec.band.length < 2) return null
  // The band has the line's gaps: a step without a point has no range either.
  const known = new Set(spec.points.flatMap(([at, value]) => (value === null ? [] : [at])))
  const breaks = spec.points.filter(([, value]) => value === null).map(([at]) => [at, null, null] as const)
  const steps = [...spec.band.filter(([at]) => known.has(at)), ...breaks].sort((a, b) => a[0] - b[0])
  const path = area<(typeof steps)[number]>()
    .defined(([, low]) => low !== null)
    .x(([at]) => tenth(scales.across(at) * trendWidth))
    .y0(([, low]) => tenth(scales.down(low ?? 0)))
    .y1(([, , high]) => tenth(scales.down(high ?? 0)))
  return path(steps)
}

/** Pixels that a line of small text needs for itself. */
const textHeight = 14

function limitLines(spec: TrendSpec, scales: TrendScales): TrendGeometry['limits'] {
  const lines = spec.limits
    .filter((limit) => !scales.beyond.includes(limit))
    .map(({ value, label, tone }) => ({ down: scales.down(value), label, tone }))
    .sort((a, b) => a.down - b.down)
  // Labels sit on their line; a second one that has no room there hangs below.
  return lines.map((line, index) => {
    const above = lines[index - 1]
    const hangs = above !== undefined && line.down - above.down < textHeight + 2
    return { ...line, labelDown: hangs ? line.down + textHeight - 2 : line.down - 5 }
  })
}

function lastPoint(
  spec: TrendSpec,
  scales: TrendScales,
  limits: TrendGeometry['limits'],
): TrendGeometry['last'] {
  const last = spec.points.findLast(([, value]) => value !== null)
  if (!last || last[1] === null) return null
  const down = scales.down(last[1])
  const isFree = (at: number) => limits.every((limit) => Math.abs(limit.labelDown - at) >= textHeight)
  const labelDown = [down - 9, down + textHeight + 4, down - 9 - 2 * textHeight].find(isFree) ?? down - 9
  return { across: scales.across(last[0]), down, labelDown, label: formatMeasure(last[1], spec.unit) }
}

const anchorOf = (across: number) => (across < 0.04 ? 'start' : across > 0.96 ? 'end' : 'middle')

function notesOf(spec: TrendSpec, scales: TrendScales): string[] {
  const notes = scales.beyond.map((limit) => `${limit.label} lies above this picture`)
  if (scales.isZoomed) notes.unshift(`the axis begins at ${formatMeasure(scales.y.domain[0], spec.unit)}`)
  return notes
}
