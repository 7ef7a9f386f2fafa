import type { Verdict } from '@/lib/checks/verdict'

/** What a check reads as now: a verdict, or what stands in its place. */
export type CheckState = Verdict | 'never' | 'paused'

/** How many checks of something read as what. */
export interface StateCounts {
  checks: number
  fail: number
  warn: number
  unknown: number
  /** Added moments ago, its first run still to come. */
  never: number
  ok: number
  notApplicable: number
  paused: number
}

/** Counts of a list of states. Pure. */
export function countStates(states: readonly CheckState[]): StateCounts {
  const count = (state: CheckState) => states.filter((each) => each === state).length
  return {
    checks: states.length,
    fail: count('fail'),
    warn: count('warn'),
    unknown: count('unknown'),
    never: count('never'),
    ok: count('ok'),
    notApplicable: count('not-applicable'),
    paused: count('paused'),
  }
}

/** One state and its words for many checks, worst first; unknown stands above ok and never hides. */
export function stateOfCounts(counts: StateCounts): { state: CheckState; word: string } {
  const { checks, fail, warn, unknown, never, ok, paused } = counts
  if (checks === 0) return { state: 'unknown', word: 'no checks' }
  if (fail > 0) return { state: 'fail', word: `${fail} failing` }
  if (warn > 0) return { state: 'warn', word: warn === 1 ? '1 warning' : `${warn} warnings` }
  if (unknown > 0) return { state: 'unknown', word: `${unknown} unknown` }
  if (never === checks) return { state: 'never', word: 'not yet run' }
  if (never > 0) return { state: 'never', word: `${never} not yet run` }
  if (paused === checks) return { state: 'paused', word: 'all paused' }
  if (ok === 0) return { state: 'not-applicable', word: 'not applicable' }
  return { state: 'ok', word: ok === 1 ? 'passing' : `all ${ok} passing` }
}

/** The sentence under a system's name: every state that is not ok, then the rest. */
export function sentenceOfCounts(name: string, counts: StateCounts): string {
  const { checks, fail, warn, unknown, never, ok, paused } = counts
  if (checks === 0) return `${name} has no checks: nobody is looking.`
  const parts = [
    fail > 0 ? `${fail} failing` : null,
    warn > 0 ? (warn === 1 ? '1 warning' : `${warn} warnings`) : null,
    unknown > 0 ? `${unknown} unknown` : null,
    never > 0 ? `${never} not yet run` : null,
  ].filter((part) => part !== null)
  if (parts.length > 0) return `${name}: ${parts.join(', ')}.`
  if (paused === checks) return `${name} is paused: nobody is looking.`
  if (ok === 0) return `${name}: none of its ${checks} checks applies.`
  return ok === 1 ? `${name} passes its only check.` : `${name} passes all ${ok} checks.`
}
