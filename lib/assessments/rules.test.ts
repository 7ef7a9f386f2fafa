import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import { type Outcome, outcomes } from '@/lib/checklists/schema'
import { testControl } from '@/scripts/testing/checklist-fixture'
import { findingsOfAnswer } from './answer-findings'
import { refuseAnswer, refuseUnproven } from './answer-words'
import { appliesTo } from './applies-to'
import type { AssessmentRow } from './assessment-store'
import { decideStanding } from './decide-standing'
import { exclusionState, judgeExclusionApproval, refuseExclusionEnd } from './exclusion-rules'
import { type AnswerAge, freshnessOf, standingOf } from './freshness'
import { judgeAnswer } from './judge-answer'
import { automaticLifeMs, planAutomatic } from './plan-automatic'

const now = new Date('2026-11-23T10:00:00Z')
const day = 86_400_000
const at = (days: number) => new Date(now.getTime() + days * day)

describe('judgeAnswer', () => {
  const choices = [
    { key: 'tested', label: 'Tested', outcome: 'pass' as const, improvement: '' },
    { key: 'old', label: 'Long ago', outcome: 'warn' as const, improvement: 'Do it again.' },
    { key: 'never', label: 'Never', outcome: 'fail' as const, improvement: 'Do it.' },
  ]
  const higher = { unit: '%', worse: 'higher' as const, warn: 70, fail: 85 }
  const lower = { unit: 'days', worse: 'lower' as const, warn: 30, fail: 14 }
  it.each([
    ['yes', testControl('a'), { kind: 'boolean', value: true }, 'pass'],
    ['no', testControl('a'), { kind: 'boolean', value: false }, 'fail'],
    ['a choice', testControl('a', { type: 'choice', choices }), { kind: 'choice', choice: 'old' }, 'warn'],
    [
      'a choice that is gone',
      testControl('a', { type: 'choice', choices }),
      { kind: 'choice', choice: 'x' },
      'unknown',
    ],
    [
      'below both',
      testControl('a', { type: 'number', threshold: higher }),
      { kind: 'number', value: 69.9 },
      'pass',
    ],
    [
      'at the warning',
      testControl('a', { type: 'number', threshold: higher }),
      { kind: 'number', value: 70 },
      'warn',
    ],
    [
      'at the failure',
      testControl('a', { type: 'number', threshold: higher }),
      { kind: 'number', value: 85 },
      'fail',
    ],
    [
      'fewer days are worse',
      testControl('a', { type: 'number', threshold: lower }),
      { kind: 'number', value: 14 },
      'fail',
    ],
    [
      'few days',
      testControl('a', { type: 'number', threshold: lower }),
      { kind: 'number', value: 15 },
      'warn',
    ],
    [
      'many days',
      testControl('a', { type: 'number', threshold: lower }),
      { kind: 'number', value: 31 },
      'pass',
    ],
    [
      'a number without a limit',
      testControl('a', { type: 'number' }),
      { kind: 'number', value: 1 },
      'unknown',
    ],
    ['a text to an open question', testControl('a', { type: 'text' }), { kind: 'text', text: 'x' }, 'pass'],
    ['a text to another one', testControl('a'), { kind: 'text', text: 'x' }, 'unknown'],
    ['not known', testControl('a'), { kind: 'unknown' }, 'unknown'],
  ] as const)('%s', (_, control, answer, outcome) => {
    expect(judgeAnswer(control, answer)).toBe(outcome)
  })
})

describe('an answer', () => {
  it('must fit the question; whoever does not know may always say so', () => {
    expect(refuseAnswer(testControl('a'), { kind: 'number', value: 1 })).toContain('yes or no')
    expect(refuseAnswer(testControl('a', { type: 'choice' }), { kind: 'choice', choice: 'x' })).toContain(
      'Reload',
    )
    expect(refuseAnswer(testControl('a', { type: 'auto' }), { kind: 'boolean', value: true })).toContain(
      'Only data',
    )
    expect(refuseAnswer(testControl('a', { type: 'number' }), { kind: 'unknown' })).toBe(null)
    expect(refuseAnswer(testControl('a'), { kind: 'boolean', value: false })).toBe(null)
  })

  it.each([
    ['pass', [], true],
    ['warn', [], true],
    ['fail', [], false],
    ['unknown', [], false],
    ['pass', ['e'], false],
  ] as const)(
    'that says %s with evidence %j is refused where evidence is required: %s',
    (outcome, evidenceIds, refused) => {
      const control = testControl('a', { evidencePolicy: 'required' })
      expect(refuseUnproven(control, { outcome, statement: 'Yes', evidenceIds }) !== null).toBe(refused)
      expect(
        refuseUnproven(testControl('a', { evidencePolicy: 'optional' }), {
          outcome,
          statement: 'Yes',
          evidenceIds,
        }),
      ).toBe(null)
    },
  )
})

