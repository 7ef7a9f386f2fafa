import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slaDays } from './due-date'
import { type FindingFacts, isEnded } from './finding-state'
import { type Cause, decideTransition, type TransitionContext, transitions } from './next-state'

// A finding lives through any sequence of causes with any context: whatever is refused changes nothing, and
// what must always hold holds after each step.

const start = new Date('2026-01-01T00:00:00Z')
const day = 86_400_000

const born: FindingFacts = {
  state: 'open',
  stateSince: start,
  severity: 'high',
  ownerId: null,
  slaStart: start,
  slaPausedSeconds: 0,
  due: new Date(start.getTime() + slaDays.high * day),
  resolvedAt: null,
  resolvedById: null,
  resolvedWithinSla: null,
  verifiedAt: null,
  reopenCount: 0,
  okStreak: 0,
  duplicateOfId: null,
  reviewOn: null,
}

interface Step {
  cause: Cause
  hours: number
  ownerId: string | null
  okStreak: number
  actorId: string | null
  note: string
  sure: boolean
  acceptedDays: number
}

const causes = [...new Set(transitions.map(({ cause }) => cause))]
const step: fc.Arbitrary<Step> = fc.record({
  cause: fc.constantFrom(...causes),
  hours: fc.integer({ min: 1, max: 24 * 60 }),
  ownerId: fc.option(fc.constantFrom('ann', 'bo'), { nil: null, freq: 5 }),
  okStreak: fc.integer({ min: 0, max: 4 }),
  actorId: fc.option(fc.constantFrom('ann', 'bo'), { nil: null, freq: 5 }),
  note: fc.constantFrom('', ' ', 'done'),
  sure: fc.boolean(),
  acceptedDays: fc.integer({ min: -5, max: 90 }),
})

interface Lived {
  before: FindingFacts
  after: FindingFacts
  step: Step
  now: Date
  allowed: boolean
}

function live(steps: readonly Step[]): Lived[] {
  let now = start
  let finding = born
  return steps.map((taken) => {
    now = new Date(now.getTime() + taken.hours * 3_600_000)
    // What runs and people change beside the state.
    const before = { ...finding, okStreak: taken.okStreak, ownerId: taken.ownerId }
    const context: TransitionContext = {
      now,
      actorId: taken.actorId,
      severityConfirmed: taken.sure,
      note: taken.note,
      hasEvidence: taken.sure,
      acceptance: { approved: taken.sure, until: new Date(now.getTime() + taken.acceptedDays * day) },
      reviewOn: new Date(now.getTime() + taken.acceptedDays * day),
      duplicateOfId: taken.sure ? 'master' : null,
    }
    const decision = decideTransition(before, taken.cause, context)
    finding = decision.allowed ? { ...before, ...decision.patch } : before
    return { before, after: finding, step: taken, now, allowed: decision.allowed }
  })
}

const always = (check: (lived: Lived) => void) =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      for (const lived of live(steps)) check(lived)
    }),
    { numRuns: 500 },
  )

test('only what the table lists moves, and a refusal changes nothing', () => {
  always(({ before, after, step: { cause }, allowed }) => {
    if (!allowed) return expect(after).toEqual(before)
    const way = transitions.find((each) => each.cause === cause && each.from.includes(before.state))
    expect(after.state).toBe(way?.to)
  })
})

test('verified has a proof and a time; only a claim or the end has a time of resolution', () => {
  always(({ after }) => {
    if (after.state === 'verified') expect(after.verifiedAt).not.toBeNull()
    if (['open', 'triaged', 'in-progress'].includes(after.state)) {
      expect(after.verifiedAt).toBeNull()
      if (after.state === 'open') expect(after.resolvedAt).toBeNull()
    }
    expect(after.resolvedAt === null).toBe(after.resolvedWithinSla === null)
  })
})

test('nobody verifies a claim of their own, and a word without proof verifies nothing', () => {
  always(({ before, after, step: taken, allowed }) => {
    if (!allowed || after.state !== 'verified') return
    if (taken.cause === 'confirm') expect(taken.actorId).not.toBe(before.resolvedById)
    if (taken.cause === 'confirm') expect(taken.sure).toBe(true)
    if (taken.cause === 'proof-recorded') expect(taken.note.trim()).not.toBe('')
    if (taken.cause === 'proved') expect(taken.okStreak).toBeGreaterThanOrEqual(2)
    if (taken.cause === 'healed') expect(taken.okStreak).toBeGreaterThanOrEqual(3)
  })
})

test('the clock never runs backwards: paused time only grows until it restarts, and a date is never before its start', () => {
  always(({ before, after, now }) => {
    if (after.slaStart.getTime() === before.slaStart.getTime())
      expect(after.slaPausedSeconds).toBeGreaterThanOrEqual(before.slaPausedSeconds)
    else expect(after.slaStart).toEqual(now)
    expect(after.due.getTime()).toBeGreaterThan(after.slaStart.getTime())
    expect(after.due.getTime()).toBeGreaterThanOrEqual(before.due.getTime())
  })
})

test('each return is counted once, and only an ended finding returns', () => {
  always(({ before, after, allowed }) => {
    const returned = allowed && isEnded(before.state) && !isEnded(after.state)
    expect(after.reopenCount - before.reopenCount).toBe(returned ? 1 : 0)
  })
})

test('every state but a merged one has a way on: nothing is stuck', () => {
  always(({ after }) => {
    const ways = transitions.filter(({ from }) => from.includes(after.state))
    expect(ways.length > 0).toBe(after.state !== 'duplicate')
  })
})
