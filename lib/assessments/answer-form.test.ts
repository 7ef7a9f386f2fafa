import { expect, it } from 'vitest'
import { testControl } from '@/scripts/testing/checklist-fixture'
import { readAnswer } from './answer-form'

const threshold = { unit: '%', worse: 'higher' as const, warn: null, fail: 85 }

it.each([
  ['boolean', 'yes', '', { kind: 'boolean', value: true }],
  ['boolean', 'no', '', { kind: 'boolean', value: false }],
  ['choice', 'choice:a.b', '', { kind: 'choice', choice: 'a.b' }],
  ['number', '', '85', { kind: 'number', value: 85 }],
  ['number', '', '-2,5', { kind: 'number', value: -2.5 }],
  ['number', 'unknown', '85', { kind: 'unknown' }],
  ['text', '', 'the disk', { kind: 'text', text: 'the disk' }],
  ['choice', 'unknown', '', { kind: 'unknown' }],
] as const)('%s: %j and %j', (type, answer, value, read) => {
  expect(readAnswer(testControl('a', { type, threshold }), { answer, value })).toEqual(read)
})

it.each([
  ['boolean', '', 'answer', 'Choose an answer'],
  ['choice', 'maybe', 'answer', 'Choose an answer'],
  ['number', '', 'value', 'a number in %, e.g. 85'],
  ['number', 'abc', 'value', 'a number in %'],
  ['text', '', 'value', 'Write the answer down'],
] as const)('%s without a right answer (%j) names the field', (type, text, field, sentence) => {
  const read = () =>
    readAnswer(testControl('a', { type, threshold }), { answer: type === 'number' ? '' : text, value: text })
  expect(read).toThrow(
    expect.objectContaining({ kind: 'invalid', fields: { [field]: expect.stringContaining(sentence) } }),
  )
})
