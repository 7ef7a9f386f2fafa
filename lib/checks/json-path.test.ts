import { describe, expect, it } from 'vitest'
import { parseJsonPath, valueAt } from './json-path'

const document = { status: 'up', 'two words': 1, list: [{ ok: false }, [7]], 'a"b': 2, nothing: null }

describe('JSON paths', () => {
  it.each([
    ['$', document],
    ['$.status', 'up'],
    ['$["status"]', 'up'],
    ["$['two words']", 1],
    ['$.list[0].ok', false],
    ['$.list[1][0]', 7],
    ['$["a\\"b"]', 2],
    ['$.nothing', null],
    ['$.nothing.more', undefined],
    ['$.list[9]', undefined],
    ['$.status.length', undefined],
    ['$.list.length', 2],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
    ['$.toString', undefined],
  ])('%s', (text, value) => {
    const path = parseJsonPath(text)
    expect(path).not.toBeNull()
    expect(valueAt(document, path ?? [])).toEqual(value)
  })

  it.each([
    '',
    'status',
    '.status',
    '$status',
    '$.',
    '$..a',
    '$.*',
    '$[*]',
    '$[?(@.a)]',
    '$[-1]',
    '$.a[',
    '$["a]',
  ])('"%s" is none', (text) => {
    expect(parseJsonPath(text)).toBeNull()
  })
})
