import { type TrendFrame, trendFrame } from './trend-frame'
import { trendScales } from './trend-scales'
import type { TrendSpec } from './trend-spec'

/** One stop of the interactive chart. */
export interface LiveRow {
  at: number
  value: number | null
  /** What is expected, after the last measurement. */
  middle?: number
  expected?: readonly [low: number, high: number]
}

/** Measurements, then what is expected: the stops under the pointer and the arrow keys. Pure. */
export function liveRows(spec: TrendSpec): LiveRow[] {
  const rows = new Map<number, LiveRow>(spec.points.map(([at, value]) => [at, { at, value }]))
  const [low, high] = trendScales(spec).y.domain
  const clamp = (value: number) => Math.min(Math.max(value, low), high)
  for (const [at, bottom, middle, top] of spec.forecast?.points ?? []) {
    const row = rows.get(at) ?? { at, value: null }
    // The interactive chart draws beyond its frame where a value lies there; the picture of the server does not.
    rows.set(at, { ...row, middle: clamp(middle), expected: [clamp(bottom), clamp(top)] })
  }
  return [...rows.values()].sort((a, b) => a.at - b.at)
}

/** The geometry's own domains, ticks and margins, so that both pictures lie on each other. */
export function liveAxes(spec: TrendSpec, frame: TrendFrame = trendFrame) {
  const scales = trendScales(spec, frame)
  return {
    x: { domain: [...scales.x.domain], ticks: scales.x.ticks.map((tick) => tick.at) },
    y: { domain: [...scales.y.domain], ticks: [...scales.y.ticks] },
    margin: { top: frame.top, right: 0, bottom: frame.bottom, left: 0 },
    height: frame.height,
  }
}
