import { expect, test } from 'vitest'
import { dayLimits } from './day-limits'
import { taskHeadline } from './headline'
import { somebody } from './line-view'

test.each([
  [
    { overdue: 2, dueToday: 3, onTimeShare: 88, tasks: 9 },
    '2 overdue, 3 due today, 88 % on time over 90 days',
  ],
  [
    { overdue: 0, dueToday: 0, onTimeShare: 99.6, tasks: 9 },
    'Nothing overdue, nothing due today, 99 % on time over 90 days',
  ],
  [{ overdue: 0, dueToday: 1, onTimeShare: null, tasks: 1 }, 'Nothing overdue, 1 due today'],
  [
    { overdue: 1234, dueToday: 0, onTimeShare: 0, tasks: 9 },
    '1,234 overdue, nothing due today, 0 % on time over 90 days',
  ],
  [{ overdue: 0, dueToday: 0, onTimeShare: null, tasks: 0 }, 'No maintenance is planned here yet'],
])('%j', (counts, sentence) => expect(taskHeadline(counts)).toBe(sentence))

test.each([
  [
    'a Monday in Berlin',
    '2026-11-23T13:00:00Z',
    'Europe/Berlin',
    '2026-11-23T23:00:00.000Z',
    '2026-11-29T23:00:00.000Z',
  ],
  ['a Sunday', '2026-11-29T13:00:00Z', 'UTC', '2026-11-30T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  [
    'the day of 23 hours',
    '2027-03-28T00:30:00Z',
    'Europe/Berlin',
    '2027-03-28T22:00:00.000Z',
    '2027-03-28T22:00:00.000Z',
  ],
])('today and this week end, on %s', (_day, now, zone, tomorrow, nextWeek) => {
  const limits = dayLimits(new Date(now), zone)
  expect(limits.tomorrow.toISOString()).toBe(tomorrow)
  expect(limits.nextWeek.toISOString()).toBe(nextWeek)
})

test.each([
  ['Rita Okafor', 'RO'],
  ['mia', 'M'],
  ['Ana María de la Cruz', 'AC'],
  ['', '?'],
])('initials of %s', (name, initials) => expect(somebody('id', name)?.initials).toBe(initials))
