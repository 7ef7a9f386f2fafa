import { describe, expect, it } from 'vitest'
import { proofHeadline, proofLead } from './proof-headline'

const now = new Date('2026-11-23T12:00:00Z')
const when = { zone: 'UTC', now }
const restore = (daysAgo: number) => ({
  startedAt: new Date(now.getTime() - daysAgo * 86_400_000),
  level: 'queried',
  durationSeconds: 660,
})
const facts = { system: 'orders-db', proven: null, restores: 0, allowedDays: 35 }

describe('the headline of the proofs', () => {
  it.each([
    [
      { proven: restore(9), restores: 1 },
      'Last proven restore Sat 14 Nov, level queried, 11 min; 35 days allowed',
    ],
    [
      { proven: restore(35), restores: 1 },
      'Last proven restore Mon 19 Oct, level queried, 11 min; 35 days allowed',
    ],
    [
      { proven: restore(101), restores: 3 },
      'Last proven restore Fri 14 Aug, level queried, 11 min, 101 d ago; 35 days allowed',
    ],
    [{}, 'No restore of orders-db is on record; 35 days allowed'],
    [
      { restores: 2 },
      'No restore of orders-db is proven: 2 attempts on record, none looked at the data and passed',
    ],
  ])('%o', (over, sentence) => {
    expect(proofHeadline({ ...facts, ...over }, when)).toBe(sentence)
  })

  it.each([
    [{ migrations: 0, unverified: 0, missing: 0 }, 'No migration is on record. 7 fired.'],
    [{ migrations: 1, unverified: 0, missing: 0 }, '1 migration, all verified. 7 fired.'],
    [
      { migrations: 3, unverified: 1, missing: 4 },
      '1 of 3 migrations not verified, 4 things missing. 7 fired.',
    ],
  ])('goes on with %o', (over, sentence) => {
    expect(proofLead({ ...over, alerts: '7 fired' })).toBe(sentence)
  })
})
