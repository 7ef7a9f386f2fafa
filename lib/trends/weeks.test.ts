import { describe, expect, it } from 'vitest'
import { daysOf, lastSevenDays, shiftMonday, weeksUntil } from './weeks'

const monday = new Date('2026-11-23T08:30:00Z')
const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / 3_600_000

describe('weeks of a zone', () => {
  it('end with the one that runs, which ends now', () => {
    const weeks = weeksUntil(monday, 'UTC', 3)
    expect(weeks.map(({ name, isRunning }) => [name, isRunning])).toEqual([
      ['2026-W46', false],
      ['2026-W47', false],
      ['2026-W48', true],
    ])
    expect(weeks[2]).toMatchObject({ from: new Date('2026-11-23T00:00:00Z'), to: monday })
    expect(weeks[1]?.to).toEqual(weeks[2]?.from)
  })

  it('begin at midnight of the zone: in Tokyo it is Monday already', () => {
    const sunday = new Date('2026-11-22T16:00:00Z')
    expect(weeksUntil(sunday, 'Asia/Tokyo', 1)[0]?.name).toBe('2026-W48')
    expect(weeksUntil(sunday, 'America/New_York', 1)[0]).toMatchObject({
      name: '2026-W47',
      from: new Date('2026-11-16T05:00:00Z'),
    })
  })

  it.each([
    ['Europe/Berlin', '2026-03-30', 167],
    ['Europe/Berlin', '2026-10-26', 169],
    ['America/New_York', '2026-11-02', 169],
  ])('of %s before %s has %d hours, because the clock was changed', (zone, until, length) => {
    const [week] = weeksUntil(monday, zone, 1, until)
    expect(week && hours(week)).toBe(length)
  })

  it('reach back over the turn of a year by ISO weeks', () => {
    expect(weeksUntil(new Date('2027-01-06T12:00:00Z'), 'UTC', 3).map(({ name }) => name)).toEqual([
      '2026-W52',
      '2026-W53',
      '2027-W01',
    ])
  })

  it('never show what is still to come, whatever was asked for', () => {
    expect(weeksUntil(monday, 'UTC', 1, '2031-01-01')[0]?.name).toBe('2026-W48')
    expect(weeksUntil(monday, 'UTC', 1, '2026-11-18')[0]).toMatchObject({
      name: '2026-W46',
      isRunning: false,
    })
  })

  it('are named by their Monday when one walks from one to another', () => {
    expect(shiftMonday('2026-11-23', -12)).toBe('2026-08-31')
    expect(daysOf(weeksUntil(monday, 'UTC', 2)).at(0)).toBe('2026-11-16')
    expect(daysOf(weeksUntil(monday, 'UTC', 2)).at(-1)).toBe('2026-11-29')
    expect(daysOf([])).toEqual([])
  })
})

describe('spans of seven days', () => {
  it('join without a gap, newest first, and end now', () => {
    const spans = lastSevenDays(monday, 3)
    expect(spans[0]?.to).toEqual(monday)
    expect(spans[1]?.to).toEqual(spans[0]?.from)
    expect(spans.map(hours)).toEqual([168, 168, 168])
  })
})
