import { describe, expect, it } from 'vitest'
import type { Schedule } from './schedule-schema'
import { nextSlot, slotAfterCompletion, slotsBetween, type Timetable } from './slots'

const timetable = (schedule: Schedule, over: Partial<Timetable> = {}): Timetable => ({
  schedule,
  timeZone: 'UTC',
  window: null,
  startsAt: new Date('2026-11-23T13:02:33Z'),
  ...over,
})

/** The first slots as "2026-11-24 02:00" of UTC. */
function firstSlots(times: Timetable, count: number): string[] {
  const found: string[] = []
  let from = times.startsAt
  while (found.length < count) {
    const slot = nextSlot(times, from)
    if (!slot) break
    found.push(slot.toISOString().slice(0, 16).replace('T', ' '))
    from = new Date(slot.getTime() + 1)
  }
  return found
}

describe('the next slots', () => {
  it.each<[string, Schedule, string[]]>([
    ['daily', { type: 'daily', at: '02:00' }, ['2026-11-24 02:00', '2026-11-25 02:00']],
    ['daily, later today', { type: 'daily', at: '13:03' }, ['2026-11-23 13:03', '2026-11-24 13:03']],
    ['weekly', { type: 'weekly', weekdays: [7], at: '02:00' }, ['2026-11-29 02:00', '2026-12-06 02:00']],
    [
      'the 31st or nothing',
      { type: 'monthly-day', day: 31, missing: 'skip', at: '02:00' },
      ['2026-12-31 02:00', '2027-01-31 02:00', '2027-03-31 02:00'],
    ],
    [
      'the 31st, else the last',
      { type: 'monthly-day', day: 31, missing: 'last', at: '02:00' },
      ['2026-11-30 02:00', '2026-12-31 02:00', '2027-01-31 02:00', '2027-02-28 02:00'],
    ],
    [
      'the fifth Monday or nothing',
      { type: 'monthly-weekday', nth: 5, weekday: 1, missing: 'skip', at: '02:00' },
      ['2026-11-30 02:00', '2027-03-29 02:00', '2027-05-31 02:00'],
    ],
    [
      'the fifth Monday, else the last',
      { type: 'monthly-weekday', nth: 5, weekday: 1, missing: 'last', at: '02:00' },
      ['2026-11-30 02:00', '2026-12-28 02:00', '2027-01-25 02:00'],
    ],
    [
      'the last day of the quarter',
      { type: 'quarterly-day', day: 'last', missing: 'skip', at: '02:00' },
      ['2026-12-31 02:00', '2027-03-31 02:00'],
    ],
    [
      'day 91 of the quarter or nothing: the first has it in leap years only',
      { type: 'quarterly-day', day: 91, missing: 'skip', at: '02:00' },
      ['2026-12-30 02:00', '2027-06-30 02:00', '2027-09-29 02:00', '2027-12-30 02:00', '2028-03-31 02:00'],
    ],
    [
      'the quarter’s second month, last Friday',
      { type: 'quarterly-weekday', month: 2, nth: 'last', weekday: 5, missing: 'skip', at: '02:00' },
      ['2026-11-27 02:00', '2027-02-26 02:00'],
    ],
    [
      'leap day or nothing',
      { type: 'yearly', month: 2, day: 29, missing: 'skip', at: '02:00' },
      ['2028-02-29 02:00', '2032-02-29 02:00'],
    ],
    [
      'leap day, else the 28th',
      { type: 'yearly', month: 2, day: 29, missing: 'last', at: '02:00' },
      ['2027-02-28 02:00', '2028-02-29 02:00'],
    ],
    [
      'every 30 days, from tomorrow on',
      { type: 'interval', every: 30, unit: 'days', at: '02:00' },
      ['2026-11-24 02:00', '2026-12-24 02:00', '2027-01-23 02:00'],
    ],
    ['cron', { type: 'cron', expression: '15 3 * * MON' }, ['2026-11-30 03:15', '2026-12-07 03:15']],
    ['cron that never fires', { type: 'cron', expression: '0 2 30 2 *' }, []],
    ['cron that is none', { type: 'cron', expression: 'soon' }, []],
  ])('%s', (_name, schedule, expected) =>
    expect(firstSlots(timetable(schedule), expected.length || 1)).toEqual(expected),
  )

  it('count months from their first day, also after shorter ones', () => {
    const times = timetable(
      { type: 'interval', every: 1, unit: 'months', at: '02:00' },
      { startsAt: new Date('2027-01-31T01:00:00Z') },
    )
    expect(firstSlots(times, 4)).toEqual([
      '2027-01-31 02:00',
      '2027-02-28 02:00',
      '2027-03-31 02:00',
      '2027-04-30 02:00',
    ])
  })

  it('leap day is found after eight years without one', () => {
    const leap = timetable(
      { type: 'yearly', month: 2, day: 29, missing: 'skip', at: '02:00' },
      { startsAt: new Date('2096-03-01T00:00:00Z') },
    )
    expect(firstSlots(leap, 1)).toEqual(['2104-02-29 02:00'])
  })

  it('lie where the low-traffic window begins', () => {
    const times = timetable(
      { type: 'daily', at: 'window' },
      { timeZone: 'Europe/Berlin', window: 'Mon-Fri 22:00-02:00; Sun 01:00-05:00' },
    )
    expect(firstSlots(times, 7)).toEqual([
      '2026-11-23 21:00',
      '2026-11-24 21:00',
      '2026-11-25 21:00',
      '2026-11-26 21:00',
      '2026-11-27 21:00',
      // Saturday has no window of its own: the time of the first one.
      '2026-11-28 21:00',
      '2026-11-29 00:00',
    ])
  })

  it('fall together when the clock jumps over both', () => {
    const times = timetable(
      { type: 'cron', expression: '0,30 2 * * *' },
      { timeZone: 'Europe/Berlin', startsAt: new Date('2027-03-27T12:00:00Z') },
    )
    expect(firstSlots(times, 3)).toEqual(['2027-03-28 01:00', '2027-03-29 00:00', '2027-03-29 00:30'])
  })

  it('come once when the clock shows them twice', () => {
    const times = timetable(
      { type: 'cron', expression: '*/30 * * * *' },
      { timeZone: 'Europe/Berlin', startsAt: new Date('2027-10-30T23:00:00Z') },
    )
    expect(firstSlots(times, 6)).toEqual([
      '2027-10-30 23:00',
      '2027-10-30 23:30',
      '2027-10-31 00:00',
      '2027-10-31 00:30',
      // 02:00 and 02:30 of winter time are not asked a second time.
      '2027-10-31 02:00',
      '2027-10-31 02:30',
    ])
  })
})

