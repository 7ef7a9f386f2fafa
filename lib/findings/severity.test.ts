import { expect, test } from 'vitest'
import { compareSeverity, severities, unwatchedSeverity, worseSeverity } from './severity'

test('sorts worst first', () => {
  expect([...severities].reverse().sort(compareSeverity)).toEqual(['critical', 'high', 'medium', 'low'])
})

test.each([
  ['critical', 'low', 'critical'],
  ['low', 'high', 'high'],
  ['medium', 'medium', 'medium'],
] as const)('the worse of %s and %s is %s', (a, b, worse) => expect(worseSeverity(a, b)).toBe(worse))

test.each([
  ['critical', 'high'],
  ['high', 'medium'],
  ['medium', 'low'],
  ['low', 'low'],
] as const)('not watching a check that fails as %s is %s', (failing, unwatched) =>
  expect(unwatchedSeverity(failing)).toBe(unwatched),
)
