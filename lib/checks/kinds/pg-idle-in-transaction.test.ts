import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgIdleInTransaction } from './pg-idle-in-transaction'

const group = (longestSeconds: number) => ({
  role: 'shop',
  database: 'shop',
  sessions: 1,
  longestSeconds,
  applications: ['web'],
  pids: [7],
})
const judge = (seconds: number[], changes: { untracked?: number; sees?: boolean } = {}) =>
  pgIdleInTransaction.judge(
    {
      server: { ...exampleServer, seesOtherSessions: changes.sees ?? true },
      groups: seconds.map(group),
      untracked: changes.untracked ?? 0,
    },
    { warnSeconds: 300, failSeconds: 3_600 },
    new Date(),
  )

describe('pg.idle_in_transaction', () => {
  it.each([
    [[], 'ok'],
    [[299], 'ok'],
    [[300], 'warn'],
    [[3_599], 'warn'],
    [[3_600], 'fail'],
    [[3_600, 20], 'fail'],
  ])('judges sessions idle for %j s as %s', (seconds, verdict) => {
    expect(judge(seconds)).toMatchObject({ verdict, unit: 's', value: Math.max(0, ...seconds) })
  })

  it('names role and database, which stay, and not the process, which does not', () => {
    expect(judge([400]).resources.map(({ name }) => name)).toEqual(['shop@shop'])
  })

  it('is unknown with the grant when other sessions are hidden and the visible ones are fine', () => {
    expect(judge([], { sees: false })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('GRANT pg_monitor TO audit;'),
    })
    expect(judge([10], { sees: false }).verdict).toBe('unknown')
  })

  it('still fails on what it can see', () => {
    const judgement = judge([4_000], { sees: false })
    expect(judgement.verdict).toBe('fail')
    expect(judgement.reason).toContain('There may be more')
  })

  it('is unknown when sessions report no state', () => {
    expect(judge([], { untracked: 2 })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('track_activities'),
    })
  })
})
