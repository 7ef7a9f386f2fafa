import { describe, expect, test } from 'vitest'
import { type FindingFacts, type FindingState, findingStates } from './finding-state'
import { type Cause, decideTransition, type TransitionContext, transitions } from './next-state'

const day = 86_400_000
const now = new Date('2026-11-23T12:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * day)

const base: FindingFacts = {
  state: 'open',
  stateSince: ago(10),
  severity: 'high',
  ownerId: 'owner',
  slaStart: ago(10),
  slaPausedSeconds: 0,
  due: ago(-20),
  resolvedAt: null,
  resolvedById: null,
  resolvedWithinSla: null,
  verifiedAt: null,
  reopenCount: 0,
  okStreak: 0,
  duplicateOfId: null,
  reviewOn: null,
}

/** For each cause: from which states to which, with the least that makes its guard pass. */
const table: Record<
  Cause,
  {
    from: FindingState[]
    to: FindingState
    finding?: Partial<FindingFacts>
    context?: Partial<TransitionContext>
  }
> = {
  triage: { from: ['open'], to: 'triaged', context: { severityConfirmed: true } },
  start: { from: ['triaged'], to: 'in-progress' },
  resolve: { from: ['in-progress'], to: 'resolved', context: { note: 'renewed', actorId: 'owner' } },
  proved: { from: ['resolved'], to: 'verified', finding: { okStreak: 2 } },
  confirm: {
    from: ['resolved'],
    to: 'verified',
    finding: { resolvedById: 'owner' },
    context: { actorId: 'other', hasEvidence: true },
  },
  healed: { from: ['open', 'triaged', 'in-progress'], to: 'verified', finding: { okStreak: 3 } },
  'proof-recorded': {
    from: ['open', 'triaged', 'in-progress', 'resolved', 'accepted'],
    to: 'verified',
    context: { note: 'restored on 14 Nov' },
  },
  'proof-failed': { from: ['resolved'], to: 'in-progress' },
  accept: {
    from: ['open', 'triaged', 'in-progress', 'resolved'],
    to: 'accepted',
    context: { acceptance: { approved: true, until: ago(-30) } },
  },
  'acceptance-ended': { from: ['accepted'], to: 'triaged' },
  dismiss: {
    from: ['open', 'triaged', 'in-progress', 'resolved', 'accepted'],
    to: 'false-positive',
    context: { note: 'by design', reviewOn: ago(-90) },
  },
  merge: {
    from: ['open', 'triaged', 'in-progress', 'resolved', 'accepted'],
    to: 'duplicate',
    context: { note: 'same disk', duplicateOfId: 'master' },
  },
  'seen-again': { from: ['verified'], to: 'open', finding: { verifiedAt: ago(1) } },
  'review-due': { from: ['false-positive'], to: 'open', finding: { reviewOn: ago(0) } },
}

describe('every cause in every state', () => {
  for (const [cause, row] of Object.entries(table) as [Cause, (typeof table)[Cause]][]) {
    for (const state of findingStates) {
      const expected = row.from.includes(state) ? row.to : null
      test(`${state} · ${cause} → ${expected ?? 'refused'}`, () => {
        const decision = decideTransition({ ...base, ...row.finding, state }, cause, { now, ...row.context })
        expect(decision.allowed ? decision.to : null).toBe(expected)
      })
    }
  }
  test('the table above and the rules are the same set', () => {
    expect(
      Object.fromEntries(transitions.map(({ cause, from, to }) => [cause, { from: [...from].sort(), to }])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(table).map(([cause, { from, to }]) => [cause, { from: [...from].sort(), to }]),
      ),
    )
  })
})

describe('guards', () => {
  const refusals: [string, Cause, Partial<FindingFacts>, Partial<TransitionContext>][] = [
    ['triage without confirming', 'triage', {}, {}],
    ['triage without an owner', 'triage', { ownerId: null }, { severityConfirmed: true }],
    ['start without an owner', 'start', { state: 'triaged', ownerId: null }, {}],
    ['resolve without a note', 'resolve', { state: 'in-progress' }, { note: '  ' }],
    ['one good run proves nothing', 'proved', { state: 'resolved', okStreak: 1 }, {}],
    [
      'the resolver confirms himself',
      'confirm',
      { state: 'resolved', resolvedById: 'a' },
      { actorId: 'a', hasEvidence: true },
    ],
    ['confirm without evidence', 'confirm', { state: 'resolved', resolvedById: 'a' }, { actorId: 'b' }],
    ['nobody confirms', 'confirm', { state: 'resolved' }, { hasEvidence: true }],
    ['two good runs do not heal', 'healed', { okStreak: 2 }, {}],
    ['a record that says nothing', 'proof-recorded', {}, { note: ' ' }],
    ['acceptance not approved', 'accept', {}, { acceptance: { approved: false, until: ago(-1) } }],
    ['acceptance expired', 'accept', {}, { acceptance: { approved: true, until: now } }],
    ['no acceptance', 'accept', {}, {}],
    ['dismiss without a reason', 'dismiss', {}, { reviewOn: ago(-1) }],
    ['dismiss for ever', 'dismiss', {}, { note: 'x' }],
    ['dismiss into the past', 'dismiss', {}, { note: 'x', reviewOn: ago(1) }],
    ['duplicate of nothing', 'merge', {}, { note: 'x' }],
    [
      'false positive before its review date',
      'review-due',
      { state: 'false-positive', reviewOn: ago(-1) },
      {},
    ],
  ]
  test.each(refusals)('%s', (_name, cause, finding, context) => {
    const decision = decideTransition({ ...base, ...finding }, cause, { now, ...context })
    expect(decision).toEqual({ allowed: false, reason: expect.stringMatching(/\.$/) })
  })
})

describe('effects', () => {
  const patchOf = (
    cause: Cause,
    finding: Partial<FindingFacts>,
    context: Partial<TransitionContext> = {},
  ) => {
    const decision = decideTransition({ ...base, ...finding }, cause, { now, ...context })
    if (!decision.allowed) throw new Error(decision.reason)
    return decision.patch
  }

  test('resolving late is said', () => {
    const patch = patchOf('resolve', { state: 'in-progress', due: ago(1) }, { note: 'x', actorId: 'a' })
    expect(patch).toMatchObject({ resolvedAt: now, resolvedById: 'a', resolvedWithinSla: false, okStreak: 0 })
  })

  test('healing resolves and verifies at once', () => {
    expect(patchOf('healed', { okStreak: 3 })).toMatchObject({
      resolvedAt: now,
      verifiedAt: now,
      resolvedWithinSla: true,
    })
  })

  test('a recorded proof resolves and verifies at once, in time or late', () => {
    const context = { note: 'restored' }
    expect(patchOf('proof-recorded', {}, context)).toMatchObject({
      resolvedAt: now,
      verifiedAt: now,
      resolvedWithinSla: true,
    })
    expect(patchOf('proof-recorded', { due: ago(1) }, context)).toMatchObject({ resolvedWithinSla: false })
  })

  test('a recorded proof leaves the claim of who resolved it as it was', () => {
    const claimed = {
      state: 'resolved',
      resolvedAt: ago(3),
      resolvedById: 'a',
      resolvedWithinSla: false,
      due: ago(-9),
    } as const
    const patch = patchOf('proof-recorded', claimed, { note: 'restored' })
    expect({ ...claimed, ...patch }).toMatchObject({
      resolvedAt: ago(3),
      resolvedById: 'a',
      resolvedWithinSla: false,
    })
  })

  test('the clock of an accepted finding stood still: proved later it is still in time', () => {
    const accepted = { state: 'accepted', stateSince: ago(20), due: ago(10) } as const
    expect(patchOf('proof-recorded', accepted, { note: 'restored' })).toMatchObject({
      resolvedWithinSla: true,
    })
    expect(patchOf('proof-recorded', { ...accepted, due: ago(21) }, { note: 'restored' })).toMatchObject({
      resolvedWithinSla: false,
    })
  })

  test('a failed proof takes the claim back', () => {
    expect(
      patchOf('proof-failed', { state: 'resolved', resolvedAt: ago(1), resolvedById: 'a' }),
    ).toMatchObject({
      state: 'in-progress',
      resolvedAt: null,
      resolvedById: null,
    })
  })

  test('the clock stood still while it was accepted, also for a due date that was moved', () => {
    const patch = patchOf('acceptance-ended', { state: 'accepted', stateSince: ago(5), due: ago(-3) })
    expect(patch).toMatchObject({ state: 'triaged', slaPausedSeconds: 5 * 86_400, due: ago(-8) })
  })

  test('back within 30 days: the clock resumes', () => {
    const patch = patchOf('seen-again', {
      state: 'verified',
      verifiedAt: ago(4),
      due: ago(-2),
      reopenCount: 1,
    })
    expect(patch).toMatchObject({
      state: 'open',
      reopenCount: 2,
      slaStart: base.slaStart,
      slaPausedSeconds: 4 * 86_400,
      due: ago(-6),
    })
    expect(patch).toMatchObject({ verifiedAt: null, resolvedAt: null, resolvedById: null })
  })

  test('back after more than 30 days: the clock restarts', () => {
    const patch = patchOf('seen-again', {
      state: 'verified',
      verifiedAt: ago(31),
      slaStart: ago(60),
      slaPausedSeconds: 9,
    })
    expect(patch).toMatchObject({ slaStart: now, slaPausedSeconds: 0, due: ago(-30) })
  })
})
