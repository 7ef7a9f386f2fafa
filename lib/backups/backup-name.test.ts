import { describe, expect, it } from 'vitest'
import { timeInFileName } from '@/lib/probes/file-name'
import {
  backupName,
  backupsByAge,
  backupTime,
  expiredBackups,
  isBackupDue,
  isUnfinished,
  unfinishedName,
} from './backup-name'

const at = (text: string) => new Date(text)
const named = (text: string) => backupName(at(text))

describe('backupName', () => {
  it('carries the second in UTC, in a way that the check of backup age reads', () => {
    const name = named('2026-11-23T02:00:07.900Z')
    expect(name).toBe('wheeltapper-2026-11-23T02-00-07Z.tar')
    expect(backupTime(name)).toEqual(at('2026-11-23T02:00:07Z'))
    expect(timeInFileName(name, 'Europe/Berlin')?.start).toEqual(at('2026-11-23T02:00:07Z'))
  })

  it.each([
    'notes.txt',
    'wheeltapper-2026-11-23.tar',
    '.wheeltapper-2026-11-23T02-00-07Z.tar.partial',
    'wheeltapper-2026-99-23T02-00-07Z.tar',
  ])('takes %s for something else', (name) => expect(backupTime(name)).toBe(null))
})

describe('unfinishedName', () => {
  it('is hidden, never taken for a backup, and never the same twice', () => {
    const name = named('2026-11-23T02:00:07Z')
    expect(unfinishedName(name)).not.toBe(unfinishedName(name))
    expect(isUnfinished(unfinishedName(name))).toBe(true)
    expect(backupTime(unfinishedName(name))).toBe(null)
    expect(isUnfinished(name)).toBe(false)
  })
})

describe('isBackupDue', () => {
  it.each([
    ['nothing there', [], '2026-11-23T12:00:00Z', true],
    ['made this night', ['2026-11-23T02:00:10Z'], '2026-11-23T12:00:00Z', false],
    [
      'made yesterday, this night not over 02:00 yet',
      ['2026-11-22T02:00:10Z'],
      '2026-11-23T01:59:59Z',
      false,
    ],
    ['made yesterday, 02:00 reached', ['2026-11-22T02:00:10Z'], '2026-11-23T02:00:00Z', true],
    ['made by hand yesterday at noon', ['2026-11-22T12:00:00Z'], '2026-11-23T03:00:00Z', true],
    ['off for a week', ['2026-11-16T02:00:00Z'], '2026-11-23T01:00:00Z', true],
  ])('%s', (_, made, now, due) => {
    expect(isBackupDue(made.map(named), at(now))).toBe(due)
  })
})

describe('expiredBackups', () => {
  it('keeps the newest and touches no other file', () => {
    const names = ['2026-11-20', '2026-11-23', '2026-11-21', '2026-11-22'].map((day) =>
      named(`${day}T02:00:00Z`),
    )
    expect(expiredBackups([...names, 'other.tar'], 2)).toEqual([
      named('2026-11-21T02:00:00Z'),
      named('2026-11-20T02:00:00Z'),
    ])
    expect(expiredBackups(names, 7)).toEqual([])
    expect(backupsByAge(names)[0]).toBe(named('2026-11-23T02:00:00Z'))
  })
})
