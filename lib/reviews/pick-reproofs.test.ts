import { describe, expect, it, test } from 'vitest'
import { severities } from '@/lib/findings/severity'
import { type ManualPass, pickReproofs } from './pick-reproofs'

const passes = (counts: Partial<Record<(typeof severities)[number], number>>): ManualPass[] =>
  severities.flatMap((severity) =>
    Array.from({ length: counts[severity] ?? 0 }, (_, index) => ({ key: `${severity}.${index}`, severity })),
  )
const all = passes({ critical: 4, high: 6, medium: 6, low: 4 })

test.each([
  [0, 0],
  [1, 1],
  [5, 1],
  [6, 2],
  [20, 4],
  [24, 5],
])('of %i manual passes %i are proved again', (count, expected) => {
  expect(pickReproofs(passes({ medium: count }), 7)).toHaveLength(expected)
})

describe('the choice', () => {
  it('follows from the seed, whatever the order', () => {
    expect(pickReproofs(all.toReversed(), 42)).toEqual(pickReproofs(all, 42))
    const choices = new Set(Array.from({ length: 50 }, (_, seed) => pickReproofs(all, seed).join()))
    expect(choices.size).toBeGreaterThan(30)
  })

  it('always holds a critical one where there is one, and names it first', () => {
    for (let seed = 0; seed < 2_000; seed++)
      expect(pickReproofs(passes({ critical: 1, low: 19 }), seed)[0]).toBe('critical.0')
  })

  it('exempts none, and finds graver ones more often', () => {
    const draws = 10_000
    const times = new Map(all.map(({ key }) => [key, 0]))
    for (let seed = 0; seed < draws; seed++)
      for (const key of pickReproofs(all, seed)) times.set(key, (times.get(key) ?? 0) + 1)
    const shares = severities.map((severity) =>
      all.filter((each) => each.severity === severity).map(({ key }) => (times.get(key) ?? 0) / draws),
    )
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
    const [critical = 0, high = 0, medium = 0, low = 0] = shares.map(mean)
    expect(critical).toBeGreaterThan(high * 1.3)
    expect(high).toBeGreaterThan(medium * 1.3)
    expect(medium).toBeGreaterThan(low * 1.5)
    expect(low).toBeGreaterThan(0.02)
    // Among equals chance is even: none strays from its kind by more than a tenth.
    for (const kind of shares)
      for (const share of kind) expect(Math.abs(share / mean(kind) - 1)).toBeLessThan(0.1)
    expect(shares.flat().reduce((sum, each) => sum + each, 0)).toBeCloseTo(4, 6)
  })
})
