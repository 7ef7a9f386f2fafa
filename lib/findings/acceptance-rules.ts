import type { Severity } from '@/lib/checks/define-check'

export const acceptanceDecisions = ['accept', 'mitigate', 'transfer', 'avoid'] as const

/** Days that a risk may be accepted for, by severity; after that it is decided anew. */
export const acceptanceDays: Readonly<Record<Severity, number>> = {
  critical: 30,
  high: 90,
  medium: 180,
  low: 365,
}

const day = 86_400_000

/** The latest end of an acceptance that is asked for now. */
export function latestEnd(severity: Severity, now: Date): Date {
  return new Date(now.getTime() + acceptanceDays[severity] * day)
}

/** What is wrong with an end; null when nothing is. */
export function refuseEnd(severity: Severity, until: Date, now: Date): string | null {
  if (until <= now) return 'The end must lie in the future.'
  // The chosen day counts whole: a day of grace for the hours until its end.
  if (until.getTime() > latestEnd(severity, now).getTime() + day) {
    return `A ${severity} risk can be accepted for at most ${acceptanceDays[severity]} days; then it is decided anew.`
  }
  return null
}

export interface ApprovalFacts {
  severity: Severity
  requesterId: string
  approverId: string
  /** People who can sign in. */
  activePeople: number
}

/**
 * Whether this person may approve: of high and critical risks never their own request, unless they are
 * the only person of the installation; then it is stamped. Pure.
 */
export function judgeApproval(
  facts: ApprovalFacts,
): { allowed: true; selfApproved: boolean } | { allowed: false; reason: string } {
  const self = facts.requesterId === facts.approverId
  const grave = facts.severity === 'critical' || facts.severity === 'high'
  if (self && grave && facts.activePeople > 1) {
    return {
      allowed: false,
      reason: `A ${facts.severity} risk needs a second person: somebody else than who asked must approve it.`,
    }
  }
  return { allowed: true, selfApproved: self }
}
