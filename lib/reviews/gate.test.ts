import { describe, expect, it, test } from 'vitest'
import { findingsToOpen, type GateQuestion, gateLines } from './gate'
import { emptyContent } from './merge-answers'

const now = new Date('2026-11-23T10:00:00Z')
const question = (change: Partial<GateQuestion> & { severity?: 'critical' | 'high' } = {}): GateQuestion => ({
  ...emptyContent,
  position: 7,
  control: {
    key: 'backup.restore-tested',
    question: 'When was it restored?',
    severity: change.severity ?? 'high',
    evidencePolicy: 'optional',
  },
  isReproof: false,
  outcome: null,
  isFromData: false,
  isSeenByCheck: false,
  ...change,
})
const passed = { answer: { kind: 'boolean' as const, value: true }, outcome: 'pass' as const }
const failed = { answer: { kind: 'boolean' as const, value: false }, outcome: 'fail' as const }
const planned = { findingOwnerId: 'p', findingDue: '2026-12-23T22:59:59.000Z' }
const required = { ...question().control, evidencePolicy: 'required' as const }

test.each<[string, Partial<GateQuestion> & { severity?: 'critical' | 'high' }, string[]]>([
  ['an open question that is not critical', {}, []],
  ['an open critical question', { severity: 'critical' }, ['unanswered']],
  [
    'a critical question that does not apply',
    {
      severity: 'critical',
      answer: { kind: 'not-applicable', reasonCode: 'other', reason: 'no disk', until: '2027-01-01' },
    },
    [],
  ],
  [
    'a critical question that nobody can answer',
    { severity: 'critical', answer: { kind: 'unknown' }, outcome: 'unknown', ...planned },
    [],
  ],
  ['a pass', passed, []],
  ['a pass that needs evidence', { ...passed, control: required }, ['evidence']],
  ['the same with evidence', { ...passed, control: required, evidenceIds: ['e'] }, []],
  ['the same confirmed from data', { ...passed, control: required, isFromData: true }, []],
  ['a pass to be shown again', { ...passed, isReproof: true }, ['reproof']],
  ['the same with evidence', { ...passed, isReproof: true, evidenceIds: ['e'] }, []],
  ['a failure to be shown again needs no proof', { ...failed, ...planned, isReproof: true }, []],
  ['a failure without owner and date', failed, ['owner', 'due']],
  ['a failure with both', { ...failed, ...planned }, []],
  ['a failure due yesterday', { ...failed, ...planned, findingDue: '2026-11-22T22:59:59.000Z' }, ['due']],
  ['a failure that a check reports too', { ...failed, isSeenByCheck: true }, []],
])('%s', (_name, change, whats) => {
  expect(gateLines([question(change)], now).map(({ what }) => what)).toEqual(whats)
})

describe('findings', () => {
  it('are opened for failures and gaps, each with its severity', () => {
    const opened = findingsToOpen([
      question({ ...failed, severity: 'critical' }),
      question({ ...failed, isSeenByCheck: true }),
      question({ ...failed, outcome: 'warn' }),
      question({ answer: { kind: 'unknown' }, outcome: 'unknown' }),
      question(passed),
      question(),
    ])
    expect(opened.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['defect', 'critical'],
      ['knowledge-gap', 'high'],
    ])
  })

  it('are named by their question', () => {
    expect(gateLines([question(failed)], now)[0]?.sentence).toBe(
      'Question 7 opens a finding that nobody answers for yet.',
    )
  })
})
