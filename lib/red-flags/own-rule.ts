import type { SystemFacts } from '@/lib/facts/system-facts'
import { formatNumber } from '@/lib/format/measure'
import { capital } from '@/lib/format/sentences'
import { defineRule, type RedFlagRule } from './define-rule'
import { type ClauseResult, clear, raised, unknown } from './flag-reading'
import { findOwnFact } from './own-rule-facts'
import type { Condition, Operator, OwnRuleDocument } from './own-rule-schema'

const compare: Readonly<Record<Operator, (found: number, value: number) => boolean>> = {
  '>': (found, value) => found > value,
  '>=': (found, value) => found >= value,
  '<': (found, value) => found < value,
  '<=': (found, value) => found <= value,
  '==': (found, value) => found === value,
  '!=': (found, value) => found !== value,
}

const words: Readonly<Record<Operator, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '==': 'exactly',
  '!=': 'anything but',
}

const titleOf = (fact: string) => findOwnFact(fact)?.title ?? fact
const says = ({ fact, operator, value }: Condition) =>
  `${words[operator]} ${formatNumber(value, 1)} ${titleOf(fact)}`

interface Tried {
  condition: Condition
  found: number | null
  /** Null: what it asks for is not known. */
  holds: boolean | null
}

function tryCondition(facts: SystemFacts, condition: Condition): Tried {
  const found = findOwnFact(condition.fact)?.read(facts) ?? null
  return {
    condition,
    found,
    holds: found === null ? null : compare[condition.operator](found, condition.value),
  }
}

const seen = ({ condition, found }: Tried) =>
  found === null
    ? `${titleOf(condition.fact)}: not known`
    : `${titleOf(condition.fact)}: ${formatNumber(found, 1)} (${words[condition.operator]} ${formatNumber(condition.value, 1)} raises it)`

const sentenceOf = (tried: readonly Tried[]) => {
  const text = tried.map(seen).join('; ')
  return `${capital(text)}.`
}

/** All conditions together: one that fails decides, then one that is not known. */
function allOf(tried: readonly Tried[]): boolean | null {
  if (tried.some(({ holds }) => holds === false)) return false
  return tried.some(({ holds }) => holds === null) ? null : true
}

function judge(
  facts: SystemFacts,
  when: readonly Condition[],
  conditions: readonly Condition[],
): ClauseResult {
  const claim = when.map((condition) => tryCondition(facts, condition))
  const applies = allOf(claim)
  if (applies === false) {
    const first = claim.find(({ holds }) => holds === false)
    return clear(
      `It does not apply: ${first ? `${titleOf(first.condition.fact)} is ${formatNumber(first.found ?? 0, 1)}` : 'the claim is not made'}.`,
    )
  }
  const tried = conditions.map((condition) => tryCondition(facts, condition))
  const holds = allOf(tried)
  if (holds === false) return clear(sentenceOf(tried.filter((each) => each.holds === false)))
  if (holds === null || applies === null)
    return unknown(sentenceOf([...claim, ...tried].filter((each) => each.holds === null)))
  return raised(sentenceOf(tried))
}

/** The rule that a document describes: under `any` each condition is a clause of its own, under `all` they are one. */
export function ownRule({ when, raised: expression, ...document }: OwnRuleDocument): RedFlagRule {
  const groups = 'any' in expression ? expression.any.map((each) => [each]) : [expression.all]
  const applies = when.length > 0 ? `, where there is ${when.map(says).join(' and ')}` : ''
  return defineRule({
    ...document,
    severityReason: 'Declared by the rule of this installation.',
    isOnByDefault: false,
    verb: { label: 'Look at the system', path: '' },
    thresholds: {},
    clauses: groups.map((conditions, index) => ({
      key: `${index + 1}`,
      says: () => capital(`${conditions.map(says).join(' and ')}${applies}`),
      judge: (facts) => judge(facts, when, conditions),
    })),
  })
}