describe('slots between two instants', () => {
  const daily = timetable({ type: 'daily', at: '02:00' })
  it('hold the first instant and not the last', () => {
    const slots = slotsBetween(daily, new Date('2026-11-24T02:00:00Z'), new Date('2026-11-26T02:00:00Z'))
    expect(slots.map((slot) => slot.toISOString().slice(0, 10))).toEqual(['2026-11-24', '2026-11-25'])
  })
  it('are none before the start and none in no time', () => {
    expect(slotsBetween(daily, new Date(0), daily.startsAt)).toEqual([])
    expect(slotsBetween(daily, new Date('2026-12-02'), new Date('2026-12-01'))).toEqual([])
  })
})

describe('after completion', () => {
  it.each([
    [{ every: 30, unit: 'days' }, '2026-11-23T23:30:00Z', '2026-12-24 02:00'],
    [{ every: 1, unit: 'months' }, '2027-01-31T09:00:00Z', '2027-02-28 02:00'],
    [{ every: 1, unit: 'weeks' }, '2027-03-22T09:00:00Z', '2027-03-29 02:00'],
  ] as const)('%j after %s', (interval, done, expected) => {
    const times = timetable({ type: 'interval', ...interval, at: '03:00' }, { timeZone: 'Europe/Berlin' })
    const slot = slotAfterCompletion(times, new Date(done))
    // 03:00 in Berlin is 02:00 UTC in winter, 01:00 in summer.
    const utc = slot?.toISOString().slice(0, 16).replace('T', ' ')
    expect(utc).toBe(expected.startsWith('2027-03') ? expected.replace('02:00', '01:00') : expected)
  })

  it('nothing follows without an interval', () =>
    expect(slotAfterCompletion(timetable({ type: 'daily', at: '02:00' }), new Date())).toBeNull())
})
