import { describe, expect, it } from 'vitest'
import type { YearDay } from '@/lib/tasks/view'
import { heatQuarters, heatStep, isoWeek } from './year-weeks'

const daysOf = (year: number): YearDay[] => {
  const days: YearDay[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push({ date: new Date(at).toISOString().slice(0, 10), due: 0, onTime: 0, share: null })
  return days
}

describe('the ISO week', () => {
  it.each([
    ['2026-01-01', 1],
    ['2026-11-23', 48],
    ['2026-12-31', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2024-12-30', 1],
    ['2021-01-03', 53],
    ['2024-02-29', 9],
  ])('of %s is %i', (date, week) => {
    expect(isoWeek(date)).toBe(week)
  })
})

describe('a year as weeks × weekdays', () => {
  it.each([2024, 2025, 2026, 2027, 2028])('%i: every day once, in its column', (year) => {
    const quarters = heatQuarters(daysOf(year))
    expect(quarters).toHaveLength(4)
    const seen = quarters.flatMap(({ weeks }) =>
      weeks.flatMap(({ days }) => days.filter((day) => day !== null)),
    )
    expect(seen.map(({ date }) => date)).toEqual(daysOf(year).map(({ date }) => date))
    for (const { weeks } of quarters) {
      expect(weeks.length).toBeLessThanOrEqual(15)
      for (const { days, number } of weeks) {
        expect(days).toHaveLength(7)
        for (const [column, day] of days.entries()) {
          if (!day) continue
          expect(new Date(`${day.date}T00:00:00Z`).getUTCDay()).toBe((column + 1) % 7)
          expect(isoWeek(day.date)).toBe(number)
        }
      }
    }
  })

  it('splits a week that two quarters share', () => {
    const [first, second] = heatQuarters(daysOf(2026))
    expect(first?.weeks.at(-1)?.days.map((day) => day?.date ?? null)).toEqual([
      '2026-03-30',
      '2026-03-31',
      ...Array(5).fill(null),
    ])
    expect(second?.weeks[0]?.days.filter(Boolean)).toHaveLength(5)
  })
})

describe('how dark a day is', () => {
  it.each([
    [null, null],
    [100, 0],
    [99.9, 1],
    [90, 1],
    [75, 2],
    [50, 3],
    [49, 4],
    [0, 4],
  ])('%s: %s', (share, step) => {
    expect(heatStep({ share })).toBe(step)
  })
})
