import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { neighbours, type RangeQuery, rangeAddress, rangeFields, trendWindow } from './trend-range'

const now = new Date('2026-11-23T12:00:00Z')
const query = (over: Partial<RangeQuery> = {}): RangeQuery => ({
  range: '24h',
  from: null,
  to: null,
  compare: 'on',
  ...over,
})
const at = (over: Partial<RangeQuery>, zone = 'UTC') => trendWindow(query(over), now, zone)

describe('the times that an address asks for', () => {
  it.each([
    ['nothing: a day', {}, '2026-11-22T12:00', '2026-11-23T12:00'],
    ['two years', { range: '2y' }, '2024-11-23T12:00', '2026-11-23T12:00'],
    [
      'a range with an end',
      { range: '7d', to: '2026-11-01T00:00:00Z' },
      '2026-10-25T00:00',
      '2026-11-01T00:00',
    ],
    ['days, both whole', { from: '2026-11-02', to: '2026-11-03' }, '2026-11-02T00:00', '2026-11-04T00:00'],
    [
      'an end in the future',
      { from: '2026-11-02', to: '2027-11-03' },
      '2026-11-02T00:00',
      '2026-11-23T12:00',
    ],
    [
      'the wrong way round: the range',
      { from: '2026-11-09', to: '2026-11-03' },
      '2026-11-03T00:00',
      '2026-11-04T00:00',
    ],
    [
      'a moment: ten minutes',
      { from: '2026-11-09T10:00:00Z', to: '2026-11-09T10:00:01Z' },
      '2026-11-09T09:50',
      '2026-11-09T10:00',
    ],
  ] as const)('%s', (_name, over, from, to) => {
    const window = at(over)
    expect([window.from.slice(0, 16), window.to.slice(0, 16)]).toEqual([from, to])
  })

  it('reaches back five years at most', () => {
    const { from, to } = at({ from: '1999-01-01' })
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(5 * 366)
  })

  it('takes days of the reader: also 23 and 25 hours of them', () => {
    const long = trendWindow(query({ from: '2026-10-25', to: '2026-10-25' }), now, 'Europe/Berlin')
    expect([long.from, long.to]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
    const short = trendWindow(query({ from: '2026-03-29', to: '2026-03-29' }), now, 'Europe/Berlin')
    expect(Date.parse(short.to) - Date.parse(short.from)).toBe(23 * 3_600_000)
  })

  it('says it in words', () => {
    expect(at({}).words).toBe('24 hours')
    expect(at({ range: '1y' }).beforeWords).toBe('the year before')
    expect(at({ from: '2026-11-02', to: '2026-11-08' }).words).toBe('Mon 2 Nov to Sun 8 Nov')
    expect(at({ range: '24h', to: '2026-11-08T10:00:00Z' }).words).toBe('Sat 7 Nov 10:00 to Sun 8 Nov 10:00')
  })

  it('ignores what is no time', () => {
    const fields = z.object(rangeFields)
    expect(fields.parse({ range: '3d', from: 'yesterday', to: '2026-13-45', compare: 'x' })).toEqual({
      range: '24h',
      from: null,
      to: null,
      compare: 'on',
    })
    expect(fields.parse({ from: ['2026-11-02T10:00:00Z', 'x'] }).from).toBe('2026-11-02T10:00:00Z')
  })
})

describe('the time before and after', () => {
  const steps = (over: Partial<RangeQuery>) => neighbours(at(over), now)

  it('goes back by its own length, and has no future', () => {
    expect(steps({})).toEqual({
      previous: { range: '24h', from: null, to: '2026-11-22T12:00:00Z' },
      next: null,
    })
  })

  it('comes back to the present without a date in the address', () => {
    expect(steps({ range: '7d', to: '2026-11-16T12:00:00Z' }).next).toEqual({
      range: '7d',
      from: null,
      to: null,
    })
    expect(steps({ range: '7d', to: '2026-11-20T12:00:00Z' }).next).toEqual({
      range: '7d',
      from: null,
      to: null,
    })
  })

  it('keeps the length that was chosen', () => {
    expect(steps({ from: '2026-11-02', to: '2026-11-03' })).toEqual({
      previous: { range: null, from: '2026-10-31T00:00:00Z', to: '2026-11-02T00:00:00Z' },
      next: { range: null, from: '2026-11-04T00:00:00Z', to: '2026-11-06T00:00:00Z' },
    })
  })
})

describe('the address of a time', () => {
  it('leaves out what is usual', () => {
    expect(rangeAddress(query())).toEqual({ range: null, from: null, to: null, compare: null })
    expect(rangeAddress(query({ range: '1y', compare: 'off' }))).toEqual({
      range: '1y',
      from: null,
      to: null,
      compare: 'off',
    })
    expect(rangeAddress(query({ range: '1y', from: '2026-11-02' })).range).toBeNull()
  })
})
