import type { Severity } from '@/lib/checks/define-check'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { type ClauseResult, combineClauses, type FlagReading } from './flag-reading'

/** A number that an administrator may change. */
export interface ThresholdSpec {
  label: string
  unit: 'days' | 'hours' | 'times' | '%' | 'points' | 'alerts'
  initial: number
  min: number
  max: number
}

/** The numbers that hold, by the key of their threshold. */
export type Thresholds = Readonly<Record<string, number>>

interface Clause<Key extends string> {
  key: string
  /** When it holds, with the numbers that apply: "A task was snoozed 3 times or more in 90 d". */
  says: (numbers: Readonly<Record<Key, number>>) => string
  judge: (facts: SystemFacts, numbers: Readonly<Record<Key, number>>) => ClauseResult
}

interface RuleSource<Key extends string> {
  key: string
  /** As it reads in a list: "Backups never restored". */
  title: string
  /** What is claimed by the mere look of things. */
  claim: string
  /** What would prove it. */
  proof: string
  /** What somebody does to clear it. */
  clears: string
  severity: Severity
  severityReason: string
  isOnByDefault: boolean
  /** Where the proof is recorded, below the pages of the system, and the verb that leads there. */
  verb: { label: string; path: string }
  thresholds: Readonly<Record<Key, ThresholdSpec>>
  clauses: readonly Clause<Key>[]
  /** Parts of the rule that cannot be judged because nothing collects their data yet; they raise and clear nothing. */
  leftOut?: readonly { clause: string; why: string }[]
}

/** A red flag: a claim, the proof it needs, and clauses that say from data when the proof is missing. */
export interface RedFlagRule extends Omit<RuleSource<string>, 'clauses' | 'leftOut'> {
  leftOut: readonly { clause: string; why: string }[]
  /** When each clause holds, with these numbers. */
  statements: (numbers: Thresholds) => { key: string; says: string }[]
  /** Pure: facts of one system and the numbers in, what is found out. */
  evaluate: (facts: SystemFacts, numbers: Thresholds) => FlagReading
}

/** Makes a rule of its parts. */
export function defineRule<Key extends string = never>(source: RuleSource<Key>): RedFlagRule {
  const { clauses, leftOut = [], ...rest } = source
  // Numbers pass through `numbersOf`, which knows every key of the rule.
  const own = (numbers: Thresholds) => numbers as Readonly<Record<Key, number>>
  return {
    ...rest,
    leftOut,
    statements: (numbers) => clauses.map(({ key, says }) => ({ key, says: says(own(numbers)) })),
    evaluate: (facts, numbers) =>
      combineClauses(clauses.map(({ key, judge }) => ({ key, ...judge(facts, own(numbers)) }))),
  }
}

/** The numbers that hold for a rule: what was decided here, else as shipped. Numbers out of bounds do not count. */
export function numbersOf(rule: Pick<RedFlagRule, 'thresholds'>, decided: unknown = {}): Thresholds {
  const stored = typeof decided === 'object' && decided !== null ? (decided as Record<string, unknown>) : {}
  return Object.fromEntries(
    Object.entries(rule.thresholds).map(([key, { initial, min, max }]) => {
      const value = stored[key]
      return [key, typeof value === 'number' && value >= min && value <= max ? value : initial]
    }),
  )
}
