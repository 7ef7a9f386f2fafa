import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCaps, anyControl, anyInput, anyStanding } from '@/scripts/testing/arbitrary-score'
import { capped, computeScore, gradeOf, type ScoreInput, sums, withStanding } from './compute-score'
import { nextGrade } from './next-grade'
import {
  coverageForGrade,
  type Grade,
  grades,
  isKnown,
  type ScoredControl,
  type Standing,
  standings,
  standingValue,
} from './schema'

const runs = { numRuns: 1_000 }
const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      check(value)
    }),
    runs,
  )

const nothingKnown: Standing[] = ['unknown', 'stale', 'never']
/** "?" is no grade, so it is better than none. */
const isBetter = (one: Grade, other: Grade) =>
  one !== '?' && (other === '?' || grades.indexOf(one) < grades.indexOf(other))

/** An input, and one of its controls. */
const withOne = anyInput
  .filter(({ controls }) => controls.length > 0)
  .chain((input) => fc.tuple(fc.constant(input), fc.constantFrom(...input.controls)))

describe('not looking never helps', () => {
  test('skipping, an error, growing old, never answering, a check that is paused or deleted', () => {
    holds(fc.tuple(withOne, fc.constantFrom(...nothingKnown)), ([[input, control], standing]) => {
      const before = computeScore(input)
      const after = computeScore(withStanding(input, control.key, standing))
      expect(after.posture).toBeLessThanOrEqual(before.posture)
      expect(after.cappedPosture).toBeLessThanOrEqual(before.cappedPosture)
      expect(isBetter(after.grade, before.grade)).toBe(false)
      if (isKnown(control.standing)) expect(after.coverage).toBeLessThanOrEqual(before.coverage)
    })
  })

  test('many at once neither', () => {
    holds(
      fc.tuple(anyInput, fc.func(fc.boolean()), fc.constantFrom(...nothingKnown)),
      ([input, falls, standing]) => {
        const blinded = input.controls.map((each) => (falls(each.key) ? { ...each, standing } : each))
        const [before, after] = [computeScore(input), computeScore({ ...input, controls: blinded })]
        expect(after.cappedPosture).toBeLessThanOrEqual(before.cappedPosture)
        expect(isBetter(after.grade, before.grade)).toBe(false)
      },
    )
  })

  test('what is asked anew and unknown, failing or never answered only takes', () => {
    const added = fc.tuple(
      anyInput,
      anyControl('new'),
      fc.constantFrom<Standing>('fail', 'accepted', ...nothingKnown),
    )
    holds(added, ([input, control, standing]) => {
      const more = [...input.controls, { ...control, standing, excluded: false }]
      const [before, after] = [computeScore(input), computeScore({ ...input, controls: more })]
      expect(after.posture).toBeLessThanOrEqual(before.posture)
      expect(after.cappedPosture).toBeLessThanOrEqual(before.cappedPosture)
    })
  })
})

describe('a better answer never hurts', () => {
  test('whatever has more value raises the posture, by exactly its share', () => {
    holds(fc.tuple(withOne, anyStanding), ([[input, control], standing]) => {
      const [before, after] = [computeScore(input), computeScore(withStanding(input, control.key, standing))]
      const gained = standingValue[standing] - standingValue[control.standing]
      if (control.excluded || gained === 0) return expect(after.posture).toBe(before.posture)
      expect(Math.sign(after.posture - before.posture)).toBe(Math.sign(gained))
      const share = before.contributions.find(({ key }) => key === control.key)?.possible ?? 0
      expect(after.posture - before.posture).toBeCloseTo(share * gained, 9)
    })
  })
})

describe('the numbers', () => {
  test('stay within their bounds, and posture never passes coverage', () => {
    holds(anyInput, (input) => {
      const score = computeScore(input)
      for (const number of [score.posture, score.cappedPosture, score.coverage]) {
        expect(number).toBeGreaterThanOrEqual(0)
        expect(number).toBeLessThanOrEqual(100)
      }
      expect(score.posture).toBeLessThanOrEqual(score.coverage)
      expect(score.health === null).toBe(score.coverage === 0)
      if (score.health !== null) {
        expect(score.health).toBeLessThanOrEqual(100)
        expect(score.health).toBeGreaterThanOrEqual(score.posture)
      }
    })
  })

  test('posture is what the parts add up to', () => {
    holds(anyInput, (input) => {
      const { posture, contributions } = computeScore(input)
      expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(posture, 9)
      const possible = contributions.reduce((sum, each) => sum + each.possible, 0)
      expect(possible).toBeCloseTo(contributions.length === 0 ? 0 : 100, 9)
    })
  })

  test('do not depend on the order', () => {
    const shuffled = anyInput.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray([...input.controls], { minLength: input.controls.length }),
      ),
    )
    holds(shuffled, ([input, controls]) => {
      const [one, other] = [computeScore(input), computeScore({ ...input, controls })]
      expect(other.posture).toBe(one.posture)
      expect(other.coverage).toBe(one.coverage)
      expect(other.grade).toBe(one.grade)
    })
  })

  test('caps only lower, a cap more never raises, and each is named', () => {
    holds(fc.tuple(anyInput, anyCaps), ([input, more]) => {
      const one = computeScore(input)
      const caps = [...input.caps, ...more]
      const both = computeScore({ ...input, caps })
      expect(one.cappedPosture).toBeLessThanOrEqual(one.posture)
      expect(both.cappedPosture).toBeLessThanOrEqual(one.cappedPosture)
      expect(both.posture).toBe(one.posture)
      expect(both.caps).toHaveLength(caps.length)
      if (both.cappedPosture < both.posture) expect(both.caps[0]?.at).toBe(both.cappedPosture)
    })
  })

  test('the grade follows posture after caps, and needs coverage', () => {
    holds(anyInput, (input) => {
      const { grade, cappedPosture, coverage } = computeScore(input)
      expect(grade === '?').toBe(coverage < coverageForGrade)
      expect(grade).toBe(gradeOf(cappedPosture, coverage))
    })
  })
})

