import { describe, expect, it } from 'vitest'
import { dailyValues, dayMs } from './daily-values'

const now = Date.UTC(2026, 10, 23, 6)
const at = (daysBack: number) => now - daysBack * dayMs
const free = [null, null] as const
const valuesOf = (
  points: [daysBack: number, value: number][],
  bounds: readonly [number | null, number | null] = free,
) => [
  ...(dailyValues(
    points.map(([back, value]) => ({ at: at(back), value })),
    now,
    bounds,
  )?.values ?? []),
]

describe('one value a day', () => {
  it.each<[string, [number, number][], number[]]>([
    [
      'one a day',
      [
        [2, 1],
        [1, 2],
        [0, 3],
      ],
      [1, 2, 3],
    ],
    [
      'a day without one stays empty',
      [
        [3, 1],
        [1, 2],
        [0, 3],
      ],
      [1, Number.NaN, 2, 3],
    ],
    [
      'the one nearest to the time of day of the newest',
      [
        [1.4, 1],
        [1.1, 2],
        [0.8, 3],
        [0, 4],
      ],
      [2, 4],
    ],
    [
      'a clock that wobbles by an hour makes no hole',
      [
        [2.04, 1],
        [0.96, 2],
        [0, 3],
      ],
      [1, 2, 3],
    ],
    [
      'of two at one instant the one given last',
      [
        [1, 1],
        [1, 2],
        [0, 3],
        [0, 4],
      ],
      [2, 4],
    ],
    [
      'in any order',
      [
        [0, 3],
        [2, 1],
        [1, 2],
      ],
      [1, 2, 3],
    ],
    [
      'what is no number is left out',
      [
        [2, 1],
        [1, Number.NaN],
        [0, Number.POSITIVE_INFINITY],
      ],
      [1],
    ],
    [
      'what is larger than anything that can be counted is left out',
      [
        [1, 1e200],
        [0, 2],
      ],
      [2],
    ],
    [
      'the future is left out',
      [
        [1, 1],
        [0, 2],
        [-1, 3],
      ],
      [1, 2],
    ],
  ])('%s', (_name, points, expected) => {
    expect(valuesOf(points)).toEqual(expected)
  })

  it('leaves out what cannot exist, and keeps its edges', () => {
    expect(
      valuesOf(
        [
          [4, -1],
          [3, 0],
          [2, 50],
          [1, 100],
          [0, 101],
        ],
        [0, 100],
      ),
    ).toEqual([0, 50, 100])
  })

  it('says when the newest was measured, and how many days were', () => {
    const daily = dailyValues(
      [
        { at: at(9), value: 1 },
        { at: at(2), value: 2 },
      ],
      now,
      free,
    )
    expect(daily).toMatchObject({ newestAt: at(2), measured: 2 })
    expect(daily?.values).toHaveLength(8)
  })

  it('looks back 400 days, however old the series is', () => {
    expect(
      valuesOf([
        [5000, 1],
        [399, 2],
        [0, 3],
      ]),
    ).toHaveLength(400)
    expect(
      valuesOf([
        [5000, 1],
        [399, 2],
        [0, 3],
      ])[0],
    ).toBe(2)
  })

  it('is nothing of nothing', () => {
    expect(dailyValues([], now, free)).toBeNull()
  })
})
