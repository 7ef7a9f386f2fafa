import type { AnyCheckDefinition } from '@/lib/checks/define-check'
import { findCheckKind } from '@/lib/checks/kinds'
import type { CheckFact, SystemFacts } from '@/lib/facts/system-facts'
import { missing, type Reading } from './facts/define-fact'
import { countOf, dayOf, listed } from './facts/words'

/** How many facts stand below an answer at most. */
const mostFacts = 12

const worth: Readonly<Record<string, number>> = { fail: 0, warn: 1, ok: 2 }

/**
 * What the checks of these kinds say together; null where nothing of the system can be asked them. The worst current
 * verdict decides. A check that is paused, has no current result, or was deleted while its target is still there, is
 * a gap: with a gap the rest may say that something fails, never that all is well. Pure.
 */
export function readChecks(kinds: readonly string[], facts: SystemFacts): Reading | null {
  const checks = facts.checks.filter(({ kind }) => kinds.includes(kind))
  const gaps = findGaps(kinds, facts)
  const data = checks
    .filter(({ state }) => state in worth)
    .toSorted((one, other) => (worth[one.state] ?? 0) - (worth[other.state] ?? 0))
  const [worst] = data
  const shown = [...data.map((check) => ({ sentence: sentenceOf(check), href: hrefOf(check) })), ...gaps]
  const rest = { facts: shown.slice(0, mostFacts), ...measured(worst) }
  if (worst?.state === 'fail') return { outcome: 'fail', statement: statementOf(data, 'fail'), ...rest }
  const [gap] = gaps
  if (gap) return missing(`No current result: ${gap.sentence}`, rest.facts)
  // All that is left does not apply here, or there is nothing to ask.
  if (!worst) return null
  if (worst.state === 'warn') return { outcome: 'warn', statement: statementOf(data, 'warn'), ...rest }
  return { outcome: 'pass', statement: data.length === 1 ? sentenceOf(worst) : allWell(data), ...rest }
}

/** Checks of these kinds without a current result, and those that nobody made for a target that they fit. */
export function findGaps(kinds: readonly string[], facts: SystemFacts): Reading['facts'] {
  const checks = facts.checks.filter(({ kind }) => kinds.includes(kind))
  return [
    ...unasked(kinds, facts, checks),
    ...checks
      .filter(hasNoResult)
      .map((check) => ({ sentence: gapSentence(check, facts), href: hrefOf(check) })),
  ]
}

/** Kinds that nobody asks of a target which they are made for: a deleted check must not make a system look better. */
function unasked(
  kinds: readonly string[],
  { targets }: SystemFacts,
  checks: readonly CheckFact[],
): Reading['facts'] {
  return kinds.flatMap((kind) => {
    const definition = findCheckKind(kind)
    if (!definition) return [{ sentence: `This version does not know the check ${kind}.`, href: null }]
    return targets
      .filter((target) => isMadeFor(definition, target.kind))
      .filter(({ id }) => !checks.some((check) => check.kind === kind && check.target.id === id))
      .map(({ address }) => ({
        sentence: `${definition.title} is not checked on ${address}.`,
        href: null,
      }))
  })
}

const isMadeFor = ({ targets }: AnyCheckDefinition, kind: string): boolean =>
  targets.some((each) => each === kind)

const hasNoResult = ({ state }: CheckFact): boolean =>
  state === 'unknown' || state === 'paused' || state === 'never'

function gapSentence(check: CheckFact, facts: SystemFacts): string {
  if (check.state === 'paused') return `${check.name} is paused.`
  if (check.state === 'never') return `${check.name} has not run yet.`
  if (check.lastVerdict === 'unknown' && check.reason) return sentenceOf(check)
  const { conclusiveAt } = check
  // What it said when it last ran is not how it is.
  return `${check.name} has not reported${conclusiveAt ? ` since ${dayOf(facts, conclusiveAt)}` : ' yet'}.`
}

const hrefOf = ({ id }: CheckFact): string => `/checks/${id}`

const words: Readonly<Record<string, string>> = { ok: 'is fine', warn: 'warns', fail: 'fails' }

/** "Disk space: / is 76 % full." A state follows only after several runs, and the reason is of the last one. */
function sentenceOf({ name, reason, state, lastVerdict }: CheckFact): string {
  const word = words[state] ?? `is ${state}`
  if (!reason) return `${name} ${word}.`
  return lastVerdict === state || !(state in words)
    ? `${name}: ${reason}`
    : `${name} ${word}, though its last run said: ${reason}`
}

function statementOf(data: readonly CheckFact[], state: 'fail' | 'warn'): string {
  const [first, ...more] = data.filter((check) => check.state === state)
  if (!first) return ''
  const others = more.length > 0 ? ` So ${state === 'fail' ? 'fails' : 'warns'} ${listedNames(more)}.` : ''
  return `${sentenceOf(first)}${others}`
}

const listedNames = (checks: readonly CheckFact[]): string => listed(checks.map(({ name }) => name))

const allWell = (data: readonly CheckFact[]): string =>
  `${countOf(data.length, 'check')} are fine: ${listedNames(data)}.`

const measured = (check: CheckFact | undefined): Pick<Reading, 'value' | 'unit'> =>
  check && check.value !== null ? { value: check.value, unit: check.unit } : {}
