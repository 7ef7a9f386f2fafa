import { describe, expect, it } from 'vitest'
import { type DayFigures, seriesPoints } from './series-points'

const day = 86_400_000
const midnight = Date.parse('2026-11-23T00:00:00Z')
const now = midnight + 10 * 3_600_000
const days: DayFigures[] = [
  [midnight - 2 * day, 50, 40],
  [midnight - day, 60, 45],
  [midnight, 70, 48],
]

describe('the points of a series', () => {
  const recent = { at: now - 3_600_000, max: 71, last: 49 }

  it('are a day apart and end with the newest measurement', () => {
    expect(seriesPoints(days, recent, 'last', now)).toEqual([
      { at: now - 3_600_000 - 2 * day, value: 40 },
      { at: now - 3_600_000 - day, value: 45 },
      { at: now - 3_600_000, value: 49 },
    ])
  })

  it('are the peaks of what comes and goes', () => {
    expect(seriesPoints(days, recent, 'max', now).map(({ value }) => value)).toEqual([50, 60, 71])
  })

  it('do not count the day of the newest twice, also just after midnight', () => {
    const late = { at: midnight - 60_000, max: 60, last: 45 }
    expect(seriesPoints(days.slice(0, 2), late, 'last', midnight + 60_000)).toEqual([
      { at: midnight - day - 60_000, value: 40 },
      { at: midnight - 60_000, value: 45 },
    ])
  })

  it('take the day so far where nothing newer was measured', () => {
    expect(seriesPoints(days, null, 'last', now).map(({ at }) => at)).toEqual([now - 2 * day, now - day, now])
  })

  it('leave out days that have not begun', () => {
    const ahead: DayFigures[] = [...days, [midnight + day, 99, 99]]
    expect(seriesPoints(ahead, null, 'last', now)).toHaveLength(3)
  })

  it('are none of nothing', () => {
    expect(seriesPoints([], null, 'last', now)).toEqual([])
  })
})
