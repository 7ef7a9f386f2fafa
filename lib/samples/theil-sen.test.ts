import { describe, expect, it } from 'vitest'
import { theilSenSlope } from './theil-sen'

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
