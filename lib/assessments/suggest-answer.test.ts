import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Control, control as controlSchema, type Outcome } from '@/lib/checklists/schema'
import { checkKinds } from '@/lib/checks/kinds'
import type { CheckFact, SystemFacts } from '@/lib/facts/system-facts'
import {
  checkFact,
  drillFact,
  factsOf,
  findingFact,
  occurrenceFact,
  taskFact,
} from '@/scripts/testing/facts-fixture'
import { judgeAnswer } from './judge-answer'
import { suggestAnswer } from './suggest-answer'

const host = { id: 'host', kind: 'host', address: 'this host' }
const control = (known: object): Control =>
  controlSchema.parse({
    key: 'some.control',
    area: 'Area',
    question: 'Is it so?',
    why: 'Because.',
    remediation: 'Do it.',
    type: 'choice',
    severity: 'high',
    evidencePolicy: 'none',
    validForDays: 90,
    dimension: 'resources',
    ...known,
  })
const choices = [
  { key: 'fine', label: 'Yes', outcome: 'pass' },
  { key: 'also-fine', label: 'Nothing here', outcome: 'pass' },
  { key: 'tight', label: 'Hardly', outcome: 'warn' },
  { key: 'not-at-all', label: 'No', outcome: 'fail' },
]
const memory = (known: Partial<CheckFact> = {}) =>
  checkFact({
    id: 'm',
    kind: 'host.memory',
    name: 'Memory',
    target: host,
    unit: '%',
    value: 40,
    reason: '40 %.',
    ...known,
  })
const withMemory = (known: Partial<CheckFact> = {}, more: Parameters<typeof factsOf>[0] = {}) =>
  factsOf({ targets: [host], checks: [memory(known)], ...more })
const asks = [{ check: ['host.memory'] }]

