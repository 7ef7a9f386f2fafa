import { describe, expect, test } from 'vitest'
import { reviewsSentence } from './list-sentence'
import type { ReviewTotals } from './list-store'
import { countsSentence } from './list-view'
import { overviewSentence } from './overview-sentence'
import { recordSentence } from './record-sentence'
import { samplePayload, sampleQuestion } from './testing/sample-payload'
import type { ReviewHead } from './view'

const totals = (change: Partial<ReviewTotals>): ReviewTotals => ({
  systems: 18,
  overdue: 0,
  dueSoon: 0,
  running: 0,
  toSign: 0,
  finished: 0,
  finishedThisQuarter: 7,
  leaderless: 0,
  ...change,
})

describe('the list', () => {
  test.each([
    [{ systems: 0 }, 'No systems yet, so nothing to review.'],
    [{}, 'Nothing is due; 7 of 18 systems reviewed in Q4 2026.'],
    [{ dueSoon: 3 }, '3 due within 30 days; 7 of 18 systems reviewed in Q4 2026.'],
    [
      { overdue: 2, running: 3, toSign: 1, dueSoon: 9 },
      '1 review waits for a signature, 2 systems are overdue for review, 2 reviews are under way; 7 of 18 systems reviewed in Q4 2026.',
    ],
    [{ systems: 1, finishedThisQuarter: 1 }, 'Nothing is due; 1 of 1 system reviewed in Q4 2026.'],
  ])('%j', (change, sentence) => expect(reviewsSentence(totals(change), 'Q4 2026')).toBe(sentence))

  test.each([
    [{ high: 3 }, { high: 7 }, '3 high, was 7'],
    [{ high: 3 }, { critical: 1 }, '0 critical, was 1'],
    [{ low: 2 }, null, '2 low'],
    [{ accepted: 4 }, {}, 'nothing open'],
  ])('%j after %j', (now, before, sentence) => {
    const counts = (some: object) => ({ critical: 0, high: 0, medium: 0, low: 0, accepted: 0, ...some })
    expect(countsSentence(counts(now), before && counts(before))).toBe(sentence)
  })
})

describe('a review under way', () => {
  const head: ReviewHead = {
    id: 'r',
    systemId: 's',
    systemName: 'orders-db',
    quarter: '2026-Q4',
    quarterName: 'Q4 2026',
    state: 'in-review',
    lead: { id: 'p', name: 'Mara' },
    plannedFor: '2026-11-20T09:00:00Z',
    preparedAt: '2026-11-13T09:00:00Z',
    total: 24,
    answered: 7,
    minutesLeft: 9,
    mayWork: true,
    mayAnswer: true,
    closedSentence: null,
    now: '2026-11-20T09:00:00Z',
  }
  test.each<[Partial<ReviewHead>, number, string]>([
    [{ state: 'planned' }, 0, 'orders-db, Q4 2026: planned; its data are gathered seven days before.'],
    [{ state: 'preparing', preparedAt: null }, 0, 'orders-db, Q4 2026: gathering what the data show.'],
    [
      { state: 'preparing' },
      14,
      'orders-db, Q4 2026: ready to begin, 14 of 24 answers known, about 9 min left.',
    ],
    [{}, 3, 'orders-db, Q4 2026: 7 of 24 answered, 3 to confirm, about 9 min left.'],
    [{}, 0, 'orders-db, Q4 2026: 7 of 24 answered, about 9 min left.'],
    [{ state: 'sign-off' }, 0, 'orders-db, Q4 2026: 7 of 24 answered, waiting for a signature.'],
    [{ state: 'cancelled' }, 0, 'orders-db, Q4 2026: cancelled with 7 of 24 answered.'],
  ])('%j', (change, toConfirm, sentence) => {
    expect(overviewSentence({ head: { ...head, ...change }, suggested: 14, toConfirm })).toBe(sentence)
  })
})

test('a record', () => {
  const bad = { outcome: 'fail' as const, label: 'Bad' }
  const open = { answer: null, outcome: null, label: null }
  const unsure = { answer: { kind: 'unknown' as const }, outcome: 'unknown' as const, label: 'I don’t know' }
  const questions = [
    sampleQuestion('a'),
    sampleQuestion('b', bad),
    sampleQuestion('c', open),
    sampleQuestion('d', unsure),
  ]
  expect(recordSentence(samplePayload(questions))).toBe(
    'orders-db, Q4 2026: 1 of 4 passing, 1 failing, 1 unknown, 1 not answered; no finding opened.',
  )
})
