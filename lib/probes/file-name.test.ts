import { describe, expect, it } from 'vitest'
import { isUnfinishedName, matchesPattern, timeInFileName } from './file-name'

describe('matchesPattern', () => {
  it.each([
    ['db.dump', '*', true],
    ['db.dump', '*.dump', true],
    ['db.dump', 'db.????', true],
    ['db.dump', 'db.???', false],
    ['db.dump', 'db', false],
    ['', '*', true],
    ['', '?', false],
    ['a-2026.tar.gz', 'a-*.tar.*', true],
    ['a-2026.tar.gz.part', 'a-*.tar.gz', false],
    ['ab.dump.dump', '*.dump', true],
    ['[x]', '[x]', true],
    ['x', '[x]', false],
  ])('%s against %s is %s', (name, pattern, expected) => {
    expect(matchesPattern(name, pattern)).toBe(expected)
  })

  it('answers a hostile pattern at once', () => {
    const started = performance.now()
    expect(matchesPattern('a'.repeat(255), `${'*a'.repeat(100)}b`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(100)
  })
})

describe('isUnfinishedName', () => {
  it.each(['db.dump.part', 'db.tmp', 'x.INCOMPLETE', '.db.dump.Ab3dE9', 'db.filepart', 'db~'])(
    '%s is unfinished',
    (name) => expect(isUnfinishedName(name)).toBe(true),
  )
  it.each(['db.dump', 'party.dump', 'template.sql.gz', '2026-11-23'])('%s is finished', (name) =>
    expect(isUnfinishedName(name)).toBe(false),
  )
})

describe('timeInFileName', () => {
  it.each([
    ['db-2026-11-23T02-30-05Z.dump', '2026-11-23T02:30:05.000Z'],
    ['db_20261123_0230.tar.gz', '2026-11-23T02:30:00.000Z'],
    ['20261123-023005.sql', '2026-11-23T02:30:05.000Z'],
    ['20261123T023005Z', '2026-11-23T02:30:05.000Z'],
    ['wheeltapper-2026-11-23T02-30-05.123Z', '2026-11-23T02:30:05.000Z'],
    ['db-2026-11-23.dump', '2026-11-23T00:00:00.000Z'],
    ['db.2026.11.23.dump', '2026-11-23T00:00:00.000Z'],
    ['v20260101-of-20261123.gz', '2026-11-23T00:00:00.000Z'],
    ['2026-11-23T02:30:00+02:00.dump', '2026-11-23T00:30:00.000Z'],
  ])('%s tells %s', (name, expected) => {
    expect(timeInFileName(name, 'UTC')?.start.toISOString()).toBe(expected)
  })

  it.each([
    'db.dump',
    'db-20261340.dump',
    'db-2026-02-31.dump',
    '120261123.dump',
    'id-1763860000123',
    'db-19991231',
  ])('%s tells nothing', (name) => {
    expect(timeInFileName(name, 'UTC')).toBeNull()
  })

  it('covers the whole day, minute or second that it tells', () => {
    expect(timeInFileName('2026-11-23', 'UTC')?.end.toISOString()).toBe('2026-11-24T00:00:00.000Z')
    expect(timeInFileName('20261123_0230', 'UTC')?.end.toISOString()).toBe('2026-11-23T02:31:00.000Z')
  })

  it.each([
    ['20261123_0230', 'Europe/Berlin', '2026-11-23T01:30:00.000Z'],
    ['20260723_0230', 'Europe/Berlin', '2026-07-23T00:30:00.000Z'],
    ['20261123_0230', 'America/New_York', '2026-11-23T07:30:00.000Z'],
    // The clocks go back on 25 October: one hour later than the day before.
    ['20261025_0430', 'Europe/Berlin', '2026-10-25T03:30:00.000Z'],
    // A zone in the name wins.
    ['20261123T023000Z', 'Europe/Berlin', '2026-11-23T02:30:00.000Z'],
  ])('%s in %s is %s', (name, zone, expected) => {
    expect(timeInFileName(name, zone)?.start.toISOString()).toBe(expected)
  })
})
