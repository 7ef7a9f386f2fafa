import { expect, test } from 'vitest'
import { z } from 'zod'
import { findingFilter } from '@/lib/findings/schema'
import { checkQuery, systemsQuery } from '@/lib/overview/schema'
import { parseInput } from './parse-input'

const schema = z.strictObject({ name: z.string(), tags: z.array(z.string()).default([]) })

test('says which field is wrong, never with its value', () => {
  expect(parseInput(schema, { name: 'a' })).toEqual({ name: 'a', tags: [] })
  expect(() => parseInput(schema, { name: 'a', canary: 'b' })).toThrow(
    expect.objectContaining({ kind: 'invalid' }),
  )
})

test.each([{ name: 'a\u0000' }, { name: 'a', tags: ['b\u0000'] }])(
  'refuses what the database cannot store',
  (input) => {
    expect(() => parseInput(schema, input)).toThrow(expect.objectContaining({ kind: 'invalid' }))
  },
)

test('does not follow what nests without end', () => {
  const deep = JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)
  expect(() => parseInput(schema, { name: deep })).toThrow(expect.objectContaining({ kind: 'invalid' }))
})

test('falls back where an address asks for what cannot be stored', () => {
  expect(systemsQuery.parse({ q: 'a\u0000' }).q).toBe('')
  expect(findingFilter.parse({ q: 'a\u0000' }).q).toBe('')
  expect(checkQuery.parse({ series: 'a\u0000' }).series).toBe('value')
})
