import { expect, test } from 'vitest'
import { dayThere } from './calendar-words'

test.each([
  ['2026-11-23T23:30:00.000Z', 'Asia/Tokyo', '2026-11-24'],
  ['2026-11-23T02:00:00.000Z', 'America/New_York', '2026-11-22'],
  ['2026-11-23T02:00:00.000Z', 'UTC', '2026-11-23'],
])('%s in %s is a day of the reader', (at, zone, day) => {
  expect(dayThere(at, zone)).toBe(day)
})
