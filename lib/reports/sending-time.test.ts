import { describe, expect, it } from 'vitest'
import { nextSendingTime, sayTime, sendingTime } from './sending-time'
import { type SendingTime, usualTime } from './weekly-time'

const monday6 = (zone: string): SendingTime => ({ ...usualTime, zone })
/** Week 47 of 2026, ended on Monday 23 November 00:00 in the zone, built four minutes later. */
const report = (periodTo: string, zone: string, builtAt?: string) => ({
  periodTo: new Date(periodTo),
  zone,
  builtAt: builtAt ? new Date(builtAt) : new Date(new Date(periodTo).getTime() + 4 * 60_000),
})
const utc = report('2026-11-23T00:00:00Z', 'UTC')

describe('when a report is sent', () => {
  it.each([
    ['UTC', '2026-11-23T06:00:00.000Z'],
    ['Europe/Berlin', '2026-11-23T05:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-23T14:00:00.000Z'],
    ['Pacific/Honolulu', '2026-11-23T16:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-23T00:30:00.000Z'],
  ])('is Monday 06:00 in %s', (zone, at) => {
    expect(sendingTime(monday6(zone), utc).toISOString()).toBe(at)
  })

  it.each(['Pacific/Auckland', 'Pacific/Kiritimati', 'Asia/Tokyo'])(
    'is as soon as it is built where Monday 06:00 is over before the week has ended for the report: %s',
    (zone) => expect(sendingTime(monday6(zone), utc)).toEqual(utc.builtAt),
  )

  it('follows the date of the week, whatever the zone of the report', () => {
    const auckland = report('2026-11-22T11:00:00Z', 'Pacific/Auckland')
    expect(sendingTime(monday6('Pacific/Auckland'), auckland).toISOString()).toBe('2026-11-22T17:00:00.000Z')
    expect(sendingTime(monday6('America/New_York'), auckland).toISOString()).toBe('2026-11-23T11:00:00.000Z')
    const angeles = report('2026-11-23T08:00:00Z', 'America/Los_Angeles')
    expect(sendingTime(monday6('America/Los_Angeles'), angeles).toISOString()).toBe(
      '2026-11-23T14:00:00.000Z',
    )
  })

  it.each([
    [
      'in spring the clock jumps over 02:30: the first moment after it',
      '2026-03-29',
      7,
      150,
      '2026-03-29T01:00:00.000Z',
    ],
    ['in autumn 02:30 comes twice: the first of them', '2026-10-25', 7, 150, '2026-10-25T00:30:00.000Z'],
    ['the Monday after the spring change', '2026-03-30', 1, 360, '2026-03-30T04:00:00.000Z'],
    ['the Monday after the autumn change', '2026-10-26', 1, 360, '2026-10-26T05:00:00.000Z'],
  ])('%s', (_name, date, weekday, minuteOfDay, at) => {
    // The Monday that ends the reported week: of the same week as the date.
    const day = new Date(`${date}T00:00:00Z`)
    const monday = new Date(day.getTime() - (weekday - 1) * 86_400_000)
    const berlin = { ...usualTime, weekday, minuteOfDay, zone: 'Europe/Berlin' }
    expect(sendingTime(berlin, report(monday.toISOString(), 'UTC')).toISOString()).toBe(at)
  })

  it('is late when the report was built late, and at once when somebody wants it so', () => {
    const late = report('2026-11-23T00:00:00Z', 'UTC', '2026-11-25T09:00:00Z')
    expect(sendingTime(monday6('UTC'), late).toISOString()).toBe('2026-11-25T09:00:00.000Z')
    expect(sendingTime({ ...monday6('UTC'), timing: 'when-built' }, utc)).toEqual(utc.builtAt)
    expect(sendingTime({ ...monday6('UTC'), weekday: 5, minuteOfDay: 1439 }, late).toISOString()).toBe(
      '2026-11-27T23:59:00.000Z',
    )
  })
})

describe('the next time', () => {
  it.each([
    ['2026-11-23T05:59:00Z', '2026-11-23T06:00:00.000Z'],
    ['2026-11-23T06:00:00Z', '2026-11-30T06:00:00.000Z'],
    ['2026-11-25T12:00:00Z', '2026-11-30T06:00:00.000Z'],
    ['2026-11-29T23:59:00Z', '2026-11-30T06:00:00.000Z'],
  ])('after %s', (now, next) => {
    expect(nextSendingTime(monday6('UTC'), new Date(now)).toISOString()).toBe(next)
  })
})

describe('in words', () => {
  it('names day, time and zone', () => {
    expect(sayTime(monday6('Europe/Berlin'))).toBe('Mondays at 06:00 (Europe/Berlin)')
    expect(sayTime({ ...monday6('UTC'), timing: 'when-built' })).toBe('as soon as it is built')
  })
})
