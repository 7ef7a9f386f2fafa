import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgNeverVacuumed } from './pg-never-vacuumed'

const now = new Date('2026-11-23T12:00:00Z')
const judge = (count: number, days: number | null, changes = {}) =>
  pgNeverVacuumed.judge(
    {
      server: exampleServer,
      isCounting: true,
      countingSince: days === null ? null : new Date(now.getTime() - days * 86_400_000),
      tables: Array.from({ length: count }, (_unused, index) => ({
        name: `public.t${index}`,
        dead: 0,
        inserted: 5_000,
        enabled: index > 0,
      })),
      tableCount: count,
      ...changes,
    },
    { minDays: 7 },
    now,
  )

describe('pg.never_vacuumed', () => {
  it.each([
    ['no candidate, old counters', 0, 100, 'ok'],
    ['no candidate, a database of today', 0, 0, 'ok'],
    ['a candidate, counters of six days', 1, 6, 'unknown'],
    ['a candidate, counters of unknown age', 1, null, 'unknown'],
    ['a candidate, counters of seven days', 1, 7, 'warn'],
    ['five candidates', 5, 30, 'warn'],
  ])('%s: %s', (_name, count, days, verdict) => {
    expect(judge(count, days).verdict).toBe(verdict)
  })

  it('says what is missing while the baseline is too young', () => {
    expect(judge(1, 2).reason).toMatch(/too young.*public\.t0.*VACUUM \(ANALYZE\)/)
  })

  it('names the table for which autovacuum is off', () => {
    expect(judge(2, 9).resources[0]?.detail).toContain('autovacuum is off for it')
  })

  it('does not apply to a standby', () => {
    expect(judge(0, 9, { server: { ...exampleServer, standby: true } }).verdict).toBe('not-applicable')
  })
})
