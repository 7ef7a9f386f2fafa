import type { Forecast, ForecastStep } from './forecast'
import { reachLimit } from './reach-limit'

interface Asked {
  now: number
  limit: number
  direction: 'up' | 'down'
  /** 1: as expected, 0: none, 2: twice as fast. */
  growthFactor: number
}

/**
 * A forecast under another limit or another growth: the middle of the path is stretched from the newest value on, the
 * width of its band stays, because it is how wrong forecasts of this series were. Null without a path. Pure.
 */
export function whatIf(
  forecast: Forecast,
  { now, limit, direction, growthFactor }: Asked,
): Pick<Forecast, 'status' | 'earliest' | 'middle' | 'latest' | 'growthPerWeek' | 'path'> | null {
  const { value } = forecast
  if (value === null || forecast.path.length === 0) return null
  const path = forecast.path.map(({ at, low, middle, high }): ForecastStep => {
    const moved = value + growthFactor * (middle - value)
    return { at, low: moved - (middle - low), middle: moved, high: moved + (high - middle) }
  })
  return {
    ...reachLimit(path, { at: now, value }, { now, limit, direction }),
    growthPerWeek: forecast.growthPerWeek === null ? null : forecast.growthPerWeek * growthFactor,
    path,
  }
}

/** A step of a slider that people can read: 1, 2 or 5 times a power of ten, at most a fiftieth of the span. Pure. */
export function sliderStep(span: number): number {
  const rough = span / 50
  if (!(rough > 0) || !Number.isFinite(rough)) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [5, 2, 1].find((each) => each * power <= rough) ?? 1
  return factor * power
}

/** Between which limits a what-if is asked: from half of it to three times as much, in steps that meet it. Pure. */
export function limitAsks(
  limit: number,
  direction: 'up' | 'down',
): { min: number; max: number; step: number; value: number } {
  const [low, high] = direction === 'up' ? [limit * 0.5, limit * 3] : [0, Math.max(1, limit * 4)]
  const step = sliderStep(high - low)
  // A slider stands on whole steps from its low end: that must not move the limit itself.
  const below = Math.floor((limit - low) / step) * step
  const min = exact(limit - below)
  return { min, max: exact(limit + Math.ceil((high - limit) / step) * step), step, value: limit }
}

/** Without the dust of binary fractions. */
const exact = (value: number) => Number(value.toPrecision(12))
