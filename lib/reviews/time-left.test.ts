import { expect, test } from 'vitest'
import { minutesLeft, minutesOf, type PaceFacts, paceOf } from './time-left'

const choice = { type: 'choice', evidencePolicy: 'optional' } as const
const judged = { type: 'text', evidencePolicy: 'optional' } as const
const of = (count: number, facts: PaceFacts) => Array.from({ length: count }, () => facts)
const plan = [
  ...of(14, { control: choice, isSuggested: true, isReproof: false }),
  ...of(7, { control: choice, isSuggested: false, isReproof: false }),
  ...of(3, { control: judged, isSuggested: false, isReproof: false }),
]

test('24 questions, 14 of them known, take 14 minutes at most', () => {
  expect(minutesOf(plan)).toBe(14)
})

test('the less is known, the longer it takes; what is shown again is judged', () => {
  expect(minutesOf(of(24, { control: choice, isSuggested: false, isReproof: false }))).toBe(18)
  expect(paceOf({ control: choice, isSuggested: true, isReproof: true })).toBe('judgement')
  expect(
    paceOf({ control: { ...choice, evidencePolicy: 'required' }, isSuggested: false, isReproof: false }),
  ).toBe('judgement')
})

test.each([
  ['nothing answered', 0, 0, 14],
  ['half answered as planned', 14, 12, 11],
  ['half answered, half as fast', 14, 24, 20],
  ['half answered, ten times as slow counts as twice', 14, 120, 20],
  ['half answered, unmeasured', 14, 0, 11],
  ['all answered', 24, 10, 2],
])('%s', (_name, answered, secondsSpent, minutes) => {
  const questions = plan.map((facts, index) => ({
    ...facts,
    isAnswered: index < answered,
    secondsSpent: index < answered ? secondsSpent : 0,
  }))
  expect(minutesLeft(questions)).toBe(minutes)
})
