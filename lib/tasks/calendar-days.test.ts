import { describe, expect, it } from 'vitest'
import { calendarMonth, calendarWeek } from './calendar-days'
import { matrixOf } from './record-matrix'
import { scheduleNotes } from './schedule-notes'
import type { Schedule } from './schedule-schema'
import { yearDays, yearSpan } from './year-days'

describe('a month', () => {
  it.each([
    ['2026-11', 'UTC', 6, '2026-10-26', '2026-12-06', [44, 49]],
    ['2027-02', 'UTC', 4, '2027-02-01', '2027-02-28', [5, 8]],
    ['2027-01', 'UTC', 5, '2026-12-28', '2027-01-31', [53, 4]],
  ])('%s in %s has %i whole weeks', (month, zone, count, first, last, [from, to]) => {
    const { weeks } = calendarMonth(month, zone)
    expect(weeks).toHaveLength(count)
    expect(weeks.every(({ days }) => days.length === 7)).toBe(true)
    expect(weeks[0]?.days[0]?.date).toBe(first)
    expect(weeks.at(-1)?.days.at(-1)?.date).toBe(last)
    expect([weeks[0]?.number, weeks.at(-1)?.number]).toEqual([from, to])
  })

  it('spans the instants of its zone, over the change of the clock', () => {
    const { from, to } = calendarMonth('2027-03', 'Europe/Berlin')
    expect(from.toISOString()).toBe('2027-02-28T23:00:00.000Z')
    expect(to.toISOString()).toBe('2027-04-04T22:00:00.000Z')
  })

  it('a week is that of its day', () => {
    expect(calendarWeek('2027-01-01', 'UTC')).toMatchObject({
      number: 53,
      first: '2026-12-28',
      previous: '2026-12-21',
      next: '2027-01-04',
    })
  })
})

describe('a year', () => {
  it('spans its zone, and says nothing of days without work', () => {
    expect(yearSpan(2026, 'Pacific/Kiritimati').from.toISOString()).toBe('2025-12-31T10:00:00.000Z')
    const days = yearDays(2028, [{ date: '2028-02-29', due: 4, onTime: 3 }])
    expect(days).toHaveLength(366)
    expect(days[59]).toEqual({ date: '2028-02-29', due: 4, onTime: 3, share: 75 })
    expect(days[0]?.share).toBeNull()
  })
})

it('a matrix has a column for each task that any system has, daily first', () => {
  const cell = (systemId: string, key: string, tier: 'daily' | 'monthly') => ({
    systemId,
    system: systemId,
    criticality: 'high',
    taskId: key,
    key,
    title: key,
    tier,
    lastDoneAt: key === 'b' ? new Date('2026-11-20T13:00:00Z') : null,
    onTimeShare: null,
    status: 'due' as const,
  })
  const { columns, rows } = matrixOf(
    [cell('one', 'a', 'monthly'), cell('one', 'b', 'daily'), cell('two', 'c', 'daily')],
    new Date('2026-11-23T12:59:00Z'),
  )
  expect(columns.map(({ key }) => key)).toEqual(['b', 'c', 'a'])
  expect(rows.map(({ cells }) => cells.map((each) => each?.ageDays))).toEqual([
    [2, undefined, null],
    [undefined, null, undefined],
  ])
})

describe('notes to a schedule', () => {
  const startsAt = new Date('2026-11-23T13:00:00Z')
  it.each<[string, Schedule, string, RegExp[]]>([
    ['an ordinary one', { type: 'daily', at: '12:00' }, 'Europe/Berlin', []],
    [
      'one in the gap',
      { type: 'daily', at: '02:30' },
      'Europe/Berlin',
      [/2027-03-28 there is no 02:30.*03:00 instead/],
    ],
    ['where no clock changes', { type: 'daily', at: '02:30' }, 'Asia/Kolkata', []],
    [
      'day 31, left out',
      { type: 'monthly-day', day: 31, missing: 'skip', at: '12:00' },
      'UTC',
      [/no day 31: nothing is due/],
    ],
    [
      'day 31, moved',
      { type: 'monthly-day', day: 31, missing: 'last', at: '12:00' },
      'UTC',
      [/no day 31: the last one/],
    ],
    [
      'a fifth Friday',
      { type: 'monthly-weekday', nth: 5, weekday: 5, missing: 'skip', at: '12:00' },
      'UTC',
      [/no fifth one: nothing/],
    ],
    ['day 92', { type: 'quarterly-day', day: 92, missing: 'last', at: '12:00' }, 'UTC', [/no day 92/]],
    [
      'leap day',
      { type: 'yearly', month: 2, day: 29, missing: 'skip', at: '12:00' },
      'UTC',
      [/29 February comes every four years: nothing/],
    ],
  ])('%s', (_what, schedule, timeZone, notes) => {
    expect(scheduleNotes({ schedule, timeZone, window: null, startsAt })).toEqual(
      notes.map((note) => expect.stringMatching(note)),
    )
  })
})
