import { describe, expect, it } from 'vitest'
import { type StateCounts, sentenceOfCounts, stateOfCounts } from './check-state'

const counts = (over: Partial<StateCounts>): StateCounts => {
  const parts = { fail: 0, warn: 0, unknown: 0, never: 0, ok: 0, notApplicable: 0, paused: 0, ...over }
  return { checks: Object.values(parts).reduce((sum, each) => sum + each, 0), ...parts }
}

describe('the state of many checks', () => {
  it.each([
    [{}, 'unknown', 'no checks', 'db has no checks: nobody is looking.'],
    [{ fail: 2, warn: 1, ok: 9 }, 'fail', '2 failing', 'db: 2 failing, 1 warning.'],
    [{ warn: 2, unknown: 1, ok: 1 }, 'warn', '2 warnings', 'db: 2 warnings, 1 unknown.'],
    [{ unknown: 1, ok: 40 }, 'unknown', '1 unknown', 'db: 1 unknown.'],
    [{ never: 3 }, 'never', 'not yet run', 'db: 3 not yet run.'],
    [{ never: 3, ok: 2 }, 'never', '3 not yet run', 'db: 3 not yet run.'],
    [{ paused: 4 }, 'paused', 'all paused', 'db is paused: nobody is looking.'],
    [{ notApplicable: 2 }, 'not-applicable', 'not applicable', 'db: none of its 2 checks applies.'],
    [{ ok: 1 }, 'ok', 'passing', 'db passes its only check.'],
    [{ ok: 12, notApplicable: 2, paused: 1 }, 'ok', 'all 12 passing', 'db passes all 12 checks.'],
  ] as const)('%o reads %s', (parts, state, word, sentence) => {
    expect(stateOfCounts(counts(parts))).toEqual({ state, word })
    expect(sentenceOfCounts('db', counts(parts))).toBe(sentence)
  })
})
