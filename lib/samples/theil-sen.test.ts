import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median, theilSenSlope } from './theil-sen'

const line = (count: number, slope: number) =>
  Array.from({ length: count }, (_unused, x) => ({ x, y: 7 + slope * x }))

describe('theilSenSlope', () => {
  it.each([
    ['nothing', [], null],
    ['one point', [{ x: 1, y: 1 }], null],
    [
      'one moment',
      [
        { x: 1, y: 1 },
        { x: 1, y: 9 },
      ],
      null,
    ],
    [
      'two points',
      [
        { x: 0, y: 1 },
        { x: 2, y: 5 },
      ],
      2,
    ],
    [
      'an even number of slopes',
      [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
        { x: 2, y: 4 },
        { x: 3, y: 9 },
      ],
      3,
    ],
    ['a falling line', line(10, -3), -3],
    ['a flat line', line(10, 0), 0],
  ])('of %s', (_name, points, slope) => {
    expect(theilSenSlope(points)).toBe(slope)
  })

  it('is not moved by a quarter of wild points', () => {
    const points = line(40, 5).map((point, index) => (index % 4 === 0 ? { ...point, y: 1e9 } : point))
    expect(theilSenSlope(points)).toBeCloseTo(5, 0)
  })

  it('thins long series and still sees the whole of them', () => {
    const start = performance.now()
    expect(theilSenSlope(line(50_000, 0.25))).toBeCloseTo(0.25)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[4, 1], 2.5],
    [[9, 1, 5], 5],
    [[2, 2, 2, 2], 2],
    [[-1, 7, -1, 3], 1],
  ])('of %j is %s', (values, middle) => {
    expect(median(values)).toBe(middle)
  })

  it('is what sorting finds, and leaves the values as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })), {
          minLength: 1,
        }),
        (values) => {
          const before = [...values]
          const sorted = [...values].sort((a, b) => a - b)
          const half = sorted.length >> 1
          const expected =
            sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
          expect(median(values)).toBeCloseTo(expected ?? 0, 6)
          expect(values).toEqual(before)
        },
      ),
    )
  })
})
