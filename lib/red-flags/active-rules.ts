import { numbersOf, type RedFlagRule, type Thresholds } from './define-rule'
import { ownRule } from './own-rule'
import { parseOwnRule } from './parse-own-rule'
import { shippedRules } from './rules'

/** What was decided about a rule, as it is stored. */
export interface StoredRule {
  key: string
  isShipped: boolean
  enabled: boolean
  thresholds: unknown
  /** YAML of an own rule. */
  source: string | null
  updatedAt: Date
}

/** A rule with what was decided about it here. */
export interface KnownRule {
  rule: RedFlagRule
  numbers: Thresholds
  enabled: boolean
  source: string | null
  /** None: as it came. */
  updatedAt: Date | null
}

/** All rules in reading order: the shipped ones, then those of this installation. An own rule that cannot be read any more is left out. Pure. */
export function knownRules(stored: readonly StoredRule[]): KnownRule[] {
  const decided = new Map(stored.map((each) => [each.key, each]))
  const shipped = shippedRules.map((rule): KnownRule => {
    const here = decided.get(rule.key)
    return {
      rule,
      numbers: numbersOf(rule, here?.thresholds),
      enabled: here?.enabled ?? rule.isOnByDefault,
      source: null,
      updatedAt: here?.updatedAt ?? null,
    }
  })
  const own = stored.flatMap(({ isShipped, source, enabled, updatedAt }): KnownRule[] => {
    const { document } = isShipped || source === null ? { document: null } : parseOwnRule(source)
    if (!document) return []
    return [{ rule: ownRule(document), numbers: {}, enabled, source, updatedAt }]
  })
  return [...shipped, ...own]
}
