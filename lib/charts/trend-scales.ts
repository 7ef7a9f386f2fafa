import { scaleLinear } from 'd3-scale'
import { type TimeTick, timeTicks } from './time-ticks'
import type { TrendLimit, TrendSpec } from './trend-spec'
import { valueAxis } from './value-axis'

/** Width of the drawing's own coordinates; renderers stretch it to whatever they have. */
export const trendWidth = 1000

export interface TrendFrame {
  /** Height of the whole picture in pixels. */
  height: number
  /** Pixels above and below the plot: room for the highest label, and for times. */
  top: number
  bottom: number
  /** Marks nearer than this share of the width share one upright: their numbers need room. */
  crowd: number
}

export const trendFrame: TrendFrame = { height: 240, top: 24, bottom: 24, crowd: 0.04 }

/** One of several pictures that stand beside each other. */
export const smallFrame: TrendFrame = { height: 132, top: 22, bottom: 22, crowd: 0.1 }

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
