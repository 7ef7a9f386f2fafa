import { describe, expect, it } from 'vitest'
import { formatMeasure } from './measure'
import {
  formatAge,
  formatDay,
  formatDuration,
  formatExact,
  formatLongDay,
  formatMoment,
  formatNear,
} from './moment'

const now = new Date('2026-11-23T13:02:33Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

describe('moments', () => {
  it('are written in the zone of the reader', () => {
    expect(formatMoment(now, 'Europe/Berlin', now)).toBe('Mon 23 Nov 14:02')
    expect(formatMoment(now, 'America/New_York', now)).toBe('Mon 23 Nov 08:02')
    expect(formatExact(now, 'Europe/Berlin')).toContain('14:02:33')
    expect(formatLongDay(now, 'Europe/Berlin')).toBe('Monday 23 November 2026')
  })

  it('carry their year when it is another one', () => {
    expect(formatDay(new Date('2025-11-23T12:00:00Z'), 'UTC', now)).toBe('Sun 23 Nov 2025')
  })

  it.each([
    [2, 'just now'],
    [30, '30 s ago'],
    [150, '2 min ago'],
    [9000, '2 h 30 min ago'],
    [93_600, '26 h ago'],
    [259_200, '3 d ago'],
    [-21_600, 'in 6 h'],
  ])('%i s ago reads %s', (seconds, text) => {
    expect(formatAge(ago(seconds), now)).toBe(text)
  })

  it('become dates after a week', () => {
    expect(formatNear(ago(8 * 86_400), 'UTC', now)).toBe('Sun 15 Nov')
    expect(formatNear(ago(6 * 86_400), 'UTC', now)).toBe('6 d ago')
  })

  it('have lengths', () => {
    expect(formatDuration(0.4)).toBe('0 s')
    expect(formatDuration(3600)).toBe('1 h')
  })
})

describe('measures', () => {
  it.each([
    [76, '%', '76 %'],
    [7.25, '%', '7.3 %'],
    [24, 'days', '24 d'],
    [38, 'ms', '38 ms'],
    [12_400, 'ms', '12.4 s'],
    [1_234_567_890, 'bytes', '1.2 GB'],
    [512, 'bytes', '512 B'],
    [-2_500_000, 'bytes/day', '−2.5 MB/d'],
    [3_100_000, 'count', '3.1 M'],
    [200, 'code', '200'],
    [300, 's', '5 min'],
    [1.5e9, 'transactions', '1.5 G tx'],
    [42, null, '42'],
  ] as const)('%d %s reads %s', (value, unit, text) => {
    expect(formatMeasure(value, unit)).toBe(text)
  })
})
