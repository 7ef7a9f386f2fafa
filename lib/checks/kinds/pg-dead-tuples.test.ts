import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgDeadTuples } from './pg-dead-tuples'

const now = new Date('2026-11-23T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
type Facts = Parameters<typeof pgDeadTuples.judge>[0]
const judge = (tables: [live: number, dead: number][], changes: Partial<Facts> = {}) =>
  pgDeadTuples.judge(
    {
      server: exampleServer,
      isCounting: true,
      countingSince: daysAgo(100),
      tables: tables.map(([live, dead]) => ({ name: 'public.event', live, dead, lastVacuum: null })),
      uncounted: [],
      uncountedCount: 0,
      ...changes,
    },
    { warnPercent: 10, failPercent: 40, minDeadRows: 10_000, minDays: 7 },
    now,
  )

describe('pg.dead_tuples', () => {
  it.each<[string, [number, number][], string, number]>([
    ['no table above the floor', [], 'ok', 0],
    ['9 % dead', [[91_000, 9_000]], 'ok', 9],
    ['10 % dead', [[90_000, 10_000]], 'warn', 10],
    ['40 % dead', [[60_000, 40_000]], 'fail', 40],
    ['all dead', [[0, 40_000]], 'fail', 100],
  ])('%s', (_name, tables, verdict, value) => {
    expect(judge(tables)).toMatchObject({ verdict, value, unit: '%' })
  })

  it('is unknown while the counters are empty for large tables and too young to be believed', () => {
    const blind = { uncounted: ['public.big'], uncountedCount: 1 }
    expect(judge([], { ...blind, countingSince: daysAgo(2) })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('too young'),
    })
    expect(judge([], { ...blind, countingSince: null }).verdict).toBe('unknown')
    expect(judge([], { ...blind, countingSince: daysAgo(8) }).verdict).toBe('ok')
  })

  it('fails on what is certain although the counters are young', () => {
    expect(
      judge([[0, 40_000]], { countingSince: daysAgo(1), uncounted: ['public.big'], uncountedCount: 1 })
        .verdict,
    ).toBe('fail')
  })

  it('says ok at once where no large table exists, however young the counters', () => {
    expect(judge([], { countingSince: now }).verdict).toBe('ok')
  })

  it('does not apply to a standby, and is unknown where nothing is counted', () => {
    expect(judge([], { server: { ...exampleServer, standby: true } }).verdict).toBe('not-applicable')
    expect(judge([], { isCounting: false }).verdict).toBe('unknown')
  })
})
