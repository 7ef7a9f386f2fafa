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

/** Between which limits a what-if is asked: from half of it (or what is used) to three times as much. Pure. */
export function limitAsks(
  limit: number,
  direction: 'up' | 'down',
): { min: number; max: number; step: number; value: number } {
  if (direction === 'down')
    return { min: 0, max: Math.max(1, limit * 4), step: sliderStep(limit * 4), value: limit }
  const step = sliderStep(limit * 2.5)
  return {
    min: Math.floor((limit * 0.5) / step) * step,
    max: Math.ceil((limit * 3) / step) * step,
    step,
    value: limit,
  }
}
