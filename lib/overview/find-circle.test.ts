import { expect, test } from 'vitest'
import { findCircle } from './find-circle'

const needs = (...pairs: string[]) => pairs.map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '' }))

test.each([
  ['nothing', [], null],
  ['a line', ['ab', 'bc'], null],
  ['two that need each other', ['ab', 'ba'], ['b']],
  ['itself', ['aa'], []],
  ['three in a row', ['ab', 'bc', 'ca'], ['b', 'c']],
  ['the shorter of two', ['ab', 'bc', 'ca', 'ad', 'da'], ['d']],
  ['a circle that it only leads into', ['ab', 'bc', 'cb'], null],
  ['a diamond', ['ab', 'ac', 'bd', 'cd'], null],
])('%s', (_name, pairs, circle) => {
  expect(findCircle('a', needs(...pairs))).toEqual(circle)
})
