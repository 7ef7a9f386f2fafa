import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { AssessmentRow } from '@/lib/assessments/assessment-store'
import { planAutomatic } from '@/lib/assessments/plan-automatic'
import { suggestAnswer } from '@/lib/assessments/suggest-answer'
import { meaningOf } from '@/lib/checklists/meaning'
import { checklistDocument } from '@/lib/checklists/schema'
import { shippedChecklists } from '@/lib/checklists/shipped'
import type { AssignedControl } from '@/lib/checklists/store'
import { checkKinds } from '@/lib/checks/kinds'
import type { CheckFact, SystemFacts } from '@/lib/facts/system-facts'
import { checkFact, daysAgo, factsNow, factsOf } from '@/scripts/testing/facts-fixture'
import { collectControls } from './collect-controls'
import { computeScore } from './compute-score'

// The whole way, with every control that comes with the product: what the checks say, what the worker writes down
// as answers, what the score makes of them. Then one check is paused, deleted or stops to report.

const assigned: AssignedControl[] = shippedChecklists.flatMap(({ key, yaml }) =>
  checklistDocument.parse(parse(yaml)).controls.map((control) => ({
    control,
    meaning: meaningOf(control),
    checklistKey: key,
    versionId: key,
    versionNumber: 1,
  })),
)

const targets = (['url', 'tls', 'tcp', 'postgres', 'host', 'backup'] as const).map((kind) => ({
  id: `target-${kind}`,
  kind,
  address: `${kind}.example`,
}))

const anyState = fc.constantFrom<CheckFact['state']>(
  'ok',
  'ok',
  'warn',
  'fail',
  'unknown',
  'not-applicable',
  'paused',
  'never',
)

/** A system whose targets have any of the checks that fit them, each in any state. */
const anySystem: fc.Arbitrary<SystemFacts> = fc
  .tuple(
    ...targets.map((target) => {
      const fitting = checkKinds.filter((kind) => kind.targets.includes(target.kind))
      return fc.subarray(fitting).chain((kinds) =>
        fc.tuple(
          ...kinds.map((kind) =>
            anyState.map((state) =>
              checkFact({
                id: `${target.id} ${kind.kind}`,
                kind: kind.kind,
                name: kind.title,
                dimension: kind.dimension,
                target,
                state,
                value: 10,
                warnAt: 20,
                failAt: 30,
                unit: null,
              }),
            ),
          ),
        ),
      )
    }),
  )
  .map((checks) => factsOf({ targets, checks: checks.flat() }))

type Answers = ReadonlyMap<string, AssessmentRow>

/** What the worker writes after it looked: data over people where they know worse, as everywhere. */
function look(facts: SystemFacts, before: Answers): Answers {
  const after = new Map(before)
  for (const asked of assigned) {
    const { key } = asked.control
    const change = planAutomatic(
      asked,
      before.get(key) ?? null,
      suggestAnswer(asked.control, facts),
      facts.now,
    )
    if (!change) continue
    const { outcome, answer, statement } = change.suggestion
    const row = answerRow(key, change.meaning, { outcome, answer, statement, source: 'auto' })
    after.set(key, { ...row, validUntil: change.validUntil })
  }
  return after
}

function answerRow(controlKey: string, meaning: string, over: Partial<AssessmentRow>): AssessmentRow {
  return {
    id: controlKey,
    systemId: 'system',
    controlKey,
    meaning,
    outcome: 'pass',
    answer: { kind: 'unknown' },
    source: 'manual',
    statement: '',
    facts: [],
    note: '',
    evidenceIds: [],
    answeredById: null,
    answeredBy: null,
    answeredAt: daysAgo(1),
    validUntil: daysAgo(-60),
    reviewId: null,
    findingId: null,
    findingNumber: null,
    revision: 1,
    ...over,
  }
}

/** What people said before any check did. */
const anyPeople: fc.Arbitrary<Answers> = fc
  .subarray(assigned)
  .chain((answered) =>
    fc.tuple(
      ...answered.map(({ control, meaning }) =>
        fc
          .constantFrom('pass', 'warn', 'fail', 'unknown')
          .map(
            (outcome) =>
              [control.key, answerRow(control.key, meaning, { outcome: outcome as 'pass' })] as const,
          ),
      ),
    ),
  )
  .map((rows) => new Map(rows))

function scoreOf(facts: SystemFacts, answers: Answers) {
  const controls = collectControls({
    assigned,
    answers: [...answers.values()],
    accepted: [],
    excluded: new Set(),
    facts,
    now: factsNow,
  })
  return computeScore({ controls, caps: [] })
}

const ways: Record<string, (facts: SystemFacts, check: CheckFact) => SystemFacts> = {
  deleted: (facts, check) => ({ ...facts, checks: facts.checks.filter(({ id }) => id !== check.id) }),
  paused: (facts, check) => replaced(facts, { ...check, state: 'paused', pausedAt: daysAgo(0) }),
  'without a result': (facts, check) => replaced(facts, { ...check, state: 'unknown' }),
}
const replaced = (facts: SystemFacts, check: CheckFact): SystemFacts => ({
  ...facts,
  checks: facts.checks.map((each) => (each.id === check.id ? check : each)),
})

describe('the posture never rises when a check is', () => {
  test.each(Object.entries(ways))('%s', (_name, change) => {
    const seen = anySystem
      .filter(({ checks }) => checks.length > 0)
      .chain((facts) => fc.tuple(fc.constant(facts), fc.constantFrom(...facts.checks), anyPeople))
    fc.assert(
      fc.property(seen, ([facts, check, people]) => {
        const before = look(facts, people)
        const blind = change(facts, check)
        const [one, other] = [scoreOf(facts, before), scoreOf(blind, look(blind, before))]
        const risen = other.contributions.filter(
          ({ key, points }) =>
            points > (one.contributions.find((each) => each.key === key)?.points ?? 0) + 1e-9,
        )
        expect(
          risen.map(({ key, standing }) => `${key} ${standing} after ${check.kind} (${check.state})`),
        ).toEqual([])
        expect(other.posture).toBeLessThanOrEqual(one.posture + 1e-9)
      }),
      { numRuns: 150 },
    )
  })
})
