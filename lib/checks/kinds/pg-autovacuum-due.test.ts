import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgAutovacuumDue } from './pg-autovacuum-due'

const now = new Date('2026-11-23T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
type Facts = Parameters<typeof pgAutovacuumDue.judge>[0]
const due = (changes: Partial<Facts['tables'][number]>): Facts['tables'][number] => ({
  name: 'public.event',
  dead: 5_000,
  vacuumLimit: 1_050,
  inserted: 0,
  insertLimit: 1_000,
  isFreezeDue: false,
  lastVacuum: hoursAgo(1),
  isRunning: false,
  ...changes,
})
const judge = (tables: Facts['tables'], changes: Partial<Facts> = {}) =>
  pgAutovacuumDue.judge(
    {
      server: exampleServer,
      isOn: true,
      isCounting: true,
      countingSince: hoursAgo(2_000),
      tables,
      dueCount: tables.length,
      ...changes,
    },
    { warnHours: 24, failHours: 168 },
    now,
  )

describe('pg.autovacuum_due', () => {
  it.each([
    ['nothing due', [], 'ok'],
    ['just due', [due({})], 'ok'],
    ['due, and last vacuumed a day ago', [due({ lastVacuum: hoursAgo(24) })], 'warn'],
    ['due, and last vacuumed a week ago', [due({ lastVacuum: hoursAgo(168) })], 'fail'],
    ['due, and never since counting began', [due({ lastVacuum: null })], 'fail'],
    ['due, and being vacuumed right now', [due({ lastVacuum: hoursAgo(500), isRunning: true })], 'ok'],
  ])('%s: %s', (_name, tables, verdict) => {
    expect(judge(tables).verdict).toBe(verdict)
  })

  it('does not take a young counter for a long wait', () => {
    expect(judge([due({ lastVacuum: null })], { countingSince: hoursAgo(3) }).verdict).toBe('ok')
  })

  it.each([
    [due({}), '5,000 dead rows, due from 1,050'],
    [due({ dead: 0, inserted: 9_000 }), '9,000 rows added, due from 1,000'],
    [due({ dead: 0, inserted: 9_000, insertLimit: null, isFreezeDue: true }), 'due for freezing'],
  ])('says why a table is due', (table, words) => {
    expect(judge([table]).resources[0]?.detail).toContain(words)
  })

  it('does not apply to a standby, and is unknown where nothing is counted', () => {
    expect(judge([], { server: { ...exampleServer, standby: true } }).verdict).toBe('not-applicable')
    expect(judge([], { isCounting: false })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('track_counts'),
    })
  })
})
