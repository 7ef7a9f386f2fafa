import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { decideStep, judgeSigner, type ReviewStep, reviewTransitions, type StepContext } from './next-state'
import { isOver, type ReviewState, reviewStates } from './review-state'

const steps: readonly ReviewStep[] = ['prepare', 'begin', 'submit', 'reject', 'sign', 'cancel']
const signer = {
  id: 'm',
  name: 'Mara Okafor',
  typedName: 'mara  okafor ',
  involvedIds: ['o', null],
  activePeople: 3,
}
const willing: StepContext = { isPrepared: true, missing: [], reason: 'because', signer }

test.each([
  ['planned', 'prepare', 'preparing'],
  ['preparing', 'begin', 'in-review'],
  ['in-review', 'submit', 'sign-off'],
  ['sign-off', 'reject', 'in-review'],
  ['sign-off', 'sign', 'closed'],
  ['planned', 'cancel', 'cancelled'],
  ['preparing', 'cancel', 'cancelled'],
  ['in-review', 'cancel', 'cancelled'],
  ['sign-off', 'cancel', 'cancelled'],
] as const)('%s → %s → %s', (from, step, to) => {
  expect(decideStep(from, step, willing)).toEqual({ allowed: true, to })
})

test('nothing else moves', () => {
  const allowed = reviewStates.flatMap((state) =>
    steps.filter((step) => decideStep(state, step, willing).allowed).map((step) => `${state} ${step}`),
  )
  expect(allowed).toHaveLength(9)
})

test.each([
  ['preparing', 'begin', { isPrepared: false }, /still being gathered/],
  ['in-review', 'submit', { missing: ['Question 7 is critical and unanswered.'] }, /Question 7/],
  ['sign-off', 'reject', { reason: '  ' }, /Write what has to be done/],
  ['sign-off', 'sign', { signer: { ...signer, typedName: 'M. Okafor' } }, /Mara Okafor/],
  ['sign-off', 'sign', { signer: { ...signer, involvedIds: ['m'] } }, /second person/],
  ['sign-off', 'sign', { signer, missing: ['F has no owner.'] }, /F has no owner/],
  ['sign-off', 'sign', {}, /Sign with your name/],
  ['planned', 'cancel', {}, /why it does not take place/],
  ['closed', 'cancel', willing, /is closed: it can only be read/],
  ['cancelled', 'begin', willing, /is cancelled/],
  ['planned', 'begin', willing, /Start the preparation/],
  ['in-review', 'sign', willing, /not handed in/],
] as const)('%s refuses to %s: the sentence says what is missing', (from, step, context, sentence) => {
  expect(decideStep(from, step, context)).toEqual({
    allowed: false,
    reason: expect.stringMatching(sentence),
  })
})

describe('signing', () => {
  it('is stamped where one person is all there is', () => {
    expect(judgeSigner({ ...signer, involvedIds: ['m'], activePeople: 1 })).toEqual({
      refusal: null,
      selfSigned: true,
    })
    expect(judgeSigner(signer)).toEqual({ refusal: null, selfSigned: false })
  })
})

const anyContext: fc.Arbitrary<StepContext> = fc.record({
  isPrepared: fc.boolean(),
  missing: fc.array(fc.constant('Something.'), { maxLength: 2 }),
  reason: fc.constantFrom('', ' ', 'because'),
  signer: fc.record({
    id: fc.constantFrom('m', 'o'),
    name: fc.constant('Mara Okafor'),
    typedName: fc.constantFrom('Mara Okafor', '', 'somebody'),
    involvedIds: fc.constant(['o']),
    activePeople: fc.integer({ min: 1, max: 3 }),
  }),
})
const walk = fc.array(fc.tuple(fc.constantFrom(...steps), anyContext), { maxLength: 40 })

describe('however people walk through it', () => {
  it('what is over stays so, and closing always went through sign-off with nothing missing', () => {
    fc.assert(
      fc.property(walk, (path) => {
        let state: ReviewState = 'planned'
        const seen: ReviewState[] = [state]
        for (const [step, context] of path) {
          const decision = decideStep(state, step, context)
          if (!decision.allowed) {
            expect(decision.reason).toMatch(/\.$|Okafor$/)
            continue
          }
          expect(isOver(state)).toBe(false)
          if (decision.to === 'closed') {
            expect(context.missing).toEqual([])
            expect(seen).toEqual(expect.arrayContaining(['preparing', 'in-review', 'sign-off']))
            const { signer: by } = context
            expect(by?.id === 'o' && (by?.activePeople ?? 0) > 1).toBe(false)
          }
          if (decision.to === 'cancelled') expect(context.reason?.trim()).toBeTruthy()
          state = decision.to
          seen.push(state)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('every state but the last two can be left, and every rule is written down', () => {
    for (const state of reviewStates)
      expect(steps.some((step) => decideStep(state, step, willing).allowed)).toBe(!isOver(state))
    for (const { rule } of reviewTransitions) expect(rule.length).toBeGreaterThan(5)
  })
})
