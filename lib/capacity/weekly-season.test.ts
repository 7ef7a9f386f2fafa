import { describe, expect, it } from 'vitest'
import { chanceOf } from './testing/seeded-series'
import { weeklySeason } from './weekly-season'

const week = [4, 3, 2, 1, 0, -6, -4]
const series = (days: number, level: (day: number) => number, noise: number, seed = 5) => {
  const chance = chanceOf(seed)
  return Float64Array.from({ length: days }, (_unused, day) => level(day) + noise * chance.normal())
}

describe('the week', () => {
  it.each([
    ['eight weeks', 56, 0.5, 0],
    ['three weeks', 21, 0.5, 0],
    ['growth below it', 56, 0.5, 0.4],
    ['much noise over half a year', 182, 2, 0],
  ])('is found with %s', (_name, days, noise, slope) => {
    const found = weeklySeason(series(days, (day) => (week[day % 7] ?? 0) + slope * day, noise))
    for (const [day, level] of week.entries())
      expect(Math.abs((found?.[day] ?? 99) - level)).toBeLessThan(1.5)
  })

  it('adds nothing in the mean', () => {
    const found = weeklySeason(series(56, (day) => week[day % 7] ?? 0, 1)) ?? [99]
    expect(found.reduce((sum, level) => sum + level, 0)).toBeCloseTo(0, 9)
  })

  it('is not seen in twenty days', () => {
    expect(weeklySeason(series(20, (day) => week[day % 7] ?? 0, 0))).toBeNull()
  })

  it('is seen through days without a measurement', () => {
    const values = series(84, (day) => week[day % 7] ?? 0, 0.3)
    for (const day of [10, 33, 34, 60]) values[day] = Number.NaN
    expect(weeklySeason(values)?.[5]).toBeCloseTo(-6, 0)
  })

  it('is hardly ever seen where there is none', () => {
    const seeds = Array.from({ length: 200 }, (_unused, seed) => seed)
    const seen = (days: number) =>
      seeds.filter((seed) => weeklySeason(series(days, (day) => day * 0.2, 1, seed))).length
    expect(seen(21)).toBeLessThanOrEqual(10)
    expect(seen(60)).toBeLessThanOrEqual(4)
    expect(seen(180)).toBe(0)
  })

  it.each([
    ['a constant', new Float64Array(60).fill(3)],
    ['steps every ten days', series(90, (day) => Math.floor(day / 10) * 5, 0.2)],
    ['nothing measured', new Float64Array(60).fill(Number.NaN)],
  ])('is not seen in %s', (_name, values) => {
    expect(weeklySeason(values)).toBeNull()
  })
})
