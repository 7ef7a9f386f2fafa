import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgLargestTables } from './pg-largest-tables'

const table = (name: string, bytes: number) => ({ name, bytes, rows: bytes / 100 })
const judge = (
  tables: ReturnType<typeof table>[],
  { tableBytes = 0, total = tables.length, locked = 0 } = {},
) =>
  pgLargestTables.judge(
    { server: exampleServer, tables, total, locked },
    { tableBytes, warnPercent: 80 },
    new Date('2026-11-23T10:00:00Z'),
  )

describe('pg.largest_tables', () => {
  it.each([
    ['far below the end', [table('public.a', 48e9)], {}, 'ok'],
    ['80 % of what PostgreSQL can hold', [table('public.a', 28.2e12)], {}, 'warn'],
    ['beyond it', [table('public.a', 35.2e12)], {}, 'fail'],
    ['below a size of its own', [table('public.a', 79)], { tableBytes: 100 }, 'ok'],
    ['80 % of it', [table('public.b', 3), table('public.a', 80)], { tableBytes: 100 }, 'warn'],
    ['all of it', [table('public.a', 100)], { tableBytes: 100 }, 'fail'],
    ['no table', [], {}, 'not-applicable'],
    ['only locked ones', [], { total: 2, locked: 2 }, 'unknown'],
  ] as const)('%s', (_name, tables, terms, verdict) => {
    expect(judge([...tables], terms).verdict).toBe(verdict)
  })

  it('writes a series for each, and says what it could not measure', () => {
    const judged = judge([table('public.a', 2e9), table('sales.b', 1e9)], { total: 5, locked: 1 })
    expect(judged.samples).toEqual([
      { key: 'public.a', value: 2e9, unit: 'bytes' },
      { key: 'sales.b', value: 1e9, unit: 'bytes' },
    ])
    expect(judged.reason).toBe(
      'The largest of 5 tables is public.a with 2 GB; it may have 35 TB. 1 table could not be measured: somebody holds a lock on it.',
    )
  })
})
