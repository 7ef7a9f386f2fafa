import { describe, expect, test } from 'vitest'
import { capAt, computeScore, gradeOf, holdingCaps, withStanding } from './compute-score'
import { nextGrade } from './next-grade'
import type { CapReason, ScoredControl, Standing } from './schema'

const control = (key: string, severity: ScoredControl['severity'], standing: Standing, excluded = false) => ({
  key,
  checklist: 'quarterly',
  severity,
  meaning: 'one',
  standing,
  excluded,
})
const cap = (finding: number, reason: CapReason) => ({ finding, reason, at: capAt[reason] })

// Weights 10 + 5 + 5 + 3 + 1 = 24; earned 10 + 2.5 + 0 + 3 + 0 = 15.5; known 10 + 5 + 3 = 18.
const controls = [
  control('backup.restore-tested', 'critical', 'pass'),
  control('certificates.watched', 'high', 'warn'),
  control('alerts.owner', 'high', 'stale'),
  control('runbook.current', 'medium', 'pass'),
  control('logs.rotated', 'low', 'never'),
]

describe('formula version 1', () => {
  test('the example of docs/score.md', () => {
    const score = computeScore({ controls, caps: [] })
    expect(score.posture).toBeCloseTo(64.58, 2)
    expect(score.coverage).toBe(75)
    expect(score.health).toBeCloseTo(86.11, 2)
    expect(score.grade).toBe('D')
    expect(nextGrade(score)).toEqual({ grade: 'C', keys: ['alerts.owner'], caps: [] })
  })

  test('every standing counts as written', () => {
    const postureOf = (standing: Standing) => {
      const { posture, coverage } = computeScore({ controls: [control('a', 'low', standing)], caps: [] })
      return [posture, coverage]
    }
    expect(postureOf('pass')).toEqual([100, 100])
    expect(postureOf('warn')).toEqual([50, 100])
    expect(postureOf('fail')).toEqual([0, 100])
    expect(postureOf('accepted')).toEqual([0, 100])
    expect(postureOf('unknown')).toEqual([0, 0])
    expect(postureOf('stale')).toEqual([0, 0])
    expect(postureOf('never')).toEqual([0, 0])
  })

  test('without any control nothing is known', () => {
    expect(computeScore({ controls: [], caps: [] })).toMatchObject({
      posture: 0,
      coverage: 0,
      health: null,
      grade: '?',
      exclusionEffect: 0,
    })
    expect(nextGrade(computeScore({ controls: [], caps: [] }))).toBeNull()
  })

  test.each([
    [90, 100, 'A'],
    [89.999, 100, 'B'],
    [80, 100, 'B'],
    [79.999, 100, 'C'],
    [70, 100, 'C'],
    [69.999, 100, 'D'],
    [60, 60, 'D'],
    [59.999, 100, 'F'],
    [0, 60, 'F'],
    [59.9, 59.999, '?'],
    [0, 0, '?'],
  ] as const)('posture %s at coverage %s is %s', (posture, coverage, grade) => {
    expect(gradeOf(posture, coverage)).toBe(grade)
  })

  test('90 of 100 is exactly 90', () => {
    const nine = Array.from({ length: 10 }, (_, index) =>
      control(`c${index}`, 'medium', index < 9 ? 'pass' : 'fail'),
    )
    expect(computeScore({ controls: nine, caps: [] })).toMatchObject({ posture: 90, grade: 'A' })
  })
})

describe('caps', () => {
  const good = [control('a', 'high', 'pass'), control('b', 'high', 'pass'), control('c', 'medium', 'fail')]
  test.each<[CapReason, number, string]>([
    ['open-critical', 59, 'F'],
    ['accepted-critical', 79, 'C'],
    ['overdue-high', 79, 'C'],
  ])('%s: 59 or 79', (reason, at, grade) => {
    const score = computeScore({
      controls: [...good.slice(0, 2), control('d', 'low', 'pass')],
      caps: [cap(12, reason)],
    })
    expect(score).toMatchObject({ posture: 100, cappedPosture: at, grade, caps: [{ finding: 12, at }] })
    expect(holdingCaps(score)).toHaveLength(1)
  })

  test('the lowest holds; one above the posture holds nothing', () => {
    const score = computeScore({ controls: good, caps: [cap(3, 'overdue-high'), cap(12, 'open-critical')] })
    expect(score.posture).toBeCloseTo(76.92, 2)
    expect(score.cappedPosture).toBe(59)
    expect(score.caps.map(({ finding }) => finding)).toEqual([12, 3])
    expect(holdingCaps(score).map(({ finding }) => finding)).toEqual([12])
  })

  test('name what stands before the next grade', () => {
    const score = computeScore({ controls: good, caps: [cap(12, 'open-critical')] })
    expect(nextGrade(score)).toEqual({ grade: 'D', keys: [], caps: [cap(12, 'open-critical')] })
  })
})

describe('not applicable', () => {
  test('is left out of every sum, and what that gives is said', () => {
    const score = computeScore({
      controls: [control('a', 'high', 'pass'), control('b', 'high', 'fail', true)],
      caps: [],
    })
    expect(score).toMatchObject({ posture: 100, coverage: 100, exclusionEffect: 50 })
    expect(score.exclusions).toEqual([{ key: 'b', postureWith: 50, effect: 50 }])
    expect(score.contributions.map(({ key }) => key)).toEqual(['a'])
  })
})

describe('where too little is known', () => {
  test('the heaviest unknown controls lead to a grade', () => {
    const score = computeScore({
      controls: [
        control('a', 'low', 'pass'),
        control('b', 'critical', 'never'),
        control('c', 'high', 'never'),
      ],
      caps: [],
    })
    expect(score.grade).toBe('?')
    expect(nextGrade(score)).toEqual({ grade: 'D', keys: ['b'], caps: [] })
  })
})

test('an answer changes only its own control', () => {
  const input = withStanding({ controls, caps: [] }, 'alerts.owner', 'pass')
  expect(input.controls.map(({ standing }) => standing)).toEqual(['pass', 'warn', 'pass', 'pass', 'never'])
})
