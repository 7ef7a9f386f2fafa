import { describe, expect, it } from 'vitest'
import { trendOfCheck } from './trend-of-check'
import type { CheckPage } from './view'

const window = {
  from: '1970-01-01T00:00:00.000Z',
  to: '1970-01-02T00:00:00.000Z',
  range: '24h',
  isPresent: true,
  words: '24 hours',
  beforeWords: 'the 24 hours before',
}

const page = (over: object, check: object = {}) =>
  ({
    check: { name: 'Disk space', warnAt: 80, failAt: 90, ...check },
    points: [
      [0, 58, 50, 60],
      [3600, 70, 65, 76],
      [7200, null, null, null],
      [10_800, 76, 75, 76],
    ],
    before: null,
    pointsUnit: '%',
    window,
    ...over,
  }) as unknown as CheckPage

describe('the chart of a check', () => {
  it('says in one sentence what it shows', () => {
    const spec = trendOfCheck(page({}), { series: 'value' }, 'UTC')
    expect(spec.summary).toBe(
      'Disk space over 24 hours: between 50 % and 76 %, now 76 %; warning 80 %, limit 90 %. One gap without data.',
    )
    expect(spec.band).toHaveLength(3)
    expect(spec.points[2]).toEqual([7_200_000, null])
    expect(spec.compare).toBeUndefined()
  })

  it('has no limits on a side series, and no band where nothing varies', () => {
    const points = [
      [0, 5, 5, 5],
      [60, 5, 5, 5],
    ]
    const spec = trendOfCheck(page({ points }), { series: '/var' }, 'UTC')
    expect(spec.limits).toEqual([])
    expect(spec.band).toBeUndefined()
    expect(spec.summary).toBe('Disk space, /var over 24 hours: always 5 %.')
  })

  it.each([
    [{}, 'Disk space: nothing was measured in the last 24 hours.'],
    [
      { isPresent: false, words: 'Mon 2 Nov to Sun 8 Nov' },
      'Disk space: nothing was measured from Mon 2 Nov to Sun 8 Nov.',
    ],
  ])('says plainly that nothing was measured', (over, sentence) => {
    const empty = page({ points: [], window: { ...window, ...over } })
    expect(trendOfCheck(empty, { series: 'value' }, 'UTC').summary).toBe(sentence)
  })

  it('names one limit once', () => {
    expect(trendOfCheck(page({}, { warnAt: 90 }), { series: 'value' }, 'UTC').limits).toHaveLength(1)
  })

  it('knows by the order of two limits on which side it is wrong', () => {
    const sides = (check: object) =>
      trendOfCheck(page({}, check), { series: 'value' }, 'UTC').limits.map(({ side }) => side)
    expect(sides({})).toEqual(['above', 'above'])
    expect(sides({ warnAt: 30, failAt: 14 })).toEqual(['below', 'below'])
  })

  it.each([
    [58, ' On average 10 points more than in the 24 hours before.'],
    [78, ' On average 10 points less than in the 24 hours before.'],
    [68, ' As in the 24 hours before.'],
  ])('moves the time before under the picture, and compares: %s', (mean, sentence) => {
    const before = [[-43_200, mean, mean, mean]]
    const spec = trendOfCheck(page({ before }), { series: 'value' }, 'UTC')
    expect(spec.compare?.points).toEqual([[43_200_000, mean]])
    expect(spec.summary).toContain(sentence)
  })

  it('has nothing to compare with where nothing was measured before', () => {
    const spec = trendOfCheck(page({ before: [] }), { series: 'value' }, 'UTC')
    expect(spec.compare).toBeUndefined()
    expect(spec.summary).not.toContain('before')
  })

  it('takes what is no number, which arrives as text, for a gap', () => {
    const spec = trendOfCheck(
      page({
        points: [
          [0, 5, 5, 5],
          [60, 'NaN', 'NaN', 'Infinity'],
          [120, 6, 6, 6],
        ],
      }),
      { series: 'value' },
      'UTC',
    )
    expect(spec.points[1]).toEqual([60_000, null])
    expect(spec.summary).toContain('between 5 % and 6 %, now 6 %')
    expect(spec.summary).toContain('One gap without data.')
  })
})
