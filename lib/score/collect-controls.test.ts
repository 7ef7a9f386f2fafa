import { describe, expect, test } from 'vitest'
import { control as controlSchema } from '@/lib/checklists/schema'
import type { AssignedControl } from '@/lib/checklists/store'
import { type ControlFacts, type CountedAnswer, collectControls, countedChecklists } from './collect-controls'

const now = new Date('2026-11-23T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

const assigned = (
  key: string,
  over: Record<string, unknown> = {},
  checklistKey = 'quarterly',
): AssignedControl => ({
  control: controlSchema.parse({
    key,
    area: 'Backups',
    question: 'Was a restore tried?',
    why: 'A backup is a hope.',
    remediation: 'Restore one.',
    type: 'boolean',
    severity: 'high',
    evidencePolicy: 'none',
    validForDays: 90,
    dimension: 'backup',
    ...over,
  }),
  meaning: 'aaaaaaaaaaaa',
  checklistKey,
  versionId: 'v',
  versionNumber: 2,
})
const answer = (controlKey: string, over: Partial<CountedAnswer> = {}): CountedAnswer => ({
  controlKey,
  outcome: 'pass',
  meaning: 'aaaaaaaaaaaa',
  answeredAt: inDays(-10),
  validUntil: inDays(80),
  source: 'manual',
  ...over,
})
const collect = (over: Partial<ControlFacts>) =>
  collectControls({
    assigned: [assigned('backup.restored', { answeredBy: [{ check: ['bk.age'] }] })],
    answers: [],
    accepted: [],
    excluded: new Set(),
    facts: { system: { kind: 'database', environment: 'production', criticality: 'high' }, targets: [] },
    now,
    ...over,
  })
const standing = (over: Partial<ControlFacts>) => collect(over)[0]?.standing

describe('how a control stands', () => {
  test.each([
    ['never answered', [], 'never'],
    ['answered well', [answer('backup.restored')], 'pass'],
    ['due soon counts as fresh', [answer('backup.restored', { validUntil: inDays(2) })], 'pass'],
    ['a warning', [answer('backup.restored', { outcome: 'warn' })], 'warn'],
    ['"I do not know"', [answer('backup.restored', { outcome: 'unknown' })], 'unknown'],
    ['too old', [answer('backup.restored', { validUntil: inDays(-1) })], 'stale'],
    ['an answer to another question', [answer('backup.restored', { meaning: 'bbbb' })], 'stale'],
    ['an answer to another control', [answer('backup.runs')], 'never'],
  ])('%s', (_what, answers, expected) => {
    expect(standing({ answers })).toBe(expected)
  })

  test.each([
    ['by its control', { controlKey: 'backup.restored', checkKind: null }, 'accepted'],
    ['by the check that answers it', { controlKey: null, checkKind: 'bk.age' }, 'accepted'],
    ['by another check', { controlKey: null, checkKind: 'bk.size' }, 'never'],
    ['by another control', { controlKey: 'backup.runs', checkKind: null }, 'never'],
  ])('accepted %s', (_what, finding, expected) => {
    expect(standing({ accepted: [finding] })).toBe(expected)
  })

  test('what passes has nothing to accept; a failure that is accepted is decided', () => {
    const accepted = [{ controlKey: 'backup.restored', checkKind: null }]
    expect(standing({ accepted, answers: [answer('backup.restored')] })).toBe('pass')
    expect(standing({ accepted, answers: [answer('backup.restored', { outcome: 'fail' })] })).toBe('accepted')
    expect(standing({ accepted, answers: [answer('backup.restored', { validUntil: inDays(-1) })] })).toBe(
      'accepted',
    )
  })

  test('an answer that a deleted check gave is gone', () => {
    const answers = [answer('backup.restored', { source: 'auto', validUntil: null })]
    expect(standing({ answers })).toBe('pass')
    expect(standing({ answers: [answer('backup.restored', { source: 'auto', outcome: 'unknown' })] })).toBe(
      'unknown',
    )
    expect(standing({ answers: [] })).toBe('never')
  })
})

describe('which controls count', () => {
  test('only those that apply', () => {
    const onlyHosts = assigned('host.patched', { appliesWhen: { systemKind: ['host'] } })
    expect(collect({ assigned: [onlyHosts, assigned('backup.restored')] }).map(({ key }) => key)).toEqual([
      'backup.restored',
    ])
  })

  test('those that were approved as not applicable are marked', () => {
    expect(collect({ excluded: new Set(['backup.restored']) })[0]).toMatchObject({ excluded: true })
    expect(collect({ excluded: new Set(['other']) })[0]).toMatchObject({ excluded: false })
  })

  test('each key once, as strictly as any checklist asks it', () => {
    const twice = [
      assigned('backup.restored', { severity: 'medium' }, 'start'),
      { ...assigned('backup.restored', { severity: 'critical' }), meaning: 'cccccccccccc' },
    ]
    const scored = collect({ assigned: twice, answers: [answer('backup.restored')] })
    expect(scored).toEqual([
      {
        key: 'backup.restored',
        checklist: 'quarterly',
        severity: 'critical',
        meaning: 'cccccccc',
        standing: 'stale',
        excluded: false,
      },
    ])
    expect(collect({ assigned: [...twice].reverse(), answers: [answer('backup.restored')] })).toEqual(scored)
  })
})

test('the versions that counted are named once', () => {
  expect(countedChecklists([assigned('a'), assigned('b'), assigned('c', {}, 'alerts')])).toEqual([
    { key: 'alerts', version: 2 },
    { key: 'quarterly', version: 2 },
  ])
})
