import { expect, it } from 'vitest'
import type { Control } from '@/lib/checklists/schema'
import { testControl } from '@/scripts/testing/checklist-fixture'
import { exclusionSentence, findingSentence, scoreSentence } from './effect-sentences'

const choice = (key: string, outcome: 'pass' | 'warn' | 'fail') => ({
  key,
  label: key,
  outcome,
  improvement: '',
})
const view = (more: Partial<Control>, rest: Partial<Parameters<typeof findingSentence>[0]> = {}) => ({
  control: testControl('a', more),
  ownerName: 'R. Okafor',
  suggestion: null,
  ...rest,
})

it('says which answers open a finding, for whom and until when', () => {
  const choices = [choice('a', 'pass'), choice('b', 'warn'), choice('c', 'fail'), choice('d', 'fail')]
  expect(findingSentence(view({ type: 'choice', choices }), '30 Nov')).toBe(
    'Answers 3 and 4 open a high finding for R. Okafor, due 30 Nov. “I don’t know” opens a finding to find out, for R. Okafor, due 30 Nov.',
  )
  expect(findingSentence(view({}), '30 Nov')).toMatch(/^Answer 2 opens a high finding for R. Okafor/)
  expect(findingSentence(view({}, { ownerName: null }), '30 Nov')).toContain('without an owner')
  const threshold = { unit: '%', worse: 'higher' as const, warn: 70, fail: 85 }
  expect(findingSentence(view({ type: 'number', threshold, severity: 'medium' }), '30 Nov')).toMatch(
    /^85 % or more opens a medium finding/,
  )
})

it('opens none beside that of a check', () => {
  const suggestion = { outcome: 'fail' as const, source: 'check tcp.open' }
  expect(findingSentence(view({}, { suggestion }), '30 Nov')).toMatch(
    /^Answer 2 opens no finding of its own: the check that fails has one\. “I don’t know”/,
  )
})

it('says nothing of findings where no answer is wrong', () => {
  expect(findingSentence(view({ type: 'choice', choices: [choice('a', 'pass')] }), '30 Nov')).toMatch(
    /^“I don’t know”/,
  )
  expect(findingSentence(view({ type: 'auto' }), '30 Nov')).toBe(null)
})

it('prints what happens to the posture', () => {
  const effect = { now: 71.2, standings: { pass: 78, warn: 74, fail: 70.6, unknown: 70.6 }, excluded: 74 }
  expect(scoreSentence(effect)).toBe('Posture 71 now: 78 if this passes, 71 if it fails or nobody knows.')
  expect(exclusionSentence(effect)).toBe(
    'Leaving it out: posture 71 → 74. The score prints that it is left out.',
  )
  expect(exclusionSentence({ ...effect, excluded: 71.4 })).toBe('Leaving it out: the posture stays 71.')
  expect(scoreSentence({ ...effect, standings: { pass: 71, warn: 71, fail: 71, unknown: 71 } })).toContain(
    'less than a point',
  )
})
