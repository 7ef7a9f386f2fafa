import { describe, expect, it } from 'vitest'
import type { ComparisonSummary } from './comparison'
import { comparisonHeadline, type GuidedFacts, guidedHeadline, lookHeadline } from './guided-headline'
import type { AreaResult } from './guided-view'

const area = (over: Partial<AreaResult>): AreaResult => ({
  ...{ area: 'files', isChosen: true, equal: 0, differs: 0, missing: 0, extra: 0, unknown: 0 },
  ...{ accepted: 0, open: 0, ...over },
})
const summary = (...areas: AreaResult[]): ComparisonSummary => ({
  areas,
  differences: areas.reduce((sum, each) => sum + each.differs + each.missing + each.extra + each.unknown, 0),
  open: areas.reduce((sum, each) => sum + each.open, 0),
  ...{ firstOpen: [], covers: [], warnings: [], sha256: '' },
})

describe('what a comparison says first', () => {
  it.each([
    [[area({})], 'Nothing was found to compare'],
    [[area({ equal: 1 })], 'The one thing that was compared is equal'],
    [[area({ equal: 1_415 }), area({ equal: 12 })], 'All 1,427 things that were compared are equal'],
    [[area({ equal: 1_412, missing: 3, open: 3 })], '3 things are missing; nobody accepted them'],
    [[area({ equal: 9, differs: 1, open: 1 })], 'One thing differs; nobody accepted it'],
    [
      [area({ missing: 2, open: 1, accepted: 1 }), area({ differs: 1, open: 1 })],
      '2 things are missing, one thing differs; nobody accepted 2 of them',
    ],
    [
      [area({ extra: 1, unknown: 2, open: 3 })],
      'One thing is there that was not, 2 things could not be compared; nobody accepted them',
    ],
    [[area({ equal: 7, extra: 2, accepted: 2 })], '2 things differ and may; the other 7 are equal'],
    [[area({ equal: 0, extra: 1, accepted: 1 })], 'One thing differs and may; nothing else was compared'],
  ])('of %j: %s', (areas, sentence) => {
    expect(comparisonHeadline(summary(...areas))).toBe(sentence)
  })
})

it.each([
  [null, 'Not compared yet'],
  [{ state: 'running', fault: null }, 'Not compared yet'],
  [{ state: 'cancelled', fault: null }, 'Cancelled before its end'],
  [{ state: 'failed', fault: 'The disk is full.' }, 'It came to no end: The disk is full.'],
  [{ state: 'failed', fault: null }, 'It came to no end: its log may say why.'],
] as const)('a look that has no result says why: %j', (job, sentence) => {
  expect(lookHeadline(null, job)).toBe(sentence)
})

describe('what a guided verification says first', () => {
  const at = new Date('2026-11-20T10:00:00Z')
  const facts: GuidedFacts = {
    ...{ title: 'PG 15 to 18', state: 'planned', beforeAt: null, migratedAt: null, comparison: null },
    ...{ signedAt: null, signedBy: null, recheck: null, rechecksLeft: 4 },
  }
  const lost = summary(area({ equal: 5, missing: 1, open: 1 }))
  const fine = summary(area({ equal: 5 }))
  it.each<[Partial<GuidedFacts>, string]>([
    [{}, 'PG 15 to 18: take the snapshot before anything moves'],
    [
      { state: 'before-taken', beforeAt: at },
      'PG 15 to 18: the snapshot before is of Fri 20 Nov; move, then say so',
    ],
    [{ state: 'before-taken', migratedAt: at }, 'PG 15 to 18: moved Fri 20 Nov; take the snapshot after'],
    [{ state: 'after-taken', migratedAt: at }, 'PG 15 to 18: both sides are on record, and not compared yet'],
    [{ state: 'compared', migratedAt: at }, 'PG 15 to 18: both sides are on record, and not compared yet'],
    [
      { state: 'compared', migratedAt: at, comparison: lost },
      'PG 15 to 18: one thing is missing; nobody accepted it',
    ],
    [
      { state: 'signed', comparison: fine, signedAt: at, signedBy: 'Mia' },
      'PG 15 to 18: signed Fri 20 Nov by Mia; all 5 things that were compared are equal; 4 weekly looks are left',
    ],
    [
      { state: 'signed', comparison: fine, recheck: lost, signedAt: at, rechecksLeft: 0 },
      'PG 15 to 18: signed Fri 20 Nov by somebody who left; the newest weekly look: one thing is missing; nobody accepted it; no weekly look is left',
    ],
    [{ state: 'cancelled' }, 'PG 15 to 18: given up'],
  ])('%j: %s', (over, sentence) => {
    expect(guidedHeadline({ ...facts, ...over }, 'UTC', new Date('2026-11-23T12:00:00Z'))).toBe(sentence)
  })
})
