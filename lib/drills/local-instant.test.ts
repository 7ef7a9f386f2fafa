import { describe, expect, it } from 'vitest'
import { instantOfText, textOfInstant } from './local-instant'

describe('a moment as somebody types it', () => {
  it.each([
    ['2026-11-14T03:30', 'Europe/Berlin', '2026-11-14T02:30:00.000Z'],
    ['2026-11-14 03:30', 'Europe/Berlin', '2026-11-14T02:30:00.000Z'],
    ['2026-11-14T03:30:15', 'UTC', '2026-11-14T03:30:15.000Z'],
    ['2026-11-14T03:30:00Z', 'Europe/Berlin', '2026-11-14T03:30:00.000Z'],
    ['2026-11-14T03:30+05:00', 'Europe/Berlin', '2026-11-13T22:30:00.000Z'],
    // The clock jumps from 02:00 to 03:00 that night.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(instantOfText(text, zone)?.toISOString()).toBe(expected)
  })

  it.each([
    '',
    'yesterday',
    '2026-11-14',
    '2026-02-30T03:30',
    '2026-11-14T25:00',
    '14.11.2026 03:30',
    '0000-01-01T00:00',
    '0026-11-14T03:30Z',
  ])('is not %j', (text) => {
    expect(instantOfText(text, 'UTC')).toBeNull()
  })

  it('reads back as it was typed', () => {
    const at = new Date('2026-11-14T02:30:40.123Z')
    expect(textOfInstant(at, 'Europe/Berlin')).toBe('2026-11-14T03:30')
    expect(instantOfText(textOfInstant(at, 'Europe/Berlin'), 'Europe/Berlin')).toEqual(
      new Date('2026-11-14T02:30:00Z'),
    )
  })
})
