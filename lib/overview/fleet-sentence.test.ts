import { expect, test } from 'vitest'
import { fleetSentence } from './fleet-sentence'

const coverage = { systems: 18, watched: 18, failing: 0, warning: 0, blind: 0, checks: 146, current: 146 }

test.each([
  [{ failing: 2, warning: 1, blind: 1 }, '18 systems: 2 failing, 1 with warnings, 1 out of sight.'],
  [{ systems: 1200, failing: 1001 }, '1,200 systems: 1,001 failing.'],
  [{ blind: 3 }, '18 systems: 3 out of sight.'],
  [{}, '18 systems, none failing.'],
  [{ systems: 1 }, '1 system, nothing failing.'],
  [{ systems: 0 }, 'No systems yet.'],
])('%o', (over, sentence) => {
  expect(fleetSentence({ ...coverage, ...over })).toBe(sentence)
})
