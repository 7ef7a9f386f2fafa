import { scaleLinear } from 'd3-scale'
import type { TrendSpec } from './trend-spec'

export interface ValueAxis {
  domain: readonly [number, number]
  /** At most four, inside the domain. */
  ticks: readonly number[]
  /** The axis does not begin at zero; the page says so. */
  isZoomed: boolean
  /** Limits that lie so far from the values that drawing them would flatten the line. */
  beyond: readonly TrendSpec['limits'][number][]
}

/** What decides about a vertical axis; clean values only. */
export type AxisInput = Pick<
  TrendSpec,
  'points' | 'band' | 'limits' | 'unit' | 'others' | 'compare' | 'forecast' | 'sharedRange'
>

/** A limit further away than this many times the highest value is named instead of drawn. */
const limitReach = 4

/** The previous period may stretch the axis this far beyond values and limits: it is a comparison. */
const compareReach = 1.5

/** What is expected may stretch it further: it is what the picture is about. */
const forecastReach = 4

/** Below this share of the highest value, the lowest is near enough to zero to begin there. */
const zeroReach = 0.6

const valuesOf = (points: TrendSpec['points']) =>
  points.flatMap(([, value]) => (value === null ? [] : [value]))

/** What was measured and must be seen whole: all lines and their ranges. */
export const measuredValues = (spec: Pick<TrendSpec, 'points' | 'band' | 'others'>): number[] => [
  ...valuesOf(spec.points),
  ...(spec.band ?? []).flatMap(([, low, high]) => [low, high]),
  ...(spec.others ?? []).flatMap(({ points }) => valuesOf(points)),
]

const expectedValues = (spec: AxisInput): number[] =>
  (spec.forecast?.points ?? []).flatMap(([, low, , high]) => [low, high])

/** What is drawn beside the line gives way before it flattens it. */
const within = (values: readonly number[], edge: number) =>
  values.map((value) => Math.min(Math.max(value, -edge), edge))

/** Vertical domain and hairlines of a trend: round numbers, limits in sight, zero where it costs little. */
export function valueAxis(spec: AxisInput): ValueAxis {
  const measured = [...measuredValues(spec), ...(spec.sharedRange ?? [])]
  const before = valuesOf(spec.compare?.points ?? [])
  const expected = expectedValues(spec)
  const known = measured.length > 0 ? measured : [...before, ...expected]
  const values = known.length > 0 ? known : [0, ...spec.limits.map((limit) => limit.value)]
  const high = Math.max(...values)
  const size = Math.max(...values.map(Math.abs))
  const reach = known.length === 0 || size === 0 ? Number.POSITIVE_INFINITY : size * limitReach
  // A limit that is expected to be reached is seen, however far away it is.
  const isExpected = (value: number) => value >= Math.min(...expected) && value <= Math.max(...expected)
  const beyond = spec.limits.filter(({ value }) => Math.abs(value) > reach && !isExpected(value))
  const near = spec.limits.filter((limit) => !beyond.includes(limit)).map((limit) => limit.value)
  const furthest = Math.max(size, ...near.map(Math.abs))
  const drawn = [
    ...values,
    ...near,
    ...within(before, furthest * compareReach),
    ...within(expected, Math.max(furthest * 1.2, size * forecastReach)),
  ]
  const top = Math.max(...drawn)
  const bottom = Math.min(...drawn)
  const isZoomed = bottom > 0 && bottom > zeroReach * top
  const low = bottom < 0 ? bottom : isZoomed ? bottom : 0
  const { domain, ticks } = rounded(low, top, spec.unit === '%' && high <= 100)
  return { domain, ticks, isZoomed: isZoomed && domain[0] > 0, beyond }
}

/** Lowest and highest value of several trends of one unit, so that their pictures can be compared; null without any. */
export function sharedRangeOf(
  specs: readonly Pick<TrendSpec, 'points' | 'band' | 'others'>[],
): readonly [number, number] | null {
  const values = specs.flatMap(measuredValues).filter(Number.isFinite)
  return values.length === 0 ? null : [Math.min(...values), Math.max(...values)]
}

function rounded(low: number, high: number, isShare: boolean) {
  const flat = high - low < Math.max(Math.abs(high), Math.abs(low)) * 1e-6 || high === low
  // A flat line sits in the middle of its own magnitude.
  const top = flat ? (high === 0 ? 1 : high + Math.abs(high) * 0.25) : high
  const bottom = flat && low !== 0 ? low - Math.abs(low) * 0.25 : low
  const scale = scaleLinear().domain([bottom, top]).nice(3)
  let [from = 0, to = 1] = scale.domain()
  // A share of a whole never has a tick at 120 %.
  if (isShare) to = Math.min(to, 100)
  if (isShare && low >= 0) from = Math.max(from, 0)
  const ticks = scaleLinear().domain([from, to]).ticks(3)
  const shown = ticks.length > 4 ? ticks.filter((_, index) => index % 2 === 0) : ticks
  return { domain: [from, to] as const, ticks: shown.slice(0, 4) }
}
