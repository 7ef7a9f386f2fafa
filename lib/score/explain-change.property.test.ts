import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCaps, anyControls } from '@/scripts/testing/arbitrary-score'
import { computeScore, type ScoreInput } from './compute-score'
import { byCause, type ChangeLine, changeCauses, explainChange, type ScoredDay } from './explain-change'

const dayOf = (input: ScoreInput): ScoredDay => {
  const { posture, cappedPosture, coverage, grade } = computeScore(input)
  return { ...input, posture, cappedPosture, coverage, grade, checklists: [] }
}
const anyDay = fc.record({ controls: anyControls(12), caps: anyCaps }).map(dayOf)
const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      check(value)
    }),
    { numRuns: 2_000 },
  )
const total = (lines: readonly Pick<ChangeLine, 'posture' | 'coverage'>[], of: 'posture' | 'coverage') =>
  lines.reduce((sum, line) => sum + line[of], 0)

test('the lines add up to the difference, whatever happened between two days', () => {
  holds(fc.tuple(anyDay, anyDay), ([before, after]) => {
    const lines = explainChange(before, after)
    expect(total(lines, 'posture')).toBeCloseTo(after.cappedPosture - before.cappedPosture, 9)
    expect(total(lines, 'coverage')).toBeCloseTo(after.coverage - before.coverage, 9)
  })
})

test('and so do the causes', () => {
  holds(fc.tuple(anyDay, anyDay), ([before, after]) => {
    const causes = byCause(explainChange(before, after))
    expect(Object.keys(causes)).toEqual([...changeCauses])
    expect(total(Object.values(causes), 'posture')).toBeCloseTo(after.cappedPosture - before.cappedPosture, 9)
  })
})

test('the way back is the same with the sign turned', () => {
  holds(fc.tuple(anyDay, anyDay), ([before, after]) => {
    const [there, back] = [explainChange(before, after), explainChange(after, before)]
    expect(total(there, 'posture')).toBeCloseTo(-total(back, 'posture'), 9)
  })
})

test('nothing changed says nothing', () => {
  holds(anyDay, (day) => {
    expect(explainChange(day, day)).toEqual([])
  })
})

test('a control is named only where it changed, and no step is told twice', () => {
  holds(fc.tuple(anyDay, anyDay), ([before, after]) => {
    const lines = explainChange(before, after).filter(({ key }) => key !== null)
    const told = lines.map(({ cause, key, from, to }) => [cause, key, from, to].join(' '))
    expect(new Set(told).size).toBe(told.length)
    for (const { key } of lines) {
      const [one, other] = [before, after].map(({ controls }) => controls.find((each) => each.key === key))
      expect(one).not.toEqual(other)
    }
  })
})
