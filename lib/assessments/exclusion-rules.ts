import type { Severity } from '@/lib/checks/define-check'
import { judgeApproval } from '@/lib/findings/acceptance-rules'

const dayMs = 86_400_000
/** A question may be left out for at most this long; then it is decided anew. */
export const longestExclusionDays = 365

/** The latest end of an exclusion that is asked for now. */
export function latestExclusionEnd(now: Date): Date {
  return new Date(now.getTime() + longestExclusionDays * dayMs)
}

/** What is wrong with an end; null when nothing is. */
export function refuseExclusionEnd(until: Date, now: Date): string | null {
  if (until <= now) return 'The end must lie in the future.'
  // The chosen day counts whole.
  if (until.getTime() > latestExclusionEnd(now).getTime() + dayMs)
    return `A question can be left out for at most ${longestExclusionDays} days; then it is decided anew.`
  return null
}

/**
 * Whether this person may approve: questions of high and critical severity never by who asked, unless there is nobody
 * else in the installation; then it is stamped. Pure.
 */
export function judgeExclusionApproval(facts: {
  severity: Severity
  requesterId: string
  approverId: string
  activePeople: number
}): { allowed: true; selfApproved: boolean } | { allowed: false; reason: string } {
  const judged = judgeApproval(facts)
  if (judged.allowed) return judged
  return {
    allowed: false,
    reason: `A question of ${facts.severity} severity needs a second person: somebody else than who asked must approve that it does not apply.`,
  }
}

export type ExclusionState = 'asked' | 'in-force' | 'ended'

/** How an exclusion stands now: its end counts before the worker has written it down. Pure. */
export function exclusionState(
  exclusion: { approvedAt: Date | null; endedAt: Date | null; until: Date },
  now: Date,
): ExclusionState {
  if (exclusion.endedAt !== null || exclusion.until <= now) return 'ended'
  return exclusion.approvedAt === null ? 'asked' : 'in-force'
}
