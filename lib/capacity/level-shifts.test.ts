import { describe, expect, it } from 'vitest'
import { levelShifts } from './level-shifts'
import { chanceOf } from './testing/seeded-series'

const chance = chanceOf(11)
const series = (days: number, level: (day: number) => number, noise = 0.5) =>
  Float64Array.from({ length: days }, (_unused, day) => level(day) + noise * chance.normal())
const daysOf = (values: Float64Array) => levelShifts(values).map(({ day }) => day)

describe('new starts', () => {
  it.each<[string, Float64Array, number[]]>([
    ['a clean-up', series(60, (day) => (day < 40 ? 50 + day : 20 + day)), [40]],
    ['a jump', series(60, (day) => (day < 25 ? 50 : 90)), [25]],
    ['a counter that begins anew', series(60, (day) => (day % 20) * 3, 0.1), [20, 40]],
    ['a step of a constant', Float64Array.from({ length: 60 }, (_none, day) => (day < 30 ? 4 : 7)), [30]],
    ['none in growth', series(60, (day) => day), []],
    ['none in growth that begins or speeds up', series(60, (day) => Math.max(0, day - 50) * 9), []],
    ['a clean-up that takes two days', series(60, (day) => (day < 40 ? 80 : day === 40 ? 50 : 20)), [40, 41]],
    ['none in noise', series(200, () => 50, 4), []],
    ['none in a constant', new Float64Array(60).fill(7), []],
    ['none of a single wild day', series(60, (day) => (day === 30 ? 90 : 50)), []],
    ['none yet of the newest day alone', series(60, (day) => (day === 59 ? 90 : 50)), []],
    ['none of a rhythm of weeks', series(70, (day) => (day % 7 < 5 ? 60 : 50), 0.2), []],
    ['none where nothing was measured', new Float64Array(9).fill(Number.NaN), []],
    ['none of one day', new Float64Array(1), []],
    ['none of no day', new Float64Array(0), []],
  ])('%s', (_name, values, days) => {
    expect(daysOf(values)).toEqual(days)
  })

  it('are found across a gap, on the first day that was measured', () => {
    const values = series(60, (day) => (day < 30 ? 80 : 20))
    values.fill(Number.NaN, 28, 33)
    expect(daysOf(values)).toEqual([33])
  })

  it('say how far they went', () => {
    expect(levelShifts(series(60, (day) => (day < 40 ? 80 : 20)))[0]?.by).toBeCloseTo(-60, 0)
  })
})
