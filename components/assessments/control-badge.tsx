import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import type { Freshness } from '@/lib/assessments/freshness'
import type { ControlLine } from '@/lib/assessments/view'
import type { Outcome } from '@/lib/checklists/schema'

const badges: Readonly<Record<Outcome, BadgeState>> = {
  pass: 'ok',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
}

/** What an outcome is called; the same on every page. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  pass: 'Passing',
  warn: 'Warning',
  fail: 'Failing',
  unknown: 'Unknown',
}

/** How fresh an answer is, in a word or two. */
export const freshnessWords: Readonly<Record<Freshness, string>> = {
  fresh: 'fresh',
  'due-soon': 'due soon',
  stale: 'too old',
  never: 'never answered',
}

/** An outcome with its shape and word. */
export function OutcomeBadge({ outcome, word }: { outcome: Outcome; word?: string }) {
  return <VerdictBadge verdict={badges[outcome]} word={word ?? outcomeWords[outcome]} />
}

/** How a control stands now, in shape and word; why nothing is known of it, where nothing is. */
export function ControlBadge({ line }: { line: ControlLine }) {
  if (line.exclusion?.isInForce) return <VerdictBadge verdict="not-applicable" />
  if (line.isReworded) return <OutcomeBadge outcome="unknown" word="Asked anew" />
  if (line.freshness === 'never') return <VerdictBadge verdict="never" word="Never answered" />
  if (line.freshness === 'stale') return <OutcomeBadge outcome="unknown" word="Too old" />
  return <OutcomeBadge outcome={line.outcome} />
}
