import type { Severity } from '@/lib/checks/define-check'
import type { FindingState } from '@/lib/findings/finding-state'
import { capAt } from './compute-score'
import type { Cap, CapReason } from './schema'

/** Of a finding, what decides whether it caps. */
export interface CappingFinding {
  number: number
  severity: Severity
  state: FindingState
  due: Date
  /** An approved acceptance covers it and has not ended. */
  isCovered: boolean
}

/** More than these say nothing new: the lowest are kept. */
const most = 20

/**
 * Which findings cap the posture, lowest first. What was resolved caps until it is proved; an acceptance that has
 * expired covers nothing, also before the worker has ended it. Pure.
 */
export function collectCaps(findings: readonly CappingFinding[], now: Date): Cap[] {
  return findings
    .flatMap((finding) => {
      const reason = reasonOf(finding, now)
      return reason ? [{ at: capAt[reason], finding: finding.number, reason }] : []
    })
    .sort((a, b) => a.at - b.at || a.finding - b.finding)
    .slice(0, most)
}

function reasonOf({ severity, state, due, isCovered }: CappingFinding, now: Date): CapReason | null {
  const isOpen = ['open', 'triaged', 'in-progress', 'resolved'].includes(state)
  if (severity === 'critical') {
    if (state === 'accepted') return isCovered ? 'accepted-critical' : 'open-critical'
    return isOpen ? 'open-critical' : null
  }
  // The clock stops with the claim that it is resolved.
  return severity === 'high' && isOpen && state !== 'resolved' && due < now ? 'overdue-high' : null
}
