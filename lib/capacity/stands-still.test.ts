import { describe, expect, it } from 'vitest'
import { standsStill } from './stands-still'

const day = 86_400_000
const now = Date.parse('2026-11-23T10:00:00Z')
const daily = (values: readonly number[]) =>
  values.map((value, index) => ({ at: now - (values.length - 1 - index) * day, value }))
const of = (length: number, value: (index: number) => number) =>
  daily(Array.from({ length }, (_unused, index) => value(index)))

describe('standing still', () => {
  it.each([
    ['a constant', of(14, () => 75), true],
    ['noise around one level', of(14, (index) => 75 + 0.3 * Math.sin(index * 2.4)), true],
    ['growth that would take two years', of(14, (index) => 75 + index * 0.027), true],
    ['growth that takes half a year', of(14, (index) => 75 + index * 0.11), false],
    ['a clean-up: a new start, not a standstill', of(14, (index) => (index < 7 ? 90 : 40)), false],
    ['growth that stopped a week ago', of(14, (index) => Math.min(75, 61 + index * 2)), false],
    ['one week of history', of(7, () => 75), false],
    ['gaps in the week before', of(14, () => 75).filter((_point, index) => index > 5 || index === 0), false],
    ['nothing', [], false],
    ['what is not a number', of(14, () => Number.NaN), false],
  ])('%s', (_name, points, expected) => {
    expect(standsStill(points, 95, now)).toBe(expected)
  })

  it('counts the way that is left, also downwards', () => {
    expect(
      standsStill(
        of(14, (index) => 20 - index * 0.2),
        5,
        now,
      ),
    ).toBe(false)
    expect(
      standsStill(
        of(14, () => 20),
        5,
        now,
      ),
    ).toBe(true)
  })
})
