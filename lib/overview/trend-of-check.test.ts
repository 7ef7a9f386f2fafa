import { describe, expect, it } from 'vitest'
import { trendOfCheck } from './trend-of-check'
import type { CheckPage } from './view'

const page = (over: object, check: object = {}) =>
  ({
    check: { name: 'Disk space', warnAt: 80, failAt: 90, ...check },
    points: [
      [0, 58, 50, 60],
      [3600, 70, 65, 76],
      [7200, null, null, null],
      [10_800, 76, 75, 76],
    ],
    pointsUnit: '%',
    from: '1970-01-01T00:00:00.000Z',
    to: '1970-01-02T00:00:00.000Z',
    ...over,
  }) as unknown as CheckPage

describe('the chart of a check', () => {
  it('says in one sentence what it shows', () => {
    const spec = trendOfCheck(page({}), { range: '24h', series: 'value' }, 'UTC')
    expect(spec.summary).toBe(
      'Disk space over 24 hours: between 50 % and 76 %, now 76 %; warning 80 %, limit 90 %. One gap without data.',
    )
    expect(spec.band).toHaveLength(3)
    expect(spec.points[2]).toEqual([7_200_000, null])
  })

  it('has no limits on a side series, and no band where nothing varies', () => {
    const spec = trendOfCheck(
      page({
        points: [
          [0, 5, 5, 5],
          [60, 5, 5, 5],
        ],
      }),
      { range: '7d', series: '/var' },
      'UTC',
    )
    expect(spec.limits).toEqual([])
    expect(spec.band).toBeUndefined()
    expect(spec.summary).toBe('Disk space, /var over 7 days: always 5 %.')
  })

  it('says plainly that nothing was measured', () => {
    expect(trendOfCheck(page({ points: [] }), { range: '30d', series: 'value' }, 'UTC').summary).toBe(
      'Disk space: nothing was measured in the last 30 days.',
    )
  })

  it('names one limit once', () => {
    expect(
      trendOfCheck(page({}, { warnAt: 90 }), { range: '7d', series: 'value' }, 'UTC').limits,
    ).toHaveLength(1)
  })
})
