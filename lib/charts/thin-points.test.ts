import { describe, expect, it } from 'vitest'
import { markGaps } from './mark-gaps'
import { thinPoints, unbrokenPieces } from './thin-points'
import type { TrendPoint } from './trend-spec'

const wave = (count: number): TrendPoint[] =>
  Array.from({ length: count }, (_, index) => [
    index * 60_000,
    Math.sin(index / 20) * 10 + (index === 777 ? 50 : 0),
  ])

describe('thinning a series', () => {
  it('leaves short series alone', () => {
    const points = wave(10)
    expect(thinPoints(points, 300)).toEqual(points)
  })

  it('keeps first, last and the outlier', () => {
    const points = wave(20_000)
    const thin = thinPoints(points, 300)
    expect(thin.length).toBeLessThanOrEqual(302)
    expect(thin[0]).toEqual(points[0])
    expect(thin.at(-1)).toEqual(points.at(-1))
    expect(thin).toContainEqual(points[777])
  })

  it('keeps gaps and single points between gaps', () => {
    const points: TrendPoint[] = [
      ...wave(2000),
      [2_000 * 60_000, null],
      [2_100 * 60_000, 5],
      [2_101 * 60_000, null],
    ]
    const later = wave(1000).map(([at, value]): TrendPoint => [at + 2_200 * 60_000, value])
    const thin = thinPoints([...points, ...later], 100)
    expect(unbrokenPieces(thin)).toHaveLength(3)
    expect(unbrokenPieces(thin)[1]).toEqual([[2_100 * 60_000, 5]])
  })

  it('is ascending', () => {
    const thin = thinPoints(wave(5000), 100)
    expect(thin.every(([at], index) => index === 0 || at > (thin[index - 1]?.[0] ?? 0))).toBe(true)
  })
})

describe('marking gaps', () => {
  it('breaks only where the step is too long', () => {
    expect(
      markGaps(
        [
          [0, 1],
          [10, 2],
          [40, 3],
        ],
        15,
      ),
    ).toEqual([
      [0, 1],
      [10, 2],
      [11, null],
      [40, 3],
    ])
  })

  it('has nothing to say about nothing', () => {
    expect(markGaps([], 15)).toEqual([])
  })
})
