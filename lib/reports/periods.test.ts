import { describe, expect, it } from 'vitest'
import { lastEndedWeek, periodOfDays, weekBefore, weekNamed, weekOf } from './periods'

const hour = 3_600_000
const hoursOf = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / hour
const at = (text: string) => new Date(text)

describe('weeks', () => {
  it.each([
    ['UTC', '2026-11-18T10:00:00Z', '2026-W47', '2026-11-16T00:00:00.000Z', 168],
    ['Europe/Berlin', '2026-11-18T10:00:00Z', '2026-W47', '2026-11-15T23:00:00.000Z', 168],
    ['America/Los_Angeles', '2026-11-18T10:00:00Z', '2026-W47', '2026-11-16T08:00:00.000Z', 168],
    ['Asia/Kolkata', '2026-11-18T10:00:00Z', '2026-W47', '2026-11-15T18:30:00.000Z', 168],
    ['Pacific/Kiritimati', '2026-11-15T10:00:00Z', '2026-W47', '2026-11-15T10:00:00.000Z', 168],
    ['Pacific/Pago_Pago', '2026-11-16T10:59:59Z', '2026-W46', '2026-11-09T11:00:00.000Z', 168],
    // The clock goes back: the week has an hour more.
    ['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-W43', '2026-10-18T22:00:00.000Z', 169],
    ['America/New_York', '2026-10-28T12:00:00Z', '2026-W44', '2026-10-26T04:00:00.000Z', 169],
    // It goes forward: an hour less.
    ['Europe/Berlin', '2026-03-27T12:00:00Z', '2026-W13', '2026-03-22T23:00:00.000Z', 167],
    ['America/New_York', '2026-03-04T12:00:00Z', '2026-W10', '2026-03-02T05:00:00.000Z', 167],
    // Half an hour, and a clock that is changed in the south.
    ['Australia/Lord_Howe', '2026-10-02T12:00:00Z', '2026-W40', '2026-09-27T13:30:00.000Z', 167.5],
    // Sunday begins at one o'clock where midnight is jumped over; Monday is as always.
    ['America/Santiago', '2026-09-05T12:00:00Z', '2026-W36', '2026-08-31T04:00:00.000Z', 167],
    // ISO years: the last days of December may belong to the first week, the first of January to the last.
    ['UTC', '2025-12-29T00:00:00Z', '2026-W01', '2025-12-29T00:00:00.000Z', 168],
    ['UTC', '2027-01-01T00:00:00Z', '2026-W53', '2026-12-28T00:00:00.000Z', 168],
  ])('%s at %s is %s', (zone, moment, name, from, hours) => {
    const week = weekOf(at(moment), zone)
    expect({ name: week.name, from: week.from.toISOString(), hours: hoursOf(week) }).toEqual({
      name,
      from,
      hours,
    })
    expect(weekNamed(name, zone)).toEqual(week)
  })

  it.each([
    'UTC',
    'Europe/Berlin',
    'America/Los_Angeles',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/Santiago',
  ])('follow each other in %s without a gap for two years', (zone) => {
    let week = weekOf(at('2027-12-31T12:00:00Z'), zone)
    for (let count = 0; count < 105; count += 1) {
      const before = weekBefore(week, zone)
      expect(before.to).toEqual(week.from)
      expect(weekOf(new Date(before.to.getTime() - 1), zone)).toEqual(before)
      week = before
    }
  })

  it('ends when Monday begins, not a moment before', () => {
    expect(lastEndedWeek(at('2026-11-22T22:59:59.999Z'), 'Europe/Berlin').name).toBe('2026-W46')
    expect(lastEndedWeek(at('2026-11-22T23:00:00Z'), 'Europe/Berlin').name).toBe('2026-W47')
  })

  it.each(['2026-W54', '2025-W53', '2026-W00', '2026-47', 'W47', '', '2026-W1'])('%j is no week', (name) => {
    expect(weekNamed(name, 'UTC')).toBeNull()
  })
})

describe('periods of whole days', () => {
  it('include the last day, also where the clock is changed in it', () => {
    const period = periodOfDays('2026-10-25', '2026-10-25', 'Europe/Berlin')
    expect(period && hoursOf(period)).toBe(25)
    expect(period?.days).toBe(1)
  })

  it.each([
    ['2026-11-22', '2026-11-21'],
    ['2026-02-30', '2026-03-01'],
    ['never', '2026-03-01'],
  ])('%s to %s is none', (first, last) => {
    expect(periodOfDays(first, last, 'UTC')).toBeNull()
  })

  it('are none where a zone skipped the only day of them', () => {
    expect(periodOfDays('2011-12-30', '2011-12-30', 'Pacific/Apia')).toBeNull()
    expect(periodOfDays('2011-12-29', '2011-12-31', 'Pacific/Apia')).not.toBeNull()
  })
})
