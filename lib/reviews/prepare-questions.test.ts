import { expect, test } from 'vitest'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import type { Control } from '@/lib/checklists/schema'
import { countSuggested, type KnownAnswer, prepareQuestions } from './prepare-questions'

const control = (key: string, severity: Control['severity'] = 'medium'): Control => ({
  key,
  area: 'Backups',
  question: `What about ${key}?`,
  why: 'Because.',
  remediation: 'Do it.',
  type: 'choice',
  choices: [
    { key: 'good', label: 'Good', outcome: 'pass', improvement: '' },
    { key: 'bad', label: 'Bad', outcome: 'fail', improvement: '' },
  ],
  threshold: null,
  severity,
  evidencePolicy: 'optional',
  validForDays: 90,
  dimension: 'backup',
  appliesWhen: null,
  proofOf: null,
  answeredBy: [],
})
const data = (choice: 'good' | 'bad' | null): SuggestedAnswer => ({
  outcome: choice === null ? 'unknown' : choice === 'good' ? 'pass' : 'fail',
  answer: choice === null ? { kind: 'unknown' } : { kind: 'choice', choice },
  statement: choice === null ? 'No check has run yet' : `It is ${choice}`,
  facts: [],
  validUntil: null,
  source: 'check bk.age',
})
const known = (choice: 'good' | 'bad', change: Partial<KnownAnswer> = {}): KnownAnswer => ({
  answer: { kind: 'choice', choice },
  outcome: choice === 'good' ? 'pass' : 'fail',
  label: choice === 'good' ? 'Good' : 'Bad',
  note: '',
  by: 'R. Okafor',
  at: '2026-08-14T10:00:00.000Z',
  quarter: '2026-Q3',
  meaning: 'm',
  fromData: false,
  ...change,
})
const prepare = (
  key: string,
  says: SuggestedAnswer | null,
  before: KnownAnswer | null,
  more: string[] = [],
) =>
  prepareQuestions({
    controls: [key, ...more].map((each) => ({ control: control(each), meaning: 'm' })),
    known: new Map(before ? [[key, before]] : []),
    seed: 1,
    zone: 'America/New_York',
    suggest: ({ key: asked }) => (asked === key ? says : null),
  })[0]

test('data come first, and are marked where they say the same as last time', () => {
  expect(prepare('a', data('good'), known('good', { fromData: true }))).toMatchObject({
    suggestion: { from: 'data', label: 'Good', outcome: 'pass', statement: 'It is good', gap: null },
    isSameAsLast: true,
    isReproof: false,
  })
  expect(prepare('a', data('bad'), known('good'))).toMatchObject({
    suggestion: { from: 'data', label: 'Bad' },
    previous: { label: 'Good' },
    isSameAsLast: false,
  })
})

test('without data the last answer is suggested, with what data miss', () => {
  expect(prepare('a', data(null), known('bad'))?.suggestion).toMatchObject({
    from: 'last',
    outcome: 'fail',
    label: 'Bad',
    facts: [{ sentence: 'Said by R. Okafor in the review 2026-Q3', href: null }],
    gap: 'No check has run yet',
  })
})

test('the day of an answer outside of reviews is that of the system', () => {
  const said = known('bad', { quarter: null, at: '2026-11-20T03:00:00.000Z' })
  expect(prepare('a', null, said)?.suggestion?.facts[0]?.sentence).toBe('Said by R. Okafor on 2026-11-19')
})

test('data that know nothing say so and suggest nothing', () => {
  const question = prepare('a', data(null), null)
  expect(question?.suggestion).toMatchObject({
    from: 'data',
    outcome: 'unknown',
    gap: 'No check has run yet',
  })
  expect(countSuggested(question ? [question] : [])).toBe(0)
  expect(prepare('a', null, null)?.suggestion).toBeNull()
})

test('an answer to another question is no answer: the meaning has changed', () => {
  expect(prepare('a', null, known('good', { meaning: 'older' }))).toMatchObject({
    suggestion: null,
    previous: null,
  })
})

test('what is answered in words is thought through anew, with the last words beside it', () => {
  const [question] = prepareQuestions({
    controls: [{ control: { ...control('a'), type: 'text', choices: [] }, meaning: 'm' }],
    known: new Map([
      ['a', known('good', { answer: { kind: 'text', text: 'A disk.' }, label: 'A disk.', outcome: 'warn' })],
    ]),
    seed: 1,
    zone: 'America/New_York',
    suggest: () => null,
  })
  expect(question).toMatchObject({ suggestion: null, previous: { label: 'A disk.' } })
})

test('"I don’t know" is not carried', () => {
  const unsure = known('good', { answer: { kind: 'unknown' }, outcome: 'unknown' })
  expect(prepare('a', null, unsure)).toMatchObject({ suggestion: null, previous: { outcome: 'unknown' } })
})

test('of five passes that only a person vouched for, one is shown again and not suggested', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'from-data', 'failed', 'watched-now']
  const questions = prepareQuestions({
    controls: keys.map((key) => ({ control: control(key), meaning: 'm' })),
    known: new Map(
      keys.map((key) => [
        key,
        key === 'failed' ? known('bad') : known('good', { fromData: key === 'from-data' }),
      ]),
    ),
    seed: 3,
    zone: 'UTC',
    suggest: ({ key }) => (key === 'watched-now' ? data('good') : null),
  })
  const reproofs = questions.filter(({ isReproof }) => isReproof)
  expect(reproofs).toHaveLength(1)
  expect(['a', 'b', 'c', 'd', 'e']).toContain(reproofs[0]?.controlKey)
  expect(reproofs[0]?.suggestion).toBeNull()
  expect(questions.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
