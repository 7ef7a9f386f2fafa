import { scaleLinear } from 'd3-scale'
import type { TrendSpec } from './trend-spec'

export interface ValueAxis {
  domain: readonly [number, number]
  /** At most three, inside the domain. */
  ticks: readonly number[]
  /** The axis does not begin at zero; the page says so. */
  isZoomed: boolean
  /** Limits that lie so far above the values that drawing them would flatten the line. */
  beyond: readonly TrendSpec['limits'][number][]
}

/** A limit further away than this many times the highest value is named instead of drawn. */
const limitReach = 4

/** Below this share of the highest value, the lowest is near enough to zero to begin there. */
const zeroReach = 0.6

/** Vertical domain and hairlines of a trend: round numbers, limits in sight, zero where it costs little. */
export function valueAxis(spec: Pick<TrendSpec, 'points' | 'band' | 'limits' | 'unit'>): ValueAxis {
  const measured = spec.points.flatMap(([, value]) => (value === null ? [] : [value]))
  const values = [...measured, ...(spec.band ?? []).flatMap(([, low, high]) => [low, high])]
  if (values.length === 0) values.push(0, ...spec.limits.map((limit) => limit.value))
  const high = Math.max(...values)
  const reach = Math.max(Math.abs(high), Number.EPSILON) * limitReach
  const beyond = spec.limits.filter((limit) => limit.value > reach && measured.length > 0)
  const near = spec.limits.filter((limit) => !beyond.includes(limit)).map((limit) => limit.value)
  const top = Math.max(high, ...near)
  const bottom = Math.min(...values, ...near)
  const isZoomed = bottom > 0 && bottom > zeroReach * top
  const low = bottom < 0 ? bottom : isZoomed ? bottom : 0
  const { domain, ticks } = rounded(low, top, spec.unit)
  return { domain, ticks, isZoomed: isZoomed && domain[0] > 0, beyond }
}

function rounded(low: number, high: number, unit: TrendSpec['unit']) {
  const flat = high - low < Math.max(Math.abs(high), 1) * 1e-6
  // A flat line sits in the middle of its own magnitude.
  const top = flat ? (high === 0 ? 1 : high + Math.abs(high) * 0.25) : high
  const bottom = flat && low !== 0 ? low - Math.abs(low) * 0.25 : low
  const scale = scaleLinear().domain([bottom, top]).nice(3)
  let [from = 0, to = 1] = scale.domain()
  // A share of a whole never has a tick at 120 %.
  if (unit === '%' && high <= 100) to = Math.min(to, 100)
  if (unit === '%' && low >= 0) from = Math.max(from, 0)
  const ticks = scaleLinear().domain([from, to]).ticks(3)
  const shown = ticks.length > 4 ? ticks.filter((_, index) => index % 2 === 0) : ticks
  return { domain: [from, to] as const, ticks: shown.slice(0, 4) }
}
