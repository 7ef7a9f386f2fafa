import { describe, expect, it } from 'vitest'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { judgeDrill } from './judge-drill'
import { drillForm } from './schema'

const now = new Date('2026-11-23T12:00:00Z')
const form = (over: Record<string, string> = {}) =>
  parseInput(drillForm, {
    backupTargetId: '',
    backupName: 'orders-2026-11-14.dump',
    level: 'queried',
    result: 'pass',
    backupTakenAt: '2026-11-14T02:00',
    startedAt: '2026-11-14T03:30',
    durationMinutes: '11',
    dataLossMinutes: '',
    what1: 'orders',
    expected1: '128,044',
    found1: '128 044',
    furtherCounts: '',
    note: '',
    ...over,
  })
const judge = (over: Record<string, string> = {}) => judgeDrill(form(over), { zone: 'Europe/Berlin', now })
const fieldsOf = (work: () => unknown): Record<string, string> => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return { ...error.fields }
    throw error
  }
  return {}
}

describe('the record of a restore', () => {
  it('has its moments in the zone of who wrote it, and its times in seconds', () => {
    expect(judge()).toEqual({
      backupTargetId: null,
      backupName: 'orders-2026-11-14.dump',
      level: 'queried',
      result: 'pass',
      backupTakenAt: new Date('2026-11-14T01:00:00Z'),
      startedAt: new Date('2026-11-14T02:30:00Z'),
      durationSeconds: 660,
      dataLossSeconds: 5_400,
      counts: [{ what: 'orders', expected: 128_044, found: 128_044 }],
      note: '',
    })
  })

  it('takes the data loss that was measured, and none where nothing is known', () => {
    expect(judge({ dataLossMinutes: '0.5' }).dataLossSeconds).toBe(30)
    expect(judge({ backupTakenAt: '' }).dataLossSeconds).toBeNull()
  })

  it('reads further counts line by line', () => {
    expect(judge({ furtherCounts: 'lines, 12, 12\n\nstock;7;\n' }).counts.slice(1)).toEqual([
      { what: 'lines', expected: 12, found: 12 },
      { what: 'stock', expected: 7, found: null },
    ])
  })

  it.each([
    [{ startedAt: '2026-11-24T03:30' }, 'startedAt'],
    [{ startedAt: 'yesterday' }, 'startedAt'],
    [{ startedAt: '2026-11-23T12:55', backupTakenAt: '' }, 'durationMinutes'], // 11:55 UTC, 11 min
    [{ backupTakenAt: '2026-11-14T03:31' }, 'backupTakenAt'],
    [{ found1: '128043' }, 'result'],
    [{ furtherCounts: 'lines, 12, 11' }, 'result'],
    [{ what1: '', expected1: '', found1: '' }, 'what1'],
    [{ what1: '' }, 'what1'],
    [{ expected1: '', found1: '' }, 'found1'],
    [{ found1: '' }, 'what1'],
    [{ furtherCounts: 'lines, many, 12' }, 'furtherCounts'],
    [{ furtherCounts: 'lines, 1, 2, 3' }, 'furtherCounts'],
    [{ furtherCounts: 'lines, 1.5, 2' }, 'furtherCounts'],
  ])('is refused with %o, at %s', (over, field) => {
    expect(Object.keys(fieldsOf(() => judge(over)))).toEqual([field])
  })

  it('names the line that cannot be read', () => {
    expect(fieldsOf(() => judge({ furtherCounts: 'lines, 12, 12\nstock 7' })).furtherCounts).toContain(
      'Line 2',
    )
  })

  it('may lack rows when it did not pass, and counts when it was not queried', () => {
    expect(judge({ found1: '1', result: 'partial' }).result).toBe('partial')
    expect(judge({ what1: '', expected1: '', found1: '', level: 'restored' }).counts).toEqual([])
    expect(
      judge({ what1: '', expected1: '', found1: '', note: 'checksums of all files agree' }).note,
    ).not.toBe('')
  })

  it.each([
    [{ durationMinutes: '' }, 'durationMinutes'],
    [{ durationMinutes: '-1' }, 'durationMinutes'],
    [{ expected1: 'many' }, 'expected1'],
    [{ level: 'tried' }, 'level'],
    [{ result: '' }, 'result'],
    [{ backupName: ' ' }, 'backupName'],
    [{ backupTargetId: 'x' }, 'backupTargetId'],
    [{ startedAt: '' }, 'startedAt'],
  ])('has a form that refuses %o, at %s', (over, field) => {
    expect(Object.keys(fieldsOf(() => form(over)))).toEqual([field])
  })
})
