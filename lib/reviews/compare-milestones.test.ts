import { describe, expect, it, test } from 'vitest'
import { compareMilestones, comparisonSentence } from './compare-milestones'
import { freezePayload, hashPayload, readPayload } from './milestone-payload'
import { actionsCsv, questionsCsv } from './milestone-table'
import type { MilestoneQuestion } from './milestone-view'
import { samplePayload, sampleQuestion } from './testing/sample-payload'

type Change = Partial<MilestoneQuestion>
const bad: Change = { answer: { kind: 'choice', choice: 'bad' }, label: 'Bad', outcome: 'fail' }
const meagre: Change = { answer: { kind: 'choice', choice: 'meagre' }, label: 'Meagre', outcome: 'warn' }
const skipped: Change = { answer: null, label: null, outcome: null }
const unsure: Change = { answer: { kind: 'unknown' }, label: 'I don’t know', outcome: 'unknown' }
const absent: Change = {
  answer: { kind: 'not-applicable', reasonCode: 'other', reason: 'no disk', until: '2027-01-01' },
  label: 'Does not apply: no disk',
  outcome: null,
}

const changeOf = (before: Change | null, after: Change | null) =>
  compareMilestones(
    samplePayload(before ? [sampleQuestion('a', before)] : []),
    samplePayload(after ? [sampleQuestion('a', after)] : []),
  ).questions[0]?.change

test.each<[string, Change | null, Change | null, string]>([
  ['good, then bad', {}, bad, 'worse'],
  ['bad, then meagre', bad, meagre, 'better'],
  ['good, then not answered', {}, skipped, 'worse'],
  ['not answered, then unknown', skipped, unsure, 'other'],
  ['bad, then "I don’t know"', bad, unsure, 'other'],
  ['"I don’t know", then bad', unsure, bad, 'other'],
  ['"I don’t know", then meagre', unsure, meagre, 'better'],
  ['good in other words', {}, { label: 'Very good' }, 'other'],
  ['the same', {}, {}, 'same'],
  ['a new question', null, {}, 'new'],
  ['a question that is gone', bad, null, 'removed'],
  ['good, then not applicable', {}, absent, 'other'],
  ['not applicable both times', absent, { ...absent, label: 'Does not apply: still none' }, 'same'],
])('%s', (_name, before, after, change) => expect(changeOf(before, after)).toBe(change))

describe('a comparison', () => {
  const before = samplePayload([sampleQuestion('a'), sampleQuestion('b', bad), sampleQuestion('gone')], {
    findingCounts: { critical: 0, high: 7, medium: 1, low: 0, accepted: 0 },
  })
  const after = samplePayload(
    [sampleQuestion('a', bad), sampleQuestion('b', { meaning: 'other' }), sampleQuestion('c')],
    { findingCounts: { critical: 0, high: 3, medium: 1, low: 0, accepted: 2 } },
  )
  const comparison = compareMilestones(before, after)

  it('counts, and puts what got worse first', () => {
    expect(comparison.counts).toEqual({ worse: 1, better: 1, other: 0, new: 1, removed: 1, same: 0 })
    expect(comparison.questions.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'gone'])
    expect(comparison.findings[1]).toEqual({ severity: 'high', before: 7, after: 3 })
  })

  it('says where the question itself is another one', () => {
    expect(comparison.questions.map(({ isReworded }) => isReworded)).toEqual([false, true, false, false])
  })

  it('is one sentence', () => {
    expect(comparisonSentence(comparison, 'Q3 2026')).toBe(
      'orders-db: 1 answer is worse and 1 better than in Q3 2026.',
    )
    expect(comparisonSentence(compareMilestones(after, after), 'Q3')).toBe(
      'orders-db: no answer is better or worse than in Q3.',
    )
  })
})

describe('a frozen payload', () => {
  const payload = samplePayload([sampleQuestion('a', { note: 'half a pair: \ud83d' })])

  it('is one text, whatever the order of its keys, and reads back', () => {
    const turned = Object.fromEntries(Object.entries(payload).reverse()) as unknown as typeof payload
    expect(freezePayload(turned)).toEqual(freezePayload(payload))
    const { text, sha256 } = freezePayload(payload)
    expect(hashPayload(text)).toBe(sha256)
    expect(readPayload(text)).toMatchObject({ review: payload.review, questions: [{ key: 'a' }] })
  })

  it('of a later version is not guessed at', () => {
    expect(() => readPayload('{"schema":99}')).toThrow(/schema 99/)
  })
})

describe('exports', () => {
  const finding = {
    number: 12,
    title: '=cmd()',
    detail: 'x',
    remediation: 'Repair it.',
    severity: 'high' as const,
    kind: 'defect',
    state: 'open',
    owner: null,
    due: '2026-12-20T22:59:59.000Z',
    firstSeen: '2026-11-20T10:00:00.000Z',
    acceptedUntil: null,
    isNew: true,
  }
  const evidence = {
    id: 'e',
    kind: 'note' as const,
    title: 'Log',
    url: null,
    fileName: null,
    byteSize: null,
    sha256: 'abc',
    capturedAt: '2026-11-20T10:00:00.000Z',
    capturedBy: null,
  }
  const payload = samplePayload(
    [sampleQuestion('a', { evidence: [evidence] }), sampleQuestion('b', skipped)],
    {
      findings: [finding],
    },
  )

  it('list actions, harmless for a spreadsheet', () => {
    expect(actionsCsv(payload).split('\r\n')[1]).toBe(
      "F-12,orders-db,2026-Q4,'=cmd(),high,open,,2026-12-20,yes,Repair it.",
    )
  })

  it('give the day of a due date where the system is', () => {
    // The end of 30 November in New York is December elsewhere.
    const due = { ...finding, due: '2026-12-01T04:59:59.000Z' }
    const there = { ...payload, findings: [due], review: { ...payload.review, timeZone: 'America/New_York' } }
    expect(actionsCsv(there)).toContain(',2026-11-30,')
  })

  it('list questions with evidence and its hash', () => {
    const [, first, second] = questionsCsv(payload).split('\r\n')
    expect(first).toContain('Log (sha256 abc)')
    expect(second).toContain('not answered')
  })
})
