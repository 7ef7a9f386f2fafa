import { formatMeasure } from '@/lib/format/measure'
import { type CleanTrend, cleanTrend } from './clean-trend'
import { type Anchor, anchorOf, type MarkGroup, markGroups } from './mark-groups'
import { type TrendFrame, trendFrame } from './trend-frame'
import { type EndLabel, endLabels, type LimitLine, limitLines } from './trend-labels'
import { bandPath, forecastPaths, linePath, lonelyDots } from './trend-paths'
import { type TrendScales, trendScales } from './trend-scales'
import type { TrendPoint, TrendSpec } from './trend-spec'

interface Dot {
  across: number
  down: number
}

/** A further line: its path, its lonely points, its name at the end. */
export interface ExtraLine {
  line: string
  dots: readonly Dot[]
  end: EndLabel | null
}

export interface TrendGeometry {
  frame: TrendFrame
  /** Path of the line in `trendWidth` × height; breaks at gaps. */
  line: string
  band: string | null
  dots: readonly Dot[]
  others: readonly ExtraLine[]
  compare: ExtraLine | null
  forecast: { band: string; middle: string; end: EndLabel | null } | null
  /** Where the present stands, when the picture goes beyond it. */
  today: { across: number; anchor: Anchor } | null
  rows: readonly { down: number; label: string }[]
  columns: readonly { across: number; label: string; anchor: Anchor }[]
  limits: readonly LimitLine[]
  /** Numbered from 1, as the list beside the picture is. */
  marks: readonly MarkGroup[]
  last: EndLabel | null
  /** What the picture cannot show: a cut axis, a limit out of sight, values that are none. */
  notes: readonly string[]
}

/** Turns a spec into positions, paths and labels: plain data, no elements. */
export function trendGeometry(given: TrendSpec, frame: TrendFrame = trendFrame): TrendGeometry {
  const spec = cleanTrend(given)
  const scales = trendScales(spec, frame)
  const limits = limitLines(spec, scales, frame)
  const { last, compare, others, forecast } = ends(spec, scales, limits, frame)
  const extra = (points: readonly TrendPoint[], end: EndLabel | null): ExtraLine => ({
    line: linePath(points, scales),
    dots: lonelyDots(points, scales),
    end,
  })
  const paths = spec.forecast ? forecastPaths(spec.forecast.points, scales) : null
  return {
    frame,
    line: linePath(spec.points, scales),
    band: bandPath(spec, scales),
    dots: lonelyDots(spec.points, scales),
    others: (spec.others ?? []).map(({ points }, index) => extra(points, others[index] ?? null)),
    compare: spec.compare ? extra(spec.compare.points, compare) : null,
    forecast: paths && { ...paths, end: forecast },
    today: todayOf(spec, scales),
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
    marks: markGroups(spec.marks ?? [], scales.across, frame.crowd),
    last,
    notes: [...notesOf(spec, scales), ...spec.left],
  }
}

function todayOf({ now, from, to }: CleanTrend, scales: TrendScales): TrendGeometry['today'] {
  if (now === undefined || now <= from || now >= to) return null
  return { across: scales.across(now), anchor: anchorOf(scales.across(now)) }
}

function endOf(points: readonly TrendPoint[], scales: TrendScales, label: (value: number) => string) {
  const last = points.findLast(([, value]) => value !== null)
  if (!last || last[1] === null) return null
  return { across: scales.across(last[0]), down: scales.down(last[1]), label: label(last[1]) }
}

function ends(spec: CleanTrend, scales: TrendScales, limits: readonly LimitLine[], frame: TrendFrame) {
  const said = (value: number) => formatMeasure(value, spec.unit)
  const others = spec.others ?? []
  const step = spec.forecast?.points.at(-1)
  const [last = null, forecast = null, compare = null, ...rest] = endLabels(
    [
      endOf(spec.points, scales, (value) =>
        others.length > 0 ? `${spec.name} ${said(value)}` : said(value),
      ),
      step && spec.forecast
        ? { across: scales.across(step[0]), down: scales.down(step[2]), label: spec.forecast.label }
        : null,
      spec.compare ? endOf(spec.compare.points, scales, () => spec.compare?.label ?? '') : null,
      ...others.map(({ label, points }) => endOf(points, scales, (value) => `${label} ${said(value)}`)),
    ],
    limits,
    frame,
  )
  return { last, forecast, compare, others: rest }
}

function notesOf(spec: CleanTrend, scales: TrendScales): string[] {
  const [low, high] = scales.y.domain
  const said = (value: number) => formatMeasure(value, spec.unit)
  const notes = scales.isZoomed ? [`the axis begins at ${said(low)}`] : []
  for (const limit of scales.beyond) {
    notes.push(`${limit.label} lies ${limit.value > high ? 'above' : 'below'} this picture`)
  }
  const before = (spec.compare?.points ?? []).flatMap(([, value]) => (value === null ? [] : [value]))
  const highest = Math.max(...before)
  if (spec.compare && highest > high)
    notes.push(`${spec.compare.label} went up to ${said(highest)}, above this picture`)
  const expected = Math.max(...(spec.forecast?.points ?? []).map(([, , , each]) => each))
  if (expected > high && !(spec.unit === '%' && high === 100))
    notes.push(`the expected range reaches ${said(expected)}, above this picture`)
  return notes
}
