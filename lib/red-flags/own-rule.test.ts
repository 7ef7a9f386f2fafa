import { describe, expect, it } from 'vitest'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { checkFact, daysAgo, drillFact, factsOf } from '@/scripts/testing/facts-fixture'
import { ownRule } from './own-rule'
import { ownFacts } from './own-rule-facts'
import { ownRuleExample } from './own-rule-schema'
import { parseOwnRule } from './parse-own-rule'

const head = `key: own.test
title: A rule of tests
claim: It is so.
proof: Somebody looked.
clears: Look.
severity: low
`
const ruleOf = (rest: string) => {
  const { document, errors } = parseOwnRule(head + rest)
  if (!document) throw new Error(errors.map(({ line, sentence }) => `${line}: ${sentence}`).join('\n'))
  return ownRule(document)
}
const statusOf = (rest: string, facts: SystemFacts) => ruleOf(rest).evaluate(facts, {}).status
const checks = (...states: ('ok' | 'fail' | 'unknown' | 'paused')[]) =>
  factsOf({ checks: states.map((state) => checkFact({ state })) })

describe('an own rule', () => {
  it.each([
    ['>', 1, 'clear'],
    ['>', 0, 'raised'],
    ['>=', 1, 'raised'],
    ['<', 1, 'clear'],
    ['<=', 1, 'raised'],
    ['==', 1, 'raised'],
    ['!=', 1, 'clear'],
  ])('with one failing check %s %i is %s', (operator, value, status) => {
    const rest = `raised:\n  any:\n    - {fact: checks.failing.count, operator: '${operator}', value: ${value}}\n`
    expect(statusOf(rest, checks('fail', 'ok'))).toBe(status)
  })

  const failing = "{fact: checks.failing.count, operator: '>', value: 0}"
  const old = "{fact: drills.proven.days, operator: '>', value: 30}"
  const fresh = factsOf({ checks: [checkFact({ state: 'fail' })], drills: [drillFact()] })
  it.each([
    ['any', checks('fail'), 'raised'], // whatever the age of a restore is
    ['any', checks('ok'), 'unknown'],
    ['any', fresh, 'raised'],
    ['all', checks('fail'), 'unknown'],
    ['all', checks('ok'), 'clear'],
    ['all', fresh, 'clear'],
    ['all', { ...fresh, drills: [drillFact({ startedAt: daysAgo(31) })] }, 'raised'],
  ])('with %s of a failing check and an old restore: %#', (group, facts, status) => {
    expect(statusOf(`raised:\n  ${group}: [${failing}, ${old}]\n`, facts)).toBe(status)
  })

  it.each([
    [checks('fail'), 'clear'], // one check: it does not apply
    [checks('fail', 'ok'), 'raised'],
  ])('applies only when its claim holds: %#', (facts, status) => {
    const when = "when: [{fact: checks.count, operator: '>=', value: 2}]\n"
    expect(statusOf(`${when}raised: {any: [${failing}]}\n`, facts)).toBe(status)
  })

  it('says its real numbers', () => {
    const reading = ruleOf(`raised: {any: [${failing}]}\n`).evaluate(checks('fail', 'fail'), {})
    expect(reading.sentence).toBe('Failing checks: 2 (more than 0 raises it).')
    expect(ruleOf(`raised: {any: [${failing}]}\n`).statements({})).toEqual([
      { key: '1', says: 'More than 0 failing checks' },
    ])
  })

  it('can be read from its example', () => {
    expect(parseOwnRule(ownRuleExample).errors).toEqual([])
  })

  it.each(Object.entries(ownFacts))('can ask for %s of a system of which nothing is known', (_, fact) => {
    const value = fact.read(factsOf())
    expect(value === null || Number.isFinite(value)).toBe(true)
  })
})

describe('what is wrong in the YAML of a rule', () => {
  const raised = "raised: {any: [{fact: checks.count, operator: '>', value: 2}]}\n"
  it.each([
    ['', 1, 'raised holds a list of conditions'],
    [`${raised}colour: red\n`, 8, 'colour is no field here.'],
    [`${raised}wen: []\n`, 8, 'wen is no field here. Do you mean when?'],
    [`${raised}title: Again\n`, 8, 'title is written twice; the first is on line 2'],
    ['raised: {any: []}\n', 7, 'any needs at least one condition'],
    ['raised: {some: []}\n', 7, 'raised holds a list of conditions under any'],
    [
      "raised:\n  all:\n    - {fact: checks.count, operator: '=>', value: 2}\n",
      9,
      "operator must be one of '>'",
    ],
    [
      "raised:\n  any:\n    - {fact: checks.cuont, operator: '>', value: 2}\n",
      9,
      'Do you mean checks.count?',
    ],
    ["raised:\n  any:\n    - {fact: checks.count, operator: '>', value: two}\n", 9, 'value must be a number'],
    ["raised:\n  any:\n    - {fact: checks.count, operator: '>'}\n", 9, 'value is missing'],
    [`${raised}when:\n  - {fact: moon.phase, operator: '>', value: 2}\n`, 9, 'moon.phase is no fact'],
    [`${raised}when:\n  - {fact: constructor, operator: '>', value: 2}\n`, 9, 'constructor is no fact'],
    [`${raised}when:\n  - {fact: __proto__, operator: '>', value: 2}\n`, 9, '__proto__ is no fact'],
    ['raised: {any: [*one]}\n', 7, 'Anchors and aliases'],
  ])('%j: line %i', (rest, line, sentence) => {
    const { errors } = parseOwnRule(head + rest)
    const said = errors.map((error) => [error.line, error.sentence] as const)
    expect(said.find(([, text]) => text.includes(sentence))?.[0], JSON.stringify(said)).toBe(line)
  })

  it.each([
    ['key: own.test', 'key: postponed', 1, 'key must begin with own.'],
    ['severity: low', 'severity: bad', 6, "severity must be one of 'critical'"],
    ['title: A rule of tests', 'title: 2024', 2, 'title must be text'],
    ['claim: It is so.\n', '', 1, 'claim is missing'],
  ])('%s as %j: line %i', (was, is, line, sentence) => {
    const { errors } = parseOwnRule(head.replace(was, is) + raised)
    expect(errors).toEqual([expect.objectContaining({ line, sentence: expect.stringContaining(sentence) })])
  })

  it('says all of it at once, in the order of the text', () => {
    const text = head.replace('severity: low', 'severity: bad').replace('own.test', 'test')
    expect(parseOwnRule(`${text}raised: {any: []}\n`).errors.map(({ line }) => line)).toEqual([1, 6, 7])
  })
})
