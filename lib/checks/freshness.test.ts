import { expect, test } from 'vitest'
import { effectiveVerdict } from './freshness'

const now = new Date('2026-11-23T10:00:00Z')
const earlier = new Date('2026-11-23T09:59:59Z')
const later = new Date('2026-11-23T10:00:01Z')

test.each([
  ['never ran', null, 'unknown', 'never'],
  ['fresh ok', { verdict: 'ok', staleAfter: later }, 'ok', 'fresh'],
  ['fresh fail', { verdict: 'fail', staleAfter: later }, 'fail', 'fresh'],
  ['ok that became stale', { verdict: 'ok', staleAfter: earlier }, 'unknown', 'stale'],
  ['exactly at the end of its life', { verdict: 'ok', staleAfter: now }, 'unknown', 'stale'],
  ['a stale failure is not known either', { verdict: 'fail', staleAfter: earlier }, 'unknown', 'stale'],
] as const)('%s', (_name, stored, verdict, freshness) =>
  expect(effectiveVerdict(stored, now)).toEqual({ verdict, freshness }),
)
