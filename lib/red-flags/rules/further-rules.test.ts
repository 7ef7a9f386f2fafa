import { describe, expect, it } from 'vitest'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { checkFact, daysAgo, factsOf } from '@/scripts/testing/facts-fixture'
import { numbersOf, type RedFlagRule } from '../define-rule'
import { checkNeverFailed } from './check-never-failed'
import { fireDrillMissing } from './fire-drill-missing'
import { shippedRules } from './index'
import { longPause } from './long-pause'
import { runbookUntouched } from './runbook-untouched'
import { singleOwner } from './single-owner'

const judge = (rule: RedFlagRule, facts: SystemFacts) => rule.evaluate(facts, numbersOf(rule))
const runbookUrl = 'https://wiki.example.com/orders'
const paused = (age: number, known = {}) =>
  factsOf({ checks: [checkFact({ state: 'paused', pausedAt: daysAgo(age), ...known })] })
const old = (age: number, lastBad: number | null) =>
  factsOf({
    checks: [checkFact({ createdAt: daysAgo(age), lastBadAt: lastBad === null ? null : daysAgo(lastBad) })],
  })

describe('rules that are off at first', () => {
  it.each<[string, RedFlagRule, SystemFacts, string]>([
    ['nobody can record fire drills', fireDrillMissing, factsOf(), 'unknown'],
    ['no runbook', runbookUntouched, factsOf(), 'raised'],
    [
      'touched 365 d ago',
      runbookUntouched,
      factsOf({ system: { runbookUrl, editedAt: daysAgo(365) } }),
      'clear',
    ],
    [
      'touched longer ago',
      runbookUntouched,
      factsOf({ system: { runbookUrl, editedAt: daysAgo(365.1) } }),
      'raised',
    ],
    ['nobody owns it', singleOwner, factsOf({ system: { owner: null } }), 'raised'],
    ['one owns it', singleOwner, factsOf(), 'raised'],
    [
      'two own it',
      singleOwner,
      factsOf({ system: { backupOwner: { id: 'dario', name: 'Dario' } } }),
      'clear',
    ],
    ['no checks', checkNeverFailed, factsOf(), 'unknown'],
    ['a year old', checkNeverFailed, old(365, null), 'unknown'],
    ['older than a year', checkNeverFailed, old(365.1, null), 'raised'],
    ['failed within the year', checkNeverFailed, old(366, 365), 'clear'],
    ['failed before', checkNeverFailed, old(390, 366), 'raised'],
    ['no checks to pause', longPause, factsOf(), 'unknown'],
    ['nothing paused', longPause, factsOf({ checks: [checkFact()] }), 'clear'],
    ['paused for 14 d', longPause, paused(14), 'clear'],
    ['paused for longer', longPause, paused(14.1), 'raised'],
    ['paused, but the pause has ended', longPause, paused(20, { pausedUntil: daysAgo(1) }), 'clear'],
  ])('%s', (_, rule, facts, status) => {
    expect(judge(rule, facts).status).toBe(status)
  })

  it('are five, and the six of the start are on', () => {
    expect(shippedRules.filter(({ isOnByDefault }) => isOnByDefault).map(({ key }) => key)).toEqual([
      'postponed',
      'unproven-backup',
      'ignored-alerts',
      'emergency-disk',
      'surprise-expiry',
      'missing-after-migration',
    ])
    expect(shippedRules).toHaveLength(11)
  })
})

describe('every rule', () => {
  it.each(shippedRules.map((rule) => [rule.key, rule] as const))(
    '%s says when each clause holds',
    (_, rule) => {
      const numbers = numbersOf(rule)
      for (const { says } of rule.statements(numbers)) expect(says).not.toMatch(/undefined|NaN/)
      for (const { initial, min, max } of Object.values(rule.thresholds)) {
        expect(initial).toBeGreaterThanOrEqual(min)
        expect(initial).toBeLessThanOrEqual(max)
      }
      const reading = rule.evaluate(factsOf(), numbers)
      expect(reading.clauses.map(({ key }) => key)).toEqual(rule.statements(numbers).map(({ key }) => key))
      // Of a system of which nothing is known, no rule says that all is well.
      expect(reading.status).not.toBe('clear')
      expect(reading.sentence).toMatch(/^[A-Z].*\.$/)
    },
  )

  it('takes no number out of bounds', () => {
    const rule = shippedRules[0] as RedFlagRule
    expect(numbersOf(rule, { snoozes: 0, skips: '2', windowDays: 30 })).toMatchObject({
      snoozes: 3,
      skips: 2,
      windowDays: 30,
    })
  })
})
