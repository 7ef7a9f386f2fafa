import { describe, expect, test } from 'vitest'
import type { ChangeLine } from './explain-change'
import {
  cappedText,
  changeSentence,
  findingNames,
  fleetHeadline,
  nextSentence,
  points,
  scoreHeadline,
  signed,
} from './sentences'
import type { FleetScore, SystemScoreView } from './view'

test.each([
  [89.999, '89'],
  [90, '90'],
  [100, '100'],
  [0, '0'],
  [59.99999999999, '59'],
])('%s is written %s: a whole number never promises more than there is', (value, text) => {
  expect(points(value)).toBe(text)
})

test.each([
  [4.24, '+4.2'],
  [-0.52, '−0.5'],
  [0.04, '0'],
  [-0.04, '0'],
  [12, '+12'],
])('%s is the difference %s', (value, text) => {
  expect(signed(value)).toBe(text)
})

test('findings are named, not counted', () => {
  expect([[12], [12, 3], [1, 2, 3, 4]].map(findingNames)).toEqual([
    'F-12',
    'F-12 and F-3',
    'F-1, F-2 and 2 more',
  ])
})

const score = (over: Partial<SystemScoreView> = {}): SystemScoreView => ({
  at: '2026-11-23T12:00:00.000Z',
  isAsked: true,
  posture: 87,
  cappedPosture: 87,
  coverage: 91.4,
  health: 95,
  grade: 'B',
  caps: [],
  checklists: [],
  parts: [
    {
      key: 'a',
      question: 'A?',
      checklist: 'q',
      severity: 'high',
      standing: 'pass',
      weight: 5,
      points: 87,
      possible: 100,
    },
  ],
  exclusions: [],
  exclusionEffect: 0,
  next: null,
  trend: [],
  marks: [],
  days: [],
  comparison: null,
  ...over,
})
const cap = { finding: 12, at: 59, reason: 'open-critical' as const, title: 'x' }

describe('the headline of a system', () => {
  test.each<[Partial<SystemScoreView>, string]>([
    [{}, 'orders is graded B: 87 of 100 points, 91 % known'],
    [
      { cappedPosture: 59, grade: 'F', caps: [cap, { ...cap, finding: 3, at: 79 }] },
      'orders is graded F: 59 of 100 points (87 → 59, capped by F-12), 91 % known',
    ],
    [{ grade: '?', coverage: 41.9 }, 'orders has no grade: 41 % of what counts is known, a grade needs 60 %'],
    [{ isAsked: false, parts: [], grade: '?' }, 'No checklist asks anything of orders yet'],
    [{ parts: [], grade: '?' }, 'Nothing that is asked applies to orders'],
  ])('%#', (over, headline) => {
    expect(scoreHeadline('orders', score(over))).toBe(headline)
  })

  test('names every finding of the lowest cap, and only those', () => {
    const caps = [cap, { ...cap, finding: 14 }, { ...cap, finding: 3, at: 79 }]
    expect(cappedText({ posture: 87.9, cappedPosture: 59, caps })).toBe('87 → 59, capped by F-12 and F-14')
  })
})

test('the way to the next grade', () => {
  const answer = { key: 'a', question: 'A?', gain: 3 }
  expect(nextSentence({ grade: 'B', answers: [answer, answer, answer], caps: [] }, 'C')).toBe(
    '3 answers away from B',
  )
  expect(nextSentence({ grade: 'F', answers: [answer, answer], caps: [] }, '?')).toBe(
    '2 answers away from a grade',
  )
  expect(nextSentence({ grade: 'C', answers: [answer], caps: [cap] }, 'D')).toBe(
    '1 answer and closing F-12 away from C',
  )
  expect(nextSentence({ grade: 'D', answers: [], caps: [cap] }, 'F')).toBe('Closing F-12 away from D')
})

describe('the headline of the fleet', () => {
  const fleet = (over: Partial<FleetScore>) =>
    fleetHeadline({
      systems: 10,
      unasked: 2,
      day: '2026-11-23',
      counts: { A: 3, B: 2, C: 1, D: 0, F: 1, '?': 1 },
      ...over,
    } as FleetScore)
  test.each<[Partial<FleetScore>, string]>([
    [{}, '5 of 8 systems at A or B, 1 at D or F, 1 without a grade'],
    [{ counts: { A: 8, B: 0, C: 0, D: 0, F: 0, '?': 0 } }, '8 of 8 systems at A or B'],
    [{ systems: 0, unasked: 0, day: null }, 'No systems yet'],
    [{ day: null }, 'No score was kept yet'],
    [
      { unasked: 10, counts: { A: 0, B: 0, C: 0, D: 0, F: 0, '?': 0 } },
      'No checklist asks anything of any system yet',
    ],
  ])('%#', (over, headline) => {
    expect(fleet(over)).toBe(headline)
  })
})

test.each<[Partial<ChangeLine>, string]>([
  [{ cause: 'outcome', from: 'pass', to: 'fail' }, 'passing → failing'],
  [{ cause: 'stale', from: 'warn', to: 'stale' }, 'a warning → stale'],
  [{ cause: 'checklist', from: 'absent', to: 'never' }, 'not asked → never answered'],
  [{ cause: 'checklist', from: 'pass', to: 'stale' }, 'passing → stale: it asks something else now'],
  [{ cause: 'checklist', from: 'fail', to: 'fail' }, 'weighs otherwise; failing'],
  [{ cause: 'exclusion', from: 'fail', to: 'excluded' }, 'failing → not applicable'],
  [{ cause: 'finding', key: null, posture: -3 }, 'caps what was there'],
  [{ cause: 'finding', key: null, posture: 3 }, 'no longer caps'],
  [{ cause: 'exclusion', key: null, posture: 20 }, 'the risk was accepted'],
  [{ cause: 'exclusion', key: null, posture: -20 }, 'an acceptance ended'],
])('a change reads %j', (line, sentence) => {
  const whole = {
    key: 'a',
    findings: [],
    from: null,
    to: null,
    posture: 0,
    coverage: 0,
    ...line,
  } as ChangeLine
  expect(changeSentence(whole)).toBe(sentence)
})