describe('appliesTo', () => {
  const facts = {
    system: { kind: 'database', environment: 'production', criticality: 'high' },
    targets: [{ kind: 'postgres' }, { kind: 'backup' }],
  }
  it.each([
    [null, true],
    [{}, true],
    [{ systemKind: ['database'] }, true],
    [{ systemKind: ['host', 'database'] }, true],
    [{ systemKind: ['host'] }, false],
    [{ targetKind: ['tls', 'backup'] }, true],
    [{ targetKind: ['tls'] }, false],
    [{ systemKind: ['database'], environment: ['staging'] }, false],
    [{ systemKind: ['database'], criticality: ['high'], targetKind: ['postgres'] }, true],
  ])('%j: %s', (appliesWhen, applies) => {
    expect(appliesTo({ appliesWhen } as Parameters<typeof appliesTo>[0], facts)).toBe(applies)
  })
  it('is false for a system without such a target', () => {
    expect(appliesTo({ appliesWhen: { targetKind: ['tls'] } }, { ...facts, targets: [] })).toBe(false)
  })
})

describe('freshnessOf', () => {
  const answer = (days: number | null, more: Partial<AnswerAge> = {}): AnswerAge => ({
    answeredAt: at(-10),
    validUntil: days === null ? null : at(days),
    source: 'manual',
    meaning: 'm',
    ...more,
  })
  it.each([
    ['never answered', null, 'never'],
    ['without an end', answer(null), 'fresh'],
    ['of a long life, far from its end', answer(80), 'fresh'],
    ['of a long life, a fortnight before its end', answer(14, { answeredAt: at(-76) }), 'due-soon'],
    ['of a long life, a day more', answer(60, { answeredAt: at(-400) }), 'fresh'],
    ['of a short life, in its last fifth', answer(1, { answeredAt: at(-6) }), 'due-soon'],
    ['of a short life, before it', answer(2, { answeredAt: at(-5) }), 'fresh'],
    ['at its end', answer(0), 'stale'],
    ['after its end', answer(-1), 'stale'],
    ['by data, however near its end', answer(0.001, { source: 'auto' }), 'fresh'],
    ['by data, after its end: the worker is gone', answer(-0.001, { source: 'auto' }), 'stale'],
    ['carried into a newer version', answer(80, { source: 'carried' }), 'fresh'],
  ] as const)('%s: %s', (_, each, freshness) => expect(freshnessOf(each, now, 'm')).toBe(freshness))

  it('is stale when the question means something else now', () => {
    expect(freshnessOf(answer(80), now, 'other')).toBe('stale')
  })

  it('only ever gets older, and nothing counts that is stale or never was', () => {
    const rank = { fresh: 0, 'due-soon': 1, stale: 2, never: 3 }
    fc.assert(
      fc.property(
        fc.record({
          life: fc.integer({ min: 1, max: 730 * 24 }),
          hours: fc.tuple(fc.nat(800 * 24), fc.nat(800 * 24)),
          source: fc.constantFrom('auto', 'manual', 'carried'),
          outcome: fc.constantFrom(...outcomes),
        }),
        ({ life, hours: [one, other], source, outcome }) => {
          const given = {
            answeredAt: now,
            validUntil: new Date(now.getTime() + life * 3_600_000),
            source,
            meaning: 'm',
          } as const
          const freshAt = (hours: number) =>
            freshnessOf(given, new Date(now.getTime() + hours * 3_600_000), 'm')
          const [early, late] = [freshAt(Math.min(one, other)), freshAt(Math.max(one, other))]
          expect(rank[early]).toBeLessThanOrEqual(rank[late])
          expect(freshAt(life)).toBe('stale')
          if (late === 'stale') expect(standingOf(outcome, late)).toBe('unknown')
          expect(standingOf(outcome, 'never')).toBe('unknown')
        },
      ),
    )
  })
})

