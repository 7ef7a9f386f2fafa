import { describe, expect, it } from 'vitest'
import { needLabel, needProof, needVerb } from './need-label'
import type { Need } from './view'

const now = new Date('2026-11-23T12:00:00Z')
const finding = (over: object) =>
  ({
    type: 'finding',
    urgency: 'waiting',
    due: '2026-12-23T12:00:00Z',
    severity: 'high',
    kind: 'defect',
    owner: 'R. Okafor',
    state: 'open',
    ...over,
  }) as Need

const review = (over: object) => ({ type: 'review', reviewId: 'r', owner: 'R. Okafor', ...over }) as Need

describe('the head of a row', () => {
  it.each([
    [finding({ urgency: 'overdue', due: '2026-11-20T12:00:00Z' }), 'fail', 'Overdue 3 d', 'Decide'],
    [
      finding({ urgency: 'due-today', due: '2026-11-23T18:00:00Z', state: 'triaged' }),
      'fail',
      'Due in 6 h',
      'Open finding',
    ],
    [finding({ urgency: 'due-soon', due: '2026-11-25T14:00:00Z' }), 'warn', 'Due in 2 d', 'Decide'],
    [finding({ kind: 'unwatched' }), 'unknown', 'Not watched', 'Decide'],
    [finding({ owner: null }), 'fail', 'Unowned', 'Assign'],
    [finding({ owner: null, severity: 'medium' }), 'warn', 'Unowned', 'Assign'],
    [finding({}), 'fail', 'To decide', 'Decide'],
    [
      { type: 'task', automation: 'manual', due: '2026-11-20T12:00:00Z' } as Need,
      'fail',
      'Overdue 3 d',
      'Record',
    ],
    [
      { type: 'task', automation: 'check', due: '2026-11-20T12:00:00Z' } as Need,
      'fail',
      'Overdue 3 d',
      'See why',
    ],
    [{ type: 'blind', since: '2026-11-22T10:00:00Z' } as Need, 'unknown', 'No data 26 h', 'See why'],
    [
      review({ reviewId: null, state: null, urgency: 'overdue', due: '2026-11-20T12:00:00Z' }),
      'fail',
      'Overdue 3 d',
      'Plan review',
    ],
    [
      review({ state: 'planned', urgency: 'due-soon', due: '2026-11-25T14:00:00Z' }),
      'warn',
      'Due in 2 d',
      'Open review',
    ],
    [
      review({ state: 'in-review', urgency: 'due-today', due: '2026-11-23T18:00:00Z' }),
      'fail',
      'Due in 6 h',
      'Continue',
    ],
    [
      review({ state: 'sign-off', urgency: 'overdue', due: '2026-11-21T12:00:00Z' }),
      'warn',
      'To sign 2 d',
      'Sign',
    ],
  ])('says what presses', (need, state, word, verb) => {
    expect(needLabel(need, now)).toEqual({ state, word })
    expect(needVerb(need)).toBe(verb)
  })
})

it('leads from a backup that nobody restored to where a machine does', () => {
  const href = '/systems/s/proofs/drills'
  expect(needProof(finding({ systemId: 's', flagKey: 'unproven-backup' }))).toEqual({
    label: 'Prove it now',
    href,
  })
  expect(needProof(finding({ systemId: 's', flagKey: 'postponed' }))).toBeNull()
  expect(needProof(finding({ systemId: 's', flagKey: null }))).toBeNull()
  expect(needProof(review({ systemId: 's' }))).toBeNull()
})
