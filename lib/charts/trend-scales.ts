import { scaleLinear } from 'd3-scale'
import { type TimeTick, timeTicks } from './time-ticks'
import { type TrendFrame, trendFrame } from './trend-frame'
import type { TrendLimit, TrendSpec } from './trend-spec'
import { valueAxis } from './value-axis'

/** Width of the drawing's own coordinates; renderers stretch it to whatever they have. */
export const trendWidth = 1000

/** The two scales that every renderer of a trend uses. */
export interface TrendScales {
  /** Milliseconds. */
  x: { domain: readonly [number, number]; ticks: readonly TimeTick[] }
  y: { domain: readonly [number, number]; ticks: readonly number[] }
  isZoomed: boolean
  beyond: readonly TrendLimit[]
  /** Share of the width, 0 to 1. */
  across(at: number): number
  /** Pixels from the top of a frame. */
  down(value: number): number
}

/** Domains, ticks and positions of a clean trend. */
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
