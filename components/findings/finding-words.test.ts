import { describe, expect, test } from 'vitest'
import { findingKinds, findingOrigins } from '@/lib/findings/finding-state'
import { eventWords } from './event-words'
import { findingSentence } from './finding-sentence'
import { kindNames, originLink, originNames, proofLink } from './finding-words'

const at = '2026-11-23T12:00:00.000Z'
const inDays = (days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString()
const finding: Parameters<typeof findingSentence>[0] = {
  state: 'open',
  stateSince: at,
  firstSeen: inDays(-10),
  due: inDays(20),
  dueState: 'in-time',
  ownerName: 'Ada',
  acceptedUntil: null,
  reopenCount: 0,
  okStreak: 0,
  resolvedBy: null,
  reviewOn: null,
  duplicateOf: null,
  verifiedAt: null,
  check: { id: 'c', name: 'Disk', verdict: 'fail', reason: null, lastRunAt: null },
  origin: 'check',
  controlKey: null,
  at,
}

describe('how a finding stands', () => {
  test.each([
    [{}, 'Open for 10 d, due Sun 13 Dec (20 d left). Ada owns it.'],
    [{ ownerName: null }, 'Open for 10 d, due Sun 13 Dec (20 d left). Nobody owns it yet.'],
    [
      { state: 'in-progress', reopenCount: 1 },
      'Open for 10 d, due Sun 13 Dec (20 d left). Ada works on it. It has come back once.',
    ],
    [{ due: inDays(-3), dueState: 'overdue' }, 'Open for 10 d, 3 d past its date. Ada owns it.'],
    [
      { state: 'resolved', resolvedBy: 'Bo' },
      'Resolved by Bo, which is a claim until it is proved: two good runs in a row, or a reviewer with evidence.',
    ],
    [
      { state: 'resolved', okStreak: 1 },
      'Resolved, which is a claim until it is proved: one of two good runs is there.',
    ],
    [
      { state: 'resolved', check: null },
      'Resolved, which is a claim until it is proved: a reviewer who is not the resolver confirms it with evidence.',
    ],
    [
      { state: 'resolved', check: null, origin: 'red-flag' },
      'Resolved, which is a claim until it is proved: the rule finds it clear, or a reviewer who is not the resolver confirms it with evidence.',
    ],
    [
      { state: 'resolved', check: null, origin: 'review', controlKey: 'backup.runs' },
      'Resolved, which is a claim until it is proved: the control is answered well, or a reviewer who is not the resolver confirms it with evidence.',
    ],
    [
      { state: 'accepted', acceptedUntil: inDays(30) },
      'The risk is accepted until Wed 23 Dec; the clock stands still until then.',
    ],
    [
      { state: 'verified', verifiedAt: inDays(-1) },
      'Verified on Sun 22 Nov. If it is seen again, it opens again.',
    ],
    [
      { state: 'false-positive', reviewOn: inDays(90) },
      'Marked as a false positive; looked at again on Sun 21 Feb 2027.',
    ],
    [
      { state: 'duplicate', duplicateOf: { number: 12, title: 'x' } },
      'A duplicate of F-12, whose state it follows.',
    ],
  ] as const)('%j', (change, sentence) => {
    expect(findingSentence({ ...finding, ...change }, 'UTC')).toBe(sentence)
  })
})

describe('a line of history', () => {
  const event = { from: null, to: null, before: null, after: null }
  test.each([
    [{ type: 'opened' }, 'opened this finding'],
    [{ type: 'created' }, 'wrote this finding down'],
    [{ type: 'proof-recorded' }, 'verified it: the proof is there'],
    [
      { type: 'severity', before: { severity: 'high' }, after: { severity: 'low' } },
      'changed the severity from high to low',
    ],
    [{ type: 'owner', after: { ownerId: 'x', owner: 'Bo' } }, 'gave it to Bo'],
    [{ type: 'owner', after: { ownerId: null, owner: null } }, 'took the owner off'],
    [{ type: 'triaged', after: { owner: 'Bo' } }, 'triaged it for Bo'],
    [{ type: 'due', after: { due: '2026-11-30T23:59:59.000Z' } }, 'moved the due date to 2026-11-30'],
    [{ type: 'merged', after: { duplicateOf: 'F-12' } }, 'marked it as a duplicate of F-12'],
    [
      { type: 'accepted', after: { until: '2026-12-23T00:00:00Z', selfApproved: true } },
      'accepted the risk until 2026-12-23 (approved by the person who asked)',
    ],
    [
      { type: 'acceptance-requested', after: { decision: 'mitigate', until: '2026-12-23' } },
      'asked to mitigate the risk until 2026-12-23',
    ],
    [{ type: 'from-a-newer-version', from: 'open', to: 'triaged' }, 'moved it from open to triaged'],
    [{ type: 'from-a-newer-version' }, 'from a newer version'],
  ] as const)('%j', (change, words) => {
    expect(eventWords({ ...event, ...change }, 'UTC')).toBe(words)
  })

  test('names days where the reader is', () => {
    const moved = { ...event, type: 'due' as const, after: { due: '2026-12-01T04:59:59.000Z' } }
    expect(eventWords(moved, 'America/New_York')).toBe('moved the due date to 2026-11-30')
  })
})

describe('where a finding comes from', () => {
  test('has words for every origin and kind', () => {
    expect(Object.keys(originNames).sort()).toEqual([...findingOrigins].sort())
    expect(Object.keys(kindNames).sort()).toEqual([...findingKinds].sort())
  })

  test.each([
    [{ origin: 'review', controlKey: 'backup.runs' }, '/systems/s/controls/backup.runs'],
    [{ origin: 'red-flag', controlKey: null, flagKey: 'unproven-backup' }, '/red-flags/unproven-backup'],
    [{ origin: 'verification', controlKey: null, drillRunId: 'r' }, '/systems/s/proofs/drills/runs/r'],
    [{ origin: 'verification', controlKey: null, guidedId: 'g' }, '/systems/s/proofs/migrations/guided/g'],
    [{ origin: 'red-flag', controlKey: null }, '/red-flags'],
    [{ origin: 'config-audit', controlKey: 'backup.runs', kind: 'unwatched' }, '/systems/s/core-questions'],
    [{ origin: 'review', controlKey: null }, '/systems/s/reviews'],
    [{ origin: 'alert', controlKey: null }, '/systems/s/proofs'],
    [{ origin: 'manual', controlKey: null }, undefined],
    [{ origin: 'check', controlKey: null }, undefined],
  ])('%j leads to %s', (finding, href) => {
    expect(
      originLink({
        kind: 'defect',
        flagKey: null,
        drillRunId: null,
        guidedId: null,
        ...finding,
        system: { id: 's' },
      })?.href,
    ).toBe(href)
  })
})

test('a backup that nobody restored leads to where a machine does', () => {
  const system = { id: 's' }
  expect(proofLink({ flagKey: 'unproven-backup', system })?.href).toBe('/systems/s/proofs/drills')
  expect(proofLink({ flagKey: 'postponed', system })).toBeNull()
})