describe('what does not apply', () => {
  const without = (input: ScoreInput, keys: ReadonlySet<string>): ScoredControl[] =>
    input.controls.map((each) => (keys.has(each.key) ? { ...each, excluded: false } : each))

  test('its effect is what a recomputation gives, for each and for all', () => {
    holds(anyInput, (input) => {
      const score = computeScore(input)
      for (const { key, effect, postureWith } of score.exclusions) {
        const counted = computeScore({ ...input, controls: without(input, new Set([key])) })
        expect(postureWith).toBe(counted.posture)
        expect(effect).toBe(score.posture - counted.posture)
      }
      const all = without(input, new Set(input.controls.map(({ key }) => key)))
      expect(score.exclusionEffect).toBe(score.posture - computeScore({ ...input, controls: all }).posture)
    })
  })

  test('leaving out what passes never helps, leaving out what fails never hurts', () => {
    holds(withOne, ([input, control]) => {
      const counted = computeScore({ ...input, controls: without(input, new Set([control.key])) })
      const left = computeScore({
        ...input,
        controls: input.controls.map((each) =>
          each.key === control.key ? { ...each, excluded: true } : each,
        ),
      })
      if (left.contributions.length === 0) return
      if (control.standing === 'pass') expect(left.posture).toBeLessThanOrEqual(counted.posture)
      if (standingValue[control.standing] === 0) expect(left.posture).toBeGreaterThanOrEqual(counted.posture)
    })
  })
})

describe('the next grade', () => {
  test('is reached by passing exactly what it names, and by nothing less', () => {
    holds(anyInput, (input) => {
      const score = computeScore(input)
      const next = nextGrade(score)
      if (!next) return expect(score.grade === 'A' || score.contributions.length === 0).toBe(true)
      const pass = (keys: readonly string[]) =>
        input.controls.map((each) =>
          keys.includes(each.key) ? { ...each, standing: 'pass' as const } : each,
        )
      const reached = computeScore({ controls: pass(next.keys), caps: input.caps })
      const free = next.caps.length === 0
      if (free) expect(reached.grade === next.grade || isBetter(reached.grade, next.grade)).toBe(true)
      const fewer = computeScore({ controls: pass(next.keys.slice(0, -1)), caps: [] })
      if (next.keys.length > 0) expect(fewer.grade === '?' || isBetter(next.grade, fewer.grade)).toBe(true)
    })
  })

  test('needs as few controls as there can be', () => {
    const small = fc.record({
      controls: fc.tuple(...[1, 2, 3, 4, 5, 6].map((number) => anyControl(`control-${number}`))),
      caps: fc.constant([]),
    })
    holds(small, (input: ScoreInput) => {
      const score = computeScore(input)
      const next = nextGrade(score)
      if (!next) return
      const counted = input.controls.filter(({ excluded }) => !excluded)
      let least = Number.POSITIVE_INFINITY
      for (let set = 0; set < 2 ** counted.length; set++) {
        const chosen = counted.filter((_each, index) => set & (1 << index)).map(({ key }) => key)
        const controls = counted.map((each) =>
          chosen.includes(each.key) ? { ...each, standing: 'pass' as const } : each,
        )
        const { posture, coverage } = sums(controls)
        const grade = gradeOf(capped(posture, []), coverage)
        if (score.grade === '?' ? grade !== '?' : isBetter(grade, score.grade))
          least = Math.min(least, chosen.length)
      }
      expect(next.keys).toHaveLength(least)
    })
  })
})

test('every standing has a value between nothing and all', () => {
  expect(standings.map((each) => standingValue[each])).toEqual([1, 0.5, 0, 0, 0, 0, 0])
})
