import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { instantOfLocal, localDay, parseDay, startOfDay } from './local-time'

const instant = (local: string, zone: string) =>
  instantOfLocal(Temporal.PlainDateTime.from(local), zone).toISOString()

describe('a local time', () => {
  it.each([
    ['an ordinary night in Berlin', 'Europe/Berlin', '2027-01-15T02:30', '2027-01-15T01:30:00.000Z'],
    [
      'in Berlin’s gap: the first instant after',
      'Europe/Berlin',
      '2027-03-28T02:30',
      '2027-03-28T01:00:00.000Z',
    ],
    ['at the gap’s first minute', 'Europe/Berlin', '2027-03-28T02:00', '2027-03-28T01:00:00.000Z'],
    ['right after the gap', 'Europe/Berlin', '2027-03-28T03:00', '2027-03-28T01:00:00.000Z'],
    ['twice in Berlin: the first', 'Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
    ['in New York’s gap', 'America/New_York', '2027-03-14T02:01', '2027-03-14T07:00:00.000Z'],
    ['twice in New York', 'America/New_York', '2027-11-07T01:30', '2027-11-07T05:30:00.000Z'],
    ['in a gap at midnight (Santiago)', 'America/Santiago', '2027-09-05T00:00', '2027-09-05T04:00:00.000Z'],
    [
      'in half an hour’s gap (Lord Howe)',
      'Australia/Lord_Howe',
      '2027-10-03T02:15',
      '2027-10-02T15:30:00.000Z',
    ],
    ['twice for half an hour', 'Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45:00.000Z'],
    [
      'without changes, with minutes (Kolkata)',
      'Asia/Kolkata',
      '2027-03-28T02:30',
      '2027-03-27T21:00:00.000Z',
    ],
    ['on a day that Apia never had', 'Pacific/Apia', '2011-12-30T02:30', '2011-12-30T10:00:00.000Z'],
    [
      'east of the date line (Kiritimati)',
      'Pacific/Kiritimati',
      '2027-06-01T02:00',
      '2027-05-31T12:00:00.000Z',
    ],
  ])('%s', (_what, zone, local, expected) => expect(instant(local, zone)).toBe(expected))

  it('belongs to the day of its zone', () => {
    const at = new Date('2027-06-01T11:00:00Z')
    expect(localDay(at, 'Pacific/Kiritimati').toString()).toBe('2027-06-02')
    expect(localDay(at, 'Pacific/Honolulu').toString()).toBe('2027-06-01')
    expect(startOfDay(localDay(at, 'America/Santiago'), 'America/Santiago').toISOString()).toBe(
      '2027-06-01T04:00:00.000Z',
    )
  })

  it.each([
    ['2028-02-29', '2028-02-29'],
    ['2027-02-29', undefined],
    ['2027-02-30', undefined],
    ['tomorrow', undefined],
  ])('%s is the day %s', (text, expected) => expect(parseDay(text)?.toString()).toBe(expected))
})
