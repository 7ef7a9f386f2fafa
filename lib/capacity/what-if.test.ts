import { describe, expect, it } from 'vitest'
import { forecastSeries } from './forecast-series'
import { limitAsks, sliderStep, whatIf } from './what-if'

const day = 86_400_000
const now = Date.parse('2026-11-23T10:00:00Z')
const growing = forecastSeries(
  Array.from({ length: 60 }, (_unused, index) => ({
    at: now - (59 - index) * day,
    value: 20 + 0.5 * index + Math.sin(index * 2.4) * 0.2,
  })),
  { now, limit: 95, direction: 'up', horizonDays: 180, bounds: [0, null] },
)
const ask = (limit: number, growthFactor: number) =>
  whatIf(growing, { now, limit, direction: 'up', growthFactor })
const days = (at: number | null | undefined) => (at ? Math.round((at - now) / day) : null)

describe('what if', () => {
  it('answers as the forecast where nothing is changed', () => {
    expect(ask(95, 1)).toMatchObject({
      status: growing.status,
      earliest: growing.earliest,
      middle: growing.middle,
      latest: growing.latest,
    })
  })

  it('moves the date with the limit', () => {
    const [near, far] = [ask(70, 1), ask(120, 1)]
    expect(days(near?.middle)).toBeLessThan(days(growing.middle) ?? 0)
    expect(days(far?.middle)).toBeGreaterThan(days(growing.middle) ?? 0)
  })

  it('halves the time with twice the growth', () => {
    const once = days(growing.middle) ?? 0
    expect(days(ask(95, 2)?.middle)).toBeGreaterThanOrEqual(Math.floor(once / 2) - 1)
    expect(days(ask(95, 2)?.middle)).toBeLessThanOrEqual(Math.ceil(once / 2) + 1)
    expect(ask(95, 2)?.growthPerWeek).toBeCloseTo(2 * (growing.growthPerWeek ?? 0))
  })

  it('is not reached without growth, and is reached below what is used already', () => {
    expect(ask(95, 0)).toMatchObject({ status: 'steady', middle: null })
    expect(ask(10, 1)?.status).toBe('reached')
  })

  it('answers nothing where there is no path', () => {
    const young = forecastSeries([{ at: now, value: 5 }], {
      now,
      limit: 95,
      direction: 'up',
      horizonDays: 180,
      bounds: [0, null],
    })
    expect(whatIf(young, { now, limit: 50, direction: 'up', growthFactor: 1 })).toBeNull()
  })
})

describe('its sliders', () => {
  it.each([
    [100, 2],
    [237.5, 2],
    [1e12, 2e10],
    [1, 0.02],
    [0, 1],
    [Number.NaN, 1],
  ])('of %d step by %d', (span, step) => {
    expect(sliderStep(span)).toBeCloseTo(step)
  })

  it.each([
    [95, 'up'],
    [5, 'down'],
    [2_000_000_000, 'up'],
    [0, 'down'],
  ] as const)('hold the limit %d itself between their ends', (limit, direction) => {
    const { min, max, step, value } = limitAsks(limit, direction)
    const steps = (value - min) / step
    expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6)
    expect(min).toBeLessThanOrEqual(value)
    expect(max).toBeGreaterThanOrEqual(value)
    expect(value).toBe(limit)
  })
})
