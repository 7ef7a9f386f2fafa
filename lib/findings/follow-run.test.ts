import { describe, expect, test } from 'vitest'
import type { ResourceVerdict } from '@/lib/checks/define-check'
import type { Verdict } from '@/lib/checks/verdict'
import { aggregateResource } from './findings-of-run'
import { fingerprint } from './fingerprint'
import { followRun, type StoredFinding } from './follow-run'
import { flappingResource, type RunOutcome, unwatchedResource } from './observations'

const now = new Date('2026-11-23T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const check = { id: 'check', systemId: 'system', targetAddress: 'a.example:443', ownerId: null }
const definition = {
  kind: 'tls.expiry',
  title: 'Certificate expiry',
  remediation: 'Renew it.',
  severity: { warn: 'medium', fail: 'high' },
} as const

const run = (
  verdict: Verdict,
  more: Partial<RunOutcome> = {},
  resources: ResourceVerdict[] = [],
): RunOutcome => ({
  check,
  definition,
  judgement: { verdict, reason: `It is ${verdict}.`, resources },
  startedAt: minutesAgo(1),
  state: verdict,
  flapping: null,
  now,
  ...more,
})

const stored = (change: Partial<StoredFinding> = {}): StoredFinding => {
  const resource = change.resource ?? ''
  return {
    id: `finding ${resource}`,
    checkId: 'check',
    kind: resource === unwatchedResource ? 'unwatched' : 'defect',
    fingerprint: fingerprint({
      system: 'system',
      kind: 'tls.expiry',
      targetAddress: check.targetAddress,
      resource,
    }),
    resource,
    detail: '',
    severityReason: '',
    state: 'open',
    stateSince: minutesAgo(100),
    severity: 'high',
    ownerId: null,
    lastSeen: minutesAgo(100),
    slaStart: minutesAgo(100),
    slaPausedSeconds: 0,
    due: minutesAgo(-1000),
    resolvedAt: null,
    resolvedById: null,
    resolvedWithinSla: null,
    verifiedAt: null,
    reopenCount: 0,
    okStreak: 0,
    duplicateOfId: null,
    reviewOn: null,
    ...change,
  }
}

const resource = (name: string, verdict: Verdict): ResourceVerdict => ({ name, value: null, verdict })
const summary = (outcome: RunOutcome, findings: StoredFinding[] = []) => {
  const { open, change } = followRun(outcome, findings)
  return {
    open: open.map((each) => each.resource),
    change: change.map(({ finding, patch, event }) => [
      finding.resource,
      patch.state ?? finding.state,
      patch.okStreak,
      event?.type,
    ]),
  }
}

describe('opening', () => {
  test('a confirmed fault opens', () => {
    expect(summary(run('fail'))).toEqual({ open: [''], change: [] })
  })
  test('a blip does not', () => {
    expect(summary(run('fail', { state: 'ok' }))).toEqual({ open: [], change: [] })
  })
  test('not being able to look opens its own kind, one step milder', () => {
    const { open } = followRun(run('unknown'), [])
    expect(open).toMatchObject([{ kind: 'unwatched', resource: unwatchedResource, severity: 'medium' }])
  })
  test('one unknown run that did not end the verdict opens nothing', () => {
    expect(summary(run('unknown', { state: 'ok' }))).toEqual({ open: [], change: [] })
  })
  test('flapping is a finding of its own', () => {
    expect(summary(run('ok', { flapping: true }))).toEqual({ open: [flappingResource], change: [] })
  })
})

describe('seen again', () => {
  test('an open finding is seen, its streak ends', () => {
    expect(summary(run('fail'), [stored({ okStreak: 2 })])).toEqual({
      open: [],
      change: [['', 'open', 0, undefined]],
    })
  })
  test('an unconfirmed fault ends the streak too', () => {
    expect(summary(run('fail', { state: 'ok' }), [stored({ okStreak: 2 })]).change).toEqual([
      ['', 'open', 0, undefined],
    ])
  })
  test('severity only rises by itself', () => {
    expect(summary(run('fail'), [stored({ severity: 'medium' })]).change).toEqual([
      ['', 'open', 0, 'severity'],
    ])
    expect(summary(run('warn'), [stored({ severity: 'high' })]).change).toEqual([['', 'open', 0, undefined]])
  })
  test('a claim is taken back by a later run', () => {
    const resolved = stored({ state: 'resolved', resolvedAt: minutesAgo(5) })
    expect(summary(run('fail'), [resolved]).change).toEqual([['', 'in-progress', 0, 'proof-failed']])
  })
  test('a run that began before the claim says nothing about it', () => {
    const resolved = stored({ state: 'resolved', resolvedAt: minutesAgo(0.5) })
    expect(summary(run('fail'), [resolved]).change).toEqual([['', 'resolved', 0, undefined]])
    expect(summary(run('ok'), [resolved]).change).toEqual([])
  })
  test('verified comes back as the same finding', () => {
    const verified = stored({ state: 'verified', verifiedAt: minutesAgo(60) })
    expect(summary(run('fail'), [verified])).toEqual({ open: [], change: [['', 'open', 0, 'reopened']] })
    expect(summary(run('fail', { state: 'ok' }), [verified]).change).toEqual([])
  })
  test('a false positive stays dismissed until its review date', () => {
    expect(
      summary(run('fail'), [stored({ state: 'false-positive', reviewOn: minutesAgo(-1) })]).change,
    ).toEqual([])
    expect(
      summary(run('fail'), [stored({ state: 'false-positive', reviewOn: minutesAgo(1) })]).change,
    ).toEqual([['', 'open', 0, 'reopened']])
  })
  test('a duplicate reopens its master', () => {
    const master = stored({
      id: 'master',
      checkId: 'other',
      fingerprint: 'x',
      resource: 'm',
      state: 'verified',
      verifiedAt: minutesAgo(9),
    })
    const duplicate = stored({ state: 'duplicate', duplicateOfId: 'master' })
    expect(summary(run('fail'), [master, duplicate]).change).toEqual([['m', 'open', 0, 'reopened']])
    expect(summary(run('fail'), [{ ...master, state: 'open' }, duplicate]).change).toEqual([])
  })
  test('an accepted finding stays accepted', () => {
    expect(summary(run('fail'), [stored({ state: 'accepted' })]).change).toEqual([
      ['', 'accepted', 0, undefined],
    ])
  })
})

describe('healing', () => {
  test.each([
    ['open', 0, 'open', 1, undefined],
    ['open', 2, 'verified', 0, 'healed'],
    ['triaged', 2, 'verified', 0, 'healed'],
    ['in-progress', 2, 'verified', 0, 'healed'],
    ['resolved', 0, 'resolved', 1, undefined],
    ['resolved', 1, 'verified', 0, 'verified'],
    ['accepted', 5, 'accepted', 6, undefined],
  ] as const)('%s after %i good runs and one more: %s', (state, okStreak, next, streak, event) => {
    const finding = stored({ state, okStreak, resolvedAt: state === 'resolved' ? minutesAgo(10) : null })
    expect(summary(run('ok'), [finding]).change).toEqual([['', next, streak, event]])
  })
  test('a feature that is gone heals', () => {
    expect(summary(run('not-applicable'), [stored({ okStreak: 2 })]).change).toEqual([
      ['', 'verified', 0, 'healed'],
    ])
  })
  test('an unknown run breaks the streak', () => {
    expect(summary(run('unknown', { state: 'fail' }), [stored({ okStreak: 2 })]).change).toEqual([
      ['', 'open', 0, undefined],
    ])
    expect(summary(run('unknown', { state: 'fail' }), [stored()]).change).toEqual([])
  })
  test('any conclusive run heals "not watched", also a bad one', () => {
    const unwatched = stored({ resource: unwatchedResource, okStreak: 2 })
    expect(summary(run('fail'), [unwatched])).toEqual({
      open: [''],
      change: [[unwatchedResource, 'verified', 0, 'healed']],
    })
  })
  test('ended findings are left alone', () => {
    expect(summary(run('ok'), [stored({ state: 'verified' })])).toEqual({ open: [], change: [] })
  })
  test('findings of another check are left alone', () => {
    expect(summary(run('ok'), [stored({ checkId: 'other' })])).toEqual({ open: [], change: [] })
  })
  test('a finding whose check is gone belongs to whoever sees it', () => {
    expect(summary(run('fail'), [stored({ checkId: null })])).toEqual({
      open: [],
      change: [['', 'open', 0, undefined]],
    })
    expect(summary(run('ok'), [stored({ checkId: null })])).toEqual({ open: [], change: [] })
  })
  test('flapping ends when it was counted and is over', () => {
    const flapping = stored({ resource: flappingResource, okStreak: 2 })
    expect(summary(run('ok'), [flapping]).change).toEqual([])
    expect(summary(run('ok', { flapping: false }), [flapping]).change).toEqual([
      [flappingResource, 'verified', 0, 'healed'],
    ])
  })
})

describe('resources', () => {
  test('each for itself: one heals while another fails', () => {
    const outcome = run('fail', {}, [resource('b', 'fail'), resource('a', 'ok')])
    expect(summary(outcome, [stored({ resource: 'a', okStreak: 2 })])).toEqual({
      open: ['b'],
      change: [['a', 'verified', 0, 'healed']],
    })
  })
  test('what lies beyond the limit is not healed by falling off the list', () => {
    const many = Array.from({ length: 30 }, (_, index) => resource(`t${index}`, 'fail'))
    const { open, change } = summary(run('fail', {}, many), [stored({ resource: 't29', okStreak: 2 })])
    expect(open).toHaveLength(20)
    expect(open.at(-1)).toBe(aggregateResource)
    expect(change).toEqual([['t29', 'open', 0, undefined]])
  })
  test('a judgement that was cut off proves no absence', () => {
    const full = Array.from({ length: 50 }, (_, index) => resource(`t${index}`, 'fail'))
    expect(summary(run('fail', {}, full), [stored({ resource: 'gone', okStreak: 2 })]).change).toEqual([])
  })
})
