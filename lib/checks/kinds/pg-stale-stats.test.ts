import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgStaleStats } from './pg-stale-stats'

const now = new Date('2026-11-23T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
type Table = Parameters<typeof pgStaleStats.judge>[0]['tables'][number]
const table = (changed: number, lastAnalyze: Date | null, changes: Partial<Table> = {}): Table => ({
  name: 'public.event',
  kind: 'table',
  changed,
  reltuples: 10_000,
  rows: 10_000,
  lastAnalyze,
  ...changes,
})
const judge = (tables: Table[], countingDays = 100, changes = {}) =>
  pgStaleStats.judge(
    { server: exampleServer, isCounting: true, countingSince: daysAgo(countingDays), tables, ...changes },
    { warnPercent: 20, failPercent: 100, minDays: 7, minRows: 1_000 },
    now,
  )

describe('pg.stale_stats', () => {
  it.each<[string, Table, number, string]>([
    ['20 % changed, analysed yesterday', table(2_000, daysAgo(1)), 100, 'ok'],
    ['20 % changed, analysed a week ago', table(2_000, daysAgo(7)), 100, 'warn'],
    ['19 % changed, analysed a month ago', table(1_900, daysAgo(30)), 100, 'ok'],
    ['all changed, analysed two hours ago', table(10_000, daysAgo(2 / 24)), 100, 'fail'],
    ['all changed by a load of this minute', table(10_000, daysAgo(0.001)), 100, 'ok'],
    ['never analysed at all', table(0, null, { reltuples: -1 }), 0, 'warn'],
    ['no ANALYZE in a hundred days, 20 % changed', table(2_000, null), 100, 'warn'],
    ['no ANALYZE in a hundred days, all changed', table(12_000, null), 100, 'fail'],
    ["no ANALYZE since yesterday's crash, 20 % changed", table(2_000, null), 1, 'unknown'],
    ["no ANALYZE since yesterday's crash, little changed", table(200, null), 1, 'ok'],
    ["no ANALYZE since yesterday's crash, all changed", table(10_000, null), 1, 'fail'],
    ['partitioned, never analysed', table(0, null, { kind: 'partitioned', reltuples: -1 }), 0, 'warn'],
    ['partitioned, no ANALYZE in a hundred days', table(0, null, { kind: 'partitioned' }), 100, 'warn'],
    ["partitioned, no ANALYZE since yesterday's crash", table(0, null, { kind: 'partitioned' }), 1, 'ok'],
  ])('%s', (_name, facts, countingDays, verdict) => {
    expect(judge([facts], countingDays).verdict).toBe(verdict)
  })

  it('is ok at once where no table is large enough', () => {
    expect(judge([], 0).verdict).toBe('ok')
  })

  it('puts the worst table first and names it', () => {
    const judgement = judge([table(2_000, daysAgo(9)), table(50_000, daysAgo(9), { name: 'public.worse' })])
    expect(judgement).toMatchObject({ verdict: 'fail', value: 2 })
    expect(judgement.resources[0]?.name).toBe('public.worse')
    expect(judgement.reason).toContain('public.worse')
  })

  it('does not apply to a standby, and is unknown where nothing is counted', () => {
    expect(judge([], 9, { server: { ...exampleServer, standby: true } }).verdict).toBe('not-applicable')
    expect(judge([], 9, { isCounting: false }).verdict).toBe('unknown')
  })
})
