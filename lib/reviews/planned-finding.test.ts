import { expect, test } from 'vitest'
import type { Control } from '@/lib/checklists/schema'
import { effectSentence, effectsOf, improvementOf, numberEffect, plannedFinding } from './planned-finding'
import { answerInWords, choiceOf, choicesOf } from './review-answer'

const control: Control = {
  key: 'backup.restore-tested',
  area: 'Backups',
  question: 'When was a backup last restored?',
  why: 'A copy that was never opened proves nothing.',
  remediation: 'Restore the newest backup.',
  type: 'choice',
  choices: [
    { key: 'recent', label: 'Within 35 days', outcome: 'pass', improvement: '' },
    { key: 'late', label: '36 to 100 days ago', outcome: 'warn', improvement: 'Restore it this month.' },
    { key: 'old', label: 'Longer ago', outcome: 'fail', improvement: 'Restore it this week.' },
    { key: 'never', label: 'Never', outcome: 'fail', improvement: '' },
  ],
  threshold: null,
  severity: 'high',
  evidencePolicy: 'optional',
  validForDays: 35,
  dimension: 'backup',
  appliesWhen: null,
  proofOf: null,
  answeredBy: [],
}

test('what each answer opens is said by the keys that choose it', () => {
  expect(effectsOf(control).map(effectSentence)).toEqual([
    'Answers 3 and 4 open a high finding',
    'Answer 5 opens a high finding, because nobody knows,',
  ])
})

test('choices come in their order, then the two that every question has', () => {
  expect(choicesOf(control).map(({ hotkey, value }) => `${hotkey} ${value}`)).toEqual([
    '1 recent',
    '2 late',
    '3 old',
    '4 never',
    '5 unknown',
    '6 not-applicable',
  ])
  expect(choicesOf({ ...control, type: 'boolean', choices: [] }).map(({ label }) => label)).toEqual([
    'Yes',
    'No',
    'I don’t know',
    'Does not apply (say why)',
  ])
})

test.each([
  [{ kind: 'choice', choice: 'late' }, 'late', '36 to 100 days ago'],
  [{ kind: 'choice', choice: 'gone' }, null, 'gone'],
  [{ kind: 'boolean', value: false }, 'no', 'No'],
  [{ kind: 'number', value: 12 }, 'value', '12'],
  [{ kind: 'text', text: 'The disk.' }, 'text', 'The disk.'],
  [{ kind: 'unknown' }, 'unknown', 'I don’t know'],
] as const)('%j is the choice %s', (answer, choice, words) => {
  expect(choiceOf(control, answer)).toBe(choice)
  expect(answerInWords(control, answer)).toBe(words)
})

test('a number opens what its limits say', () => {
  const threshold = { unit: 'days', worse: 'higher' as const, warn: 30, fail: 90 }
  expect(numberEffect({ ...control, type: 'number', threshold })).toBe('90 days or more opens a high finding')
  expect(numberEffect(control)).toBeNull()
})

test('what to do is what the choice says, else what the control says', () => {
  expect(improvementOf(control, { kind: 'choice', choice: 'old' })).toBe('Restore it this week.')
  expect(improvementOf(control, { kind: 'choice', choice: 'never' })).toBe('Restore the newest backup.')
  expect(improvementOf(control, { kind: 'unknown' })).toBe('Restore the newest backup.')
})

test('what a check already reports is not opened twice; a gap in knowledge is', () => {
  expect(plannedFinding(control, 'fail')).toEqual({ kind: 'defect', severity: 'high' })
  expect(plannedFinding(control, 'fail', true)).toBeNull()
  expect(plannedFinding(control, 'unknown', true)).toEqual({ kind: 'knowledge-gap', severity: 'high' })
  for (const outcome of ['pass', 'warn', null] as const) expect(plannedFinding(control, outcome)).toBeNull()
})