describe('decideStanding', () => {
  const fresh = (outcome: Outcome) => ({ outcome, isFresh: true })
  it.each([
    ['nobody knows anything', null, null, 'nobody'],
    ['only data', null, { outcome: 'unknown' }, 'data'],
    ['only a person', fresh('fail'), null, 'person'],
    ['data contradict a pass', fresh('pass'), { outcome: 'fail' }, 'data'],
    ['data doubt a pass', fresh('pass'), { outcome: 'warn' }, 'data'],
    ['both agree: the person has note and evidence', fresh('pass'), { outcome: 'pass' }, 'person'],
    ['a person knows of what no check sees', fresh('fail'), { outcome: 'pass' }, 'person'],
    ['data cannot see', fresh('pass'), { outcome: 'unknown' }, 'person'],
    ['the person does not know, data do', fresh('unknown'), { outcome: 'pass' }, 'data'],
    ['the answer is too old', { outcome: 'fail', isFresh: false }, { outcome: 'pass' }, 'data'],
    [
      'the answer is too old and data cannot see',
      { outcome: 'pass', isFresh: false },
      { outcome: 'unknown' },
      'person',
    ],
  ] as const)('%s: %s, %s: %s', (_, person, data, stands) => {
    expect(decideStanding(person, data)).toBe(stands)
  })

  it('never lets anything stand that is better than what data know', () => {
    const worth = { fail: 0, warn: 1, pass: 2 }
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.constantFrom('fail', 'warn', 'pass'), (said, data) => {
        const stands = decideStanding(fresh(said), { outcome: data }) === 'data' ? data : said
        if (stands !== 'unknown') expect(worth[stands]).toBeLessThanOrEqual(worth[data])
      }),
    )
  })
})

describe('planAutomatic', () => {
  const asked = { control: testControl('a'), meaning: 'm' }
  const said = (outcome: Outcome, more: Partial<SuggestedAnswer> = {}): SuggestedAnswer => ({
    outcome,
    answer: { kind: 'boolean', value: outcome === 'pass' },
    statement: `It is ${outcome}.`,
    facts: [],
    validUntil: null,
    source: 'check x',
    ...more,
  })
  const stored = (outcome: Outcome, more: Partial<AssessmentRow> = {}) =>
    ({
      outcome,
      meaning: 'm',
      source: 'auto',
      statement: `It is ${outcome}.`,
      answeredAt: at(-1),
      validUntil: new Date(now.getTime() + automaticLifeMs * 0.9),
      revision: 3,
      ...more,
    }) as AssessmentRow

  it('answers what was never answered, for two hours', () => {
    expect(planAutomatic(asked, null, said('pass'), now)).toMatchObject({
      kind: 'answer',
      validUntil: new Date(now.getTime() + automaticLifeMs),
    })
  })
  it('writes nothing while the same holds', () =>
    expect(planAutomatic(asked, stored('pass'), said('pass'), now)).toBe(null))
  it('renews in the second half, and when the numbers changed', () => {
    const half = stored('pass', { validUntil: new Date(now.getTime() + automaticLifeMs * 0.4) })
    expect(planAutomatic(asked, half, said('pass'), now)).toMatchObject({ kind: 'renew' })
    expect(
      planAutomatic(asked, stored('pass'), said('pass', { statement: 'It is 43 %.' }), now),
    ).toMatchObject({ kind: 'renew' })
  })
  it('answers anew when outcome or meaning changed', () => {
    expect(planAutomatic(asked, stored('pass'), said('fail'), now)).toMatchObject({ kind: 'answer' })
    expect(planAutomatic(asked, stored('pass', { meaning: 'old' }), said('pass'), now)).toMatchObject({
      kind: 'answer',
    })
  })
  it('turns unknown at once what nothing answers any more', () => {
    expect(planAutomatic(asked, stored('pass'), null, now)?.suggestion).toMatchObject({
      outcome: 'unknown',
      statement: expect.stringContaining('answers this any more'),
    })
    expect(planAutomatic(asked, null, null, now)).toBe(null)
    expect(planAutomatic(asked, stored('pass', { source: 'manual', validUntil: at(9) }), null, now)).toBe(
      null,
    )
  })
  it('leaves a person’s answer unless data know worse, or it has ended', () => {
    const byPerson = (more: Partial<AssessmentRow>) =>
      stored('pass', { source: 'manual', validUntil: at(9), ...more })
    expect(planAutomatic(asked, byPerson({}), said('pass'), now)).toBe(null)
    expect(planAutomatic(asked, byPerson({}), said('unknown'), now)).toBe(null)
    expect(planAutomatic(asked, byPerson({}), said('fail'), now)).toMatchObject({ kind: 'answer' })
    expect(planAutomatic(asked, byPerson({ outcome: 'fail' }), said('pass'), now)).toBe(null)
    expect(planAutomatic(asked, byPerson({ validUntil: at(-1) }), said('pass'), now)).toMatchObject({
      kind: 'answer',
    })
    expect(planAutomatic(asked, byPerson({ meaning: 'old' }), said('pass'), now)).toMatchObject({
      kind: 'answer',
    })
  })
  it('never counts longer than the data carry it', () => {
    const soon = new Date(now.getTime() + 60_000)
    expect(
      planAutomatic(asked, null, said('pass', { validUntil: soon.toISOString() }), now)?.validUntil,
    ).toEqual(soon)
  })
})

