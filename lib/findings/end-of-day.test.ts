import { expect, test } from 'vitest'
import { dayOf, endOfDay } from './end-of-day'

test.each([
  ['2026-11-30', 'UTC', '2026-11-30T23:59:59.000Z'],
  ['2026-11-30', 'Europe/Berlin', '2026-11-30T22:59:59.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-07-01T21:59:59.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.000Z'], // 25 hours long
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.000Z'], // 23 hours long
  ['2026-11-30', 'Asia/Kathmandu', '2026-11-30T18:14:59.000Z'],
  ['2026-11-30', 'America/Los_Angeles', '2026-12-01T07:59:59.000Z'],
])('%s ends in %s at %s', (date, zone, end) => {
  expect(endOfDay(date, zone)?.toISOString()).toBe(end)
  expect(dayOf(new Date(end), zone)).toBe(date)
})

test.each(['', 'tomorrow', '2026-02-30', '2026-13-01', '30.11.2026', '2026-11-30T10:00'])(
  '%j is no day',
  (date) => {
    expect(endOfDay(date, 'UTC')).toBeNull()
  },
)
