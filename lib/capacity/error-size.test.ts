import { describe, expect, it } from 'vitest'
import { errorSize } from './error-size'

const errors = (size: (lead: number) => number) =>
  [1, 2, 5, 10, 20].flatMap((lead) => [1, -1].map((sign) => ({ lead, error: sign * size(lead) })))

describe('the size of errors', () => {
  it.each([
    ['stays', () => 3, 0, 3],
    ['grows like a walk', (lead: number) => Math.sqrt(lead), 0.5, Math.sqrt(40)],
    ['grows in step', (lead: number) => 2 * lead, 1, 80],
    ['never shrinks with the distance', (lead: number) => 10 / lead, 0, null],
    ['grows no faster than it may', (lead: number) => lead ** 3, 1.2, null],
  ])('%s', (_name, size, power, at40) => {
    const found = errorSize(errors(size), 60)
    expect(found.power).toBeCloseTo(power, 6)
    if (at40 !== null) expect(found.at(40)).toBeCloseTo(at40, 6)
  })

  it('is nothing where nothing was wrong, or nothing was tried', () => {
    expect(errorSize([], 60).at(7)).toBe(0)
    expect(
      errorSize(
        errors(() => 0),
        60,
      ).at(7),
    ).toBe(0)
  })

  it('is a number from one distance alone', () => {
    const found = errorSize([{ lead: 4, error: 2 }], 20)
    expect(found.at(4)).toBeCloseTo(2)
    expect(found.at(16)).toBeCloseTo(4)
  })
})