describe('an answer from data', () => {
  it.each([
    ['ok', 'pass', 'fine'],
    ['warn', 'warn', 'tight'],
    ['fail', 'fail', 'not-at-all'],
  ] as const)('of a choice: %s is the first choice that means %s', (state, outcome, choice) => {
    expect(suggestAnswer(control({ choices, answeredBy: asks }), withMemory({ state }))).toEqual({
      outcome,
      answer: { kind: 'choice', choice },
      statement: 'Memory: 40 %.',
      facts: [{ sentence: 'Memory: 40 %.', href: '/checks/m' }],
      validUntil: null,
      source: 'check host.memory',
    })
  })

  it('takes the choice that a fact names, where it is offered with that outcome', () => {
    const restore = [{ fact: 'drills.proven' }]
    const old = factsOf({ drills: [drillFact({ startedAt: new Date('2026-01-01T00:00:00Z') })] })
    const named = [...choices, { key: 'too-long-ago', label: 'Long ago', outcome: 'fail' }]
    expect(suggestAnswer(control({ choices: named, answeredBy: restore }), old)?.answer).toEqual({
      kind: 'choice',
      choice: 'too-long-ago',
    })
    const renamed = [...choices, { key: 'too-long-ago', label: 'Long ago', outcome: 'pass' }]
    expect(suggestAnswer(control({ choices: renamed, answeredBy: restore }), old)?.answer).toEqual({
      kind: 'choice',
      choice: 'not-at-all',
    })
  })

  it('takes the choice below when no choice means a warning, and none above', () => {
    const two = choices.filter(({ outcome }) => outcome !== 'warn')
    expect(
      suggestAnswer(control({ choices: two, answeredBy: asks }), withMemory({ state: 'warn' })),
    ).toMatchObject({
      outcome: 'fail',
      answer: { kind: 'choice', choice: 'not-at-all' },
    })
    const bad = choices.filter(({ outcome }) => outcome === 'fail')
    expect(suggestAnswer(control({ choices: bad, answeredBy: asks }), withMemory())).toMatchObject({
      outcome: 'unknown',
      answer: { kind: 'unknown' },
      statement: 'Memory: 40 %. No choice of the question fits that.',
    })
  })

  it.each([
    ['ok', 'pass', true],
    ['warn', 'fail', false],
    ['fail', 'fail', false],
  ] as const)('of yes or no: %s is %s', (state, outcome, value) => {
    expect(
      suggestAnswer(control({ type: 'boolean', answeredBy: asks }), withMemory({ state })),
    ).toMatchObject({
      outcome,
      answer: { kind: 'boolean', value },
    })
  })

  it('keeps its shade where only data answer', () => {
    expect(
      suggestAnswer(control({ type: 'auto', answeredBy: asks }), withMemory({ state: 'warn' })),
    ).toMatchObject({ outcome: 'warn', answer: { kind: 'boolean', value: false } })
  })

  it('of a number is held against the threshold of the control, not of the check', () => {
    const threshold = { unit: '%', worse: 'higher', warn: 30, fail: 60 }
    const number = control({ type: 'number', threshold, answeredBy: asks })
    expect(suggestAnswer(number, withMemory())).toMatchObject({
      outcome: 'warn',
      answer: { kind: 'number', value: 40 },
    })
    expect(suggestAnswer(number, withMemory({ unit: 'bytes' }))).toMatchObject({
      outcome: 'unknown',
      statement: 'Memory: 40 %. It is measured in bytes, and asked in %.',
    })
    expect(suggestAnswer(number, withMemory({ value: null }))).toMatchObject({
      outcome: 'unknown',
      statement: 'Memory: 40 %. It gives no number.',
    })
    const counted = control({
      type: 'number',
      threshold: { unit: 'findings', worse: 'higher', warn: 1, fail: 3 },
      answeredBy: [{ fact: 'findings.overdue' }],
    })
    const late = factsOf({ findings: [findingFact({ due: new Date('2026-11-01T00:00:00Z') })] })
    expect(suggestAnswer(counted, late)).toMatchObject({ outcome: 'warn', answer: { value: 1 } })
  })

  it('never judges a text', () => {
    expect(suggestAnswer(control({ type: 'text', answeredBy: asks }), withMemory())).toBeNull()
  })

  it('says until when a proof holds', () => {
    const proven = control({ choices, answeredBy: [{ fact: 'drills.proven' }] })
    expect(suggestAnswer(proven, factsOf({ drills: [drillFact()] }))?.validUntil).toBe(
      '2027-02-12T12:00:00.000Z',
    )
    expect(suggestAnswer(proven, factsOf())).toMatchObject({ outcome: 'unknown', validUntil: null })
  })

  it('does not know a fact of another version', () => {
    expect(
      suggestAnswer(control({ choices, answeredBy: [{ fact: 'of.tomorrow' }] }), factsOf()),
    ).toMatchObject({
      outcome: 'unknown',
      statement: 'This version does not know the fact of.tomorrow.',
    })
  })
})

describe('several sources', () => {
  const sources = control({
    choices,
    answeredBy: [
      { check: ['host.memory'] },
      { task: ['postgres.vacuum-analyze'] },
      { fact: 'runbook.linked' },
    ],
  })
  const done = taskFact({ occurrences: [occurrenceFact(5)] })
  const skipped = taskFact({ occurrences: [occurrenceFact(5, { state: 'skipped' })] })

  it('are asked in order; the first that concerns the system decides', () => {
    expect(suggestAnswer(sources, withMemory({ state: 'warn' }, { tasks: [done] }))?.source).toBe(
      'check host.memory',
    )
    expect(suggestAnswer(sources, factsOf({ tasks: [done] }))?.source).toBe('task postgres.vacuum-analyze')
    expect(suggestAnswer(sources, factsOf())).toMatchObject({
      source: 'fact runbook.linked',
      outcome: 'fail',
    })
    expect(suggestAnswer(control({ choices }), factsOf())).toBeNull()
    expect(suggestAnswer(control({ choices, answeredBy: asks }), factsOf())).toBeNull()
  })

  it('do not make up for data that are missing, and say so when one of them fails', () => {
    const asked = { ...sources, answeredBy: sources.answeredBy.slice(0, 2) }
    expect(suggestAnswer(asked, withMemory({ state: 'unknown' }, { tasks: [done] }))).toMatchObject({
      outcome: 'unknown',
      source: 'check host.memory',
    })
    expect(suggestAnswer(asked, withMemory({ state: 'unknown' }, { tasks: [skipped] }))).toMatchObject({
      outcome: 'fail',
      source: 'task postgres.vacuum-analyze',
    })
  })
})