describe('findingsOfAnswer', () => {
  const findings = (
    outcome: Outcome,
    more: { hasEvidence?: boolean; isSeenByCheck?: boolean; policy?: 'none' | 'optional' } = {},
  ) =>
    findingsOfAnswer({
      outcome,
      control: testControl('a', { evidencePolicy: more.policy ?? 'optional' }),
      hasEvidence: more.hasEvidence ?? false,
      isSeenByCheck: more.isSeenByCheck ?? false,
    })
  it.each([
    ['fail', {}, 'defect', ['knowledge-gap']],
    ['fail', { isSeenByCheck: true }, null, ['knowledge-gap']],
    ['unknown', {}, 'knowledge-gap', []],
    ['warn', { hasEvidence: true }, null, ['knowledge-gap']],
    ['pass', {}, null, ['knowledge-gap']],
    ['pass', { hasEvidence: true }, null, ['defect', 'knowledge-gap']],
    ['pass', { policy: 'none' as const }, null, ['defect', 'knowledge-gap']],
  ] as const)('%s %j opens %s and ends %j', (outcome, more, opens, ends) => {
    expect(findings(outcome, more)).toEqual({ opens, ends })
  })
})

describe('exclusions', () => {
  it.each([
    [at(-1), 'future'],
    [at(367), '365 days'],
  ])('are refused with the end %s', (until, words) => expect(refuseExclusionEnd(until, now)).toContain(words))
  it('may last a year, with the day of their end', () => {
    expect(refuseExclusionEnd(at(365.9), now)).toBe(null)
    expect(refuseExclusionEnd(at(1), now)).toBe(null)
  })
  it.each([
    ['high', 'a', 'a', 3, false],
    ['critical', 'a', 'a', 2, false],
    ['critical', 'a', 'a', 1, true],
    ['medium', 'a', 'a', 3, true],
    ['high', 'a', 'b', 3, true],
  ] as const)(
    '%s asked by %s, approved by %s of %s people: %s',
    (severity, requesterId, approverId, activePeople, allowed) => {
      expect(judgeExclusionApproval({ severity, requesterId, approverId, activePeople }).allowed).toBe(
        allowed,
      )
    },
  )
  it('end by themselves, whatever the worker has written', () => {
    const running = { approvedAt: at(-1), endedAt: null, until: at(1) }
    expect(exclusionState(running, now)).toBe('in-force')
    expect(exclusionState(running, at(1))).toBe('ended')
    expect(exclusionState({ ...running, approvedAt: null }, now)).toBe('asked')
    expect(exclusionState({ ...running, endedAt: at(-0.5) }, now)).toBe('ended')
  })
})
