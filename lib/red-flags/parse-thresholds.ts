import { Problem } from '@/lib/problem'
import type { RedFlagRule, Thresholds } from './define-rule'

/**
 * Numbers as a form or an address brings them. Throws an invalid Problem that names each field, with its bounds and
 * an example; what is not named keeps its number. Pure.
 */
export function parseThresholds(
  rule: Pick<RedFlagRule, 'thresholds'>,
  typed: Readonly<Record<string, unknown>>,
  now: Thresholds,
): Thresholds {
  const faults: Record<string, string> = {}
  const numbers = Object.entries(rule.thresholds).map(([key, { label, min, max, initial, unit }]) => {
    const text = typed[key]
    if (text === undefined) return [key, now[key] ?? initial] as const
    const value =
      typeof text === 'string' && text.trim() !== '' ? Number(text.trim().replace(',', '.')) : Number.NaN
    if (!(value >= min && value <= max))
      faults[key] = `${label}: write a number from ${min} to ${max} (${unit}), e.g. ${initial}.`
    return [key, value] as const
  })
  const strange = Object.keys(typed).find((key) => !Object.hasOwn(rule.thresholds, key))
  if (strange !== undefined)
    throw new Problem('invalid', `This rule has no number called ${strange.slice(0, 60)}.`)
  const [first] = Object.values(faults)
  if (first) throw new Problem('invalid', first, faults)
  return Object.fromEntries(numbers)
}