describe('whatever the data are', () => {
  const worth: Record<Outcome, number> = { pass: 1, warn: 0.5, fail: 0, unknown: 0 }
  const worthOf = (asked: Control, facts: SystemFacts) =>
    worth[suggestAnswer(asked, facts)?.outcome ?? 'unknown']
  const state = fc.constantFrom<CheckFact['state']>('ok', 'warn', 'fail', 'unknown', 'paused', 'never')
  const targets = ['host', 'backup', 'postgres', 'tls', 'tcp'].map((kind) => ({
    id: kind,
    kind,
    address: `${kind}.example.com:443`,
  }))
  const pairs = targets.flatMap((target) =>
    checkKinds
      .filter(
        ({ kind, targets: fitting }) =>
          kind !== 'dns.resolve' && fitting.some((each) => each === target.kind),
      )
      .map((definition) => ({ target, definition })),
  )
  const line = fc.constantFrom(null, 70, 90)
  const known = fc.record({ state, warnAt: line, failAt: line })
  const estate = fc
    .tuple(
      fc.subarray(targets),
      fc.array(known, { minLength: pairs.length, maxLength: pairs.length }),
      fc.option(fc.constantFrom('done', 'skipped', 'pending'), { nil: null }),
    )
    .map(([there, states, task]) =>
      factsOf({
        system: { rpoMinutes: 60 },
        targets: there,
        checks: pairs.flatMap(({ target, definition: { kind, dimension } }, index) =>
          there.includes(target)
            ? [checkFact({ id: String(index), kind, dimension, target, ...states[index] })]
            : [],
        ),
        tasks: task === null ? [] : [taskFact({ occurrences: [occurrenceFact(5, { state: task })] })],
      }),
    )
  const facts = [
    'checks.blind-spots',
    'backups.rpo',
    'health.end-to-end',
    'bloat.watched',
    'resources.watched',
    'thresholds.two-levels',
    'certificates.watched',
    'findings.overdue',
  ]
  const source = fc.oneof(
    fc
      .subarray(
        pairs.map(({ definition }) => definition.kind),
        { minLength: 1, maxLength: 4 },
      )
      .map((check) => ({ check })),
    fc.constant({ task: ['postgres.vacuum-analyze'] }),
    fc.constantFrom(...facts).map((fact) => ({ fact })),
  )
  const asked = fc
    .tuple(
      fc.constantFrom('choice', 'boolean', 'number'),
      fc.uniqueArray(source, { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) }),
    )
    .map(([type, answeredBy]) =>
      control({
        type,
        answeredBy,
        choices: type === 'choice' ? choices : [],
        threshold: type === 'number' ? { unit: 'ms', worse: 'higher', warn: 5, fail: 20 } : null,
      }),
    )

  it('confirming a suggestion means what was suggested', () => {
    fc.assert(
      fc.property(asked, estate, (of, facts) => {
        const suggestion = suggestAnswer(of, facts)
        if (suggestion) expect(judgeAnswer(of, suggestion.answer)).toBe(suggestion.outcome)
      }),
    )
  })

  it('a check that is paused, errs, or is deleted never makes an answer better', () => {
    fc.assert(
      fc.property(asked, estate, fc.nat(), (of, facts, seed) => {
        const index = seed % Math.max(1, facts.checks.length)
        const before = worthOf(of, facts)
        const without = facts.checks.filter((_, position) => position !== index)
        expect(worthOf(of, { ...facts, checks: without })).toBeLessThanOrEqual(before)
        for (const gone of ['paused', 'unknown', 'never'] as const) {
          const checks = facts.checks.map((check, position) =>
            position === index ? { ...check, state: gone } : check,
          )
          expect(worthOf(of, { ...facts, checks })).toBeLessThanOrEqual(before)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
