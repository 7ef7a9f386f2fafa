import { expect, test } from 'vitest'
import { noticePooler, prepared } from './prepared'

test('prepares until a pooler shows itself', () => {
  expect(prepared('one', 'select 1', [])).toHaveProperty('name', 'one')
  expect(noticePooler(new Error('something else'))).toBe(false)
  expect(noticePooler(Object.assign(new Error(), { code: '40001' }))).toBe(false)
  expect(prepared('one', 'select 1', [])).toHaveProperty('name')
  expect(noticePooler(Object.assign(new Error(), { code: '26000' }))).toBe(true)
  expect(prepared('one', 'select 1', [2])).toEqual({ text: 'select 1', values: [2] })
})
