import { expect, it } from 'vitest'
import { sentencesOf } from './sentences'

const say = sentencesOf({
  waiting: '{count, plural, =0 {Nothing waits} one {One waits} other {{count, number} wait}}',
  named: 'It is {name}',
})

it('writes by number, and groups', () => {
  expect([0, 1, 12_345].map((count) => say('waiting', { count }))).toEqual([
    'Nothing waits',
    'One waits',
    '12,345 wait',
  ])
})

it('puts in what people wrote as it is', () => {
  expect(say('named', { name: '{count} <b>’' })).toBe('It is {count} <b>’')
})

it('refuses to leave a hole', () => {
  expect(() => say('named')).toThrow(/name/)
})
