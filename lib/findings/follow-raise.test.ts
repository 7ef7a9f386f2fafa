import { describe, expect, test } from 'vitest'
import { type FindingState, findingStates, isEnded } from './finding-state'
import { followClear, followRaise } from './follow-raise'
import type { StoredFinding } from './follow-run'

const now = new Date('2026-11-23T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

const stored = (change: Partial<StoredFinding> = {}): StoredFinding => ({
  id: 'one',
  checkId: null,
  kind: 'red-flag',
  fingerprint: 'print',
  resource: '',
  detail: 'before',
  severityReason: 'declared',
  state: 'open',
  stateSince: daysAgo(3),
  severity: 'high',
  ownerId: 'owner',
  lastSeen: daysAgo(1),
  slaStart: daysAgo(3),
  slaPausedSeconds: 0,
  due: daysAgo(-27),
  resolvedAt: null,
  resolvedById: null,
  resolvedWithinSla: null,
  verifiedAt: null,
  reopenCount: 0,
  okStreak: 0,
  duplicateOfId: null,
  reviewOn: null,
  ...change,
})
const fault = { detail: 'now', severity: 'high', severityReason: 'rule' } as const

describe('raised again', () => {
  const expected: Record<FindingState, [to: FindingState, event: string | null]> = {
    open: ['open', null],
    triaged: ['triaged', null],
    'in-progress': ['in-progress', null],
    accepted: ['accepted', null],
    resolved: ['in-progress', 'proof-failed'],
    verified: ['open', 'reopened'],
    'false-positive': ['open', 'reopened'],
    duplicate: ['duplicate', null],
  }
  test.each(findingStates)('%s', (state) => {
    const change = followRaise(stored({ state, reviewOn: daysAgo(0) }), null, fault, now)
    const [to, type] = expected[state]
    expect(change?.patch.state ?? state).toBe(to)
    expect(change?.event?.type ?? null).toBe(type)
    if (state !== 'duplicate') expect(change?.patch).toMatchObject({ lastSeen: now, detail: 'now' })
  })

  test('a false positive before its date stays as it is', () => {
    expect(
      followRaise(stored({ state: 'false-positive', reviewOn: daysAgo(-1) }), null, fault, now),
    ).toBeNull()
  })

  test('a duplicate follows its master, which reopens only from verified', () => {
    const duplicate = stored({ state: 'duplicate', duplicateOfId: 'master' })
    const master = stored({ id: 'master', state: 'verified', verifiedAt: daysAgo(2) })
    expect(followRaise(duplicate, master, fault, now)).toMatchObject({
      finding: { id: 'master' },
      patch: { state: 'open', reopenCount: 1, lastSeen: now },
      event: { type: 'reopened' },
    })
    expect(followRaise(duplicate, { ...master, state: 'in-progress' }, fault, now)).toBeNull()
  })

  test.each([
    ['medium', 'critical', 'critical'],
    ['critical', 'medium', undefined],
    ['high', 'high', undefined],
  ] as const)('was %s, now %s: severity becomes %s', (severity, next, becomes) => {
    const change = followRaise(stored({ severity }), null, { ...fault, severity: next }, now)
    expect(change?.patch.severity).toBe(becomes)
    expect(change?.event?.type).toBe(becomes && 'severity')
  })
})

describe('cleared', () => {
  test.each(findingStates)('%s', (state) => {
    const change = followClear(stored({ state }), 'restored on 14 Nov', now)
    if (isEnded(state)) return expect(change).toBeNull()
    expect(change).toMatchObject({
      patch: { state: 'verified', verifiedAt: now },
      event: { type: 'proof-recorded', from: state, to: 'verified', comment: 'restored on 14 Nov' },
    })
  })

  test('without a word of proof nothing ends', () => {
    expect(followClear(stored(), ' ', now)).toBeNull()
  })
})
