import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { pgStatsAge } from './pg-stats-age'

const now = new Date('2026-11-23T12:00:00Z')
const daysAgo = (days: number | null) => (days === null ? null : new Date(now.getTime() - days * 86_400_000))
const judge = (counting: number | null, created: number | null, isCounting = true) =>
  pgStatsAge.judge(
    { server: exampleServer, isCounting, countingSince: daysAgo(counting), clusterCreated: daysAgo(created) },
    { minDays: 7, freshMinutes: 60 },
    now,
  )

describe('pg.stats_age', () => {
  it.each([
    ['old counters of an old server', 30, 900, 'ok'],
    ['exactly seven days', 7, 900, 'ok'],
    ['counters of two days on an old server', 2, 900, 'warn'],
    ['counters as old as the server', 2, 2.01, 'ok'],
    ['counters half a day younger than the server', 2, 2.5, 'warn'],
    ['a server that hides its age', 2, null, 'warn'],
    ['a server that does not say since when', null, 900, 'unknown'],
  ])('%s: %s', (_name, counting, created, verdict) => {
    expect(judge(counting, created).verdict).toBe(verdict)
  })

  it('is unknown where nothing is counted', () => {
    expect(judge(30, 900, false)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('track_counts'),
    })
  })

  it('says for how long "never" is not to be believed', () => {
    expect(judge(2, 900).reason).toContain('for another 5 d')
  })
})
