import { describe, expect, it } from 'vitest'
import { answerCarriesOver } from './answer-carries-over'
import { meaningOf } from './meaning'
import type { Control } from './schema'

const choice = (key: string, outcome: 'pass' | 'warn' | 'fail', label = key) => ({
  key,
  label,
  outcome,
  improvement: '',
})
const asked: Control = {
  key: 'backup.restore-tested',
  area: 'Backups',
  question: 'When was a restore last tried?',
  why: 'A backup is a hope.',
  remediation: 'Try one.',
  type: 'choice',
  choices: [choice('quarter', 'pass'), choice('year', 'warn'), choice('never', 'fail')],
  threshold: null,
  severity: 'high',
  evidencePolicy: 'required',
  validForDays: 90,
  dimension: 'backup',
  appliesWhen: null,
  proofOf: null,
  answeredBy: [],
}
const number: Control = {
  ...asked,
  type: 'number',
  choices: [],
  threshold: { unit: 'h', worse: 'higher', warn: 26, fail: 50 },
}
const carries = (from: Control, to: Control) =>
  answerCarriesOver({ meaning: meaningOf(from) }, { meaning: meaningOf(to) })

describe('an answer carries over', () => {
  it.each<[string, Partial<Control>]>([
    ['a typo in the question', { question: 'When was a restore last tried, really?' }],
    ['another reason or remedy', { why: 'Because.', remediation: 'Do it.' }],
    ['another area and weight', { area: 'Recovery', severity: 'critical', dimension: 'maintenance' }],
    ['another validity or evidence', { validForDays: 30, evidencePolicy: 'none' }],
    ['another source of answers', { answeredBy: [{ fact: 'backup.restored' }] }],
    ['other systems that it concerns', { appliesWhen: { systemKind: ['database'] }, proofOf: 'backup.runs' }],
    [
      'reworded choices',
      { choices: asked.choices.map((each) => ({ ...each, label: `${each.key}!`, improvement: 'More.' })) },
    ],
    ['choices in another order', { choices: asked.choices.toReversed() }],
  ])('over %s', (_what, change) => expect(carries(asked, { ...asked, ...change })).toBe(true))
})

describe('an answer ends', () => {
  it.each<[string, Control, Partial<Control>]>([
    ['another type', asked, { type: 'text', choices: [] }],
    [
      'a choice that is worth something else',
      asked,
      { choices: [choice('quarter', 'warn'), choice('year', 'pass'), choice('never', 'fail')] },
    ],
    ['a new choice', asked, { choices: [...asked.choices, choice('week', 'pass')] }],
    ['a choice less', asked, { choices: asked.choices.slice(0, 2) }],
    [
      'a choice under another key',
      asked,
      { choices: [choice('three-months', 'pass'), ...asked.choices.slice(1)] },
    ],
    ['another limit', number, { threshold: { unit: 'h', worse: 'higher', warn: 26, fail: 49 } }],
    ['no warning any more', number, { threshold: { unit: 'h', worse: 'higher', warn: null, fail: 50 } }],
    ['another unit', number, { threshold: { unit: 'days', worse: 'higher', warn: 26, fail: 50 } }],
    ['the other direction', number, { threshold: { unit: 'h', worse: 'lower', warn: 26, fail: 50 } }],
  ])('with %s', (_what, from, change) => expect(carries(from, { ...from, ...change })).toBe(false))
})
