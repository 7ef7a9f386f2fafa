import { describe, expect, it } from 'vitest'
import { explainScore, score, urgencyOf, weights } from './rank'

const now = new Date('2026-11-23T12:00:00Z')
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

describe('urgency', () => {
  it.each([
    [inHours(-1), 'overdue'],
    [inHours(6), 'due-today'],
    [inHours(50), 'due-soon'],
    [inHours(72), 'waiting'],
    [null, 'waiting'],
  ])('%o is %s', (due, urgency) => {
    expect(urgencyOf(due, now)).toBe(urgency)
  })
})

describe('order of the day', () => {
  it('puts a late high finding of a critical system before a fresh critical one of a minor system', () => {
    expect(score('high', 'critical', 'overdue')).toBeGreaterThan(score('critical', 'medium', 'waiting'))
  })

  it('never puts what we cannot see below a low finding of the same system', () => {
    expect(score('unknown', 'high', 'waiting')).toBeGreaterThan(score('low', 'high', 'waiting'))
  })

  it('falls with each step of each axis', () => {
    for (const axis of [weights.criticality, weights.urgency]) {
      const values = Object.values(axis)
      expect(values).toEqual([...values].sort((a, b) => b - a))
    }
  })

  it('explains itself', () => {
    expect(explainScore('high', 'critical', 'due-soon')).toBe('5 high × 4 critical × 2 due soon = 40')
  })
})
