import { describe, expect, it } from 'vitest'
import { heatQuarters, isoWeek } from './calendar-heat'

const daysOf = (year: number) => {
  const days: { date: string }[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push({ date: new Date(at).toISOString().slice(0, 10) })
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

  it('names the year where the days reach over two, and keeps their weeks apart', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-01-12'].map((date) => ({ date }))
    const quarters = heatQuarters(days)
    expect(quarters.map(({ name }) => name)).toEqual(['October to December 2025', 'January to March 2026'])
    expect(quarters[1]?.weeks.map(({ number }) => number)).toEqual([1, 3])
  })
})
