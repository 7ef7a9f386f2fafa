import { describe, expect, it } from 'vitest'
import { timeTicks } from './time-ticks'

const hour = 3_600_000
const to = Date.UTC(2026, 10, 23, 12)

describe('time ticks', () => {
  const labels = (days: number, zone: string, end = to) =>
    timeTicks(end - days * 24 * hour, end, zone).map((tick) => tick.label)

  it('marks every six hours of a day in the zone of the reader', () => {
    expect(labels(1, 'UTC')).toEqual(['12:00', '18:00', '00:00', '06:00', '12:00'])
    expect(labels(1, 'Asia/Kolkata')).toEqual(['18:00', '00:00', '06:00', '12:00'])
  })

  it('marks midnights, Mondays, firsts and fifteenths', () => {
    expect(labels(7, 'Europe/Berlin')).toHaveLength(7)
    expect(labels(30, 'Europe/Berlin')).toEqual(['26 Oct', '2 Nov', '9 Nov', '16 Nov', '23 Nov'])
    expect(labels(90, 'Europe/Berlin')).toEqual(['1 Sept', '15 Sept', '1 Oct', '15 Oct', '1 Nov', '15 Nov'])
  })

  it('marks months, quarters and years of longer pictures, the year where it begins', () => {
    expect(labels(365, 'Europe/Berlin')).toEqual(['2026', 'Mar', 'May', 'Jul', 'Sept', 'Nov'])
    expect(labels(730, 'UTC')).toEqual(['2025', 'Apr', 'Jul', 'Oct', '2026', 'Apr', 'Jul', 'Oct'])
    expect(labels(4000, 'UTC').length).toBeLessThanOrEqual(8)
  })

  it('marks minutes of a picture that was zoomed', () => {
    expect(timeTicks(to - hour, to, 'UTC').map((tick) => tick.label)).toEqual([
      '11:00',
      '11:15',
      '11:30',
      '11:45',
      '12:00',
    ])
  })

  it('begins the day at the jump where clocks skip midnight, and right on both sides of the date line', () => {
    const starts = (zone: string, from: string, to: string) =>
      timeTicks(Date.parse(from), Date.parse(to), zone).map((tick) => new Date(tick.at).toISOString())
    // Cairo goes from 00:00 to 01:00 on 24 April 2026.
    expect(starts('Africa/Cairo', '2026-04-22T12:00:00Z', '2026-04-25T12:00:00Z')).toEqual([
      '2026-04-22T22:00:00.000Z',
      '2026-04-23T22:00:00.000Z',
      '2026-04-24T21:00:00.000Z',
    ])
    // Auckland leaves summer time on 5 April 2026.
    expect(starts('Pacific/Auckland', '2026-04-03T12:00:00Z', '2026-04-06T12:00:00Z')).toEqual([
      '2026-04-04T11:00:00.000Z',
      '2026-04-05T12:00:00.000Z',
      '2026-04-06T12:00:00.000Z',
    ])
  })

  it('stays on midnight over the end of summer time', () => {
    const ticks = timeTicks(Date.UTC(2026, 9, 23), Date.UTC(2026, 9, 28), 'Europe/Berlin')
    expect(ticks.map((tick) => new Date(tick.at).toISOString().slice(0, 16))).toEqual([
      '2026-10-23T22:00',
      '2026-10-24T22:00',
      '2026-10-25T23:00',
      '2026-10-26T23:00',
      '2026-10-27T23:00',
    ])
  })
})
