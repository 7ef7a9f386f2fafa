import { expect, test } from 'vitest'
import { storableJson } from './storable-json'

test.each([
  ['plain', { a: 'x', n: 1 }, '{"a":"x","n":1}'],
  ['NUL in a value', { a: 'x\u0000y' }, '{"a":"x\ufffdy"}'],
  ['NUL in a name', { 'a\u0000': 1 }, '{"a\ufffd":1}'],
  ['half a pair', ['\ud83d'], '["\ufffd"]'],
  ['a whole pair', ['\ud83d\ude00'], '["😀"]'],
  ['a backslash that only looks like an escape', ['\\u0000'], '["\\\\u0000"]'],
  ['not finite', [Number.NaN, Number.POSITIVE_INFINITY], '[null,null]'],
  ['dates', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
])('%s', (_name, value, expected) => expect(storableJson(value)).toBe(expected))
