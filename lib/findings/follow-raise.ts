import type { Severity } from '@/lib/checks/define-check'
import type { WorkerEventType } from './event-type'
import { isEnded } from './finding-state'
import type { FindingChange, StoredFinding } from './follow-run'
import { type Cause, decideTransition } from './next-state'
import { worseSeverity } from './severity'

/** What a rule, an answer or a record says about a fault, as far as it decides about the finding. */
export interface RaisedFault {
  detail: string
  severity: Severity
  severityReason: string
}

/** What to do with a fault that has a finding already: null when there is nothing to write. Pure. */
export function followRaise(
  known: StoredFinding,
  master: StoredFinding | null,
  fault: RaisedFault,
  now: Date,
): FindingChange | null {
  if (known.state === 'duplicate') {
    if (master?.state !== 'verified') return null
    return move(master, 'seen-again', 'reopened', 'A duplicate of it was seen again.', now, { lastSeen: now })
  }
  const seen = { lastSeen: now, detail: fault.detail }
  if (isEnded(known.state)) {
    const cause = known.state === 'verified' ? 'seen-again' : 'review-due'
    return move(known, cause, 'reopened', fault.detail, now, seen)
  }
  if (known.state === 'resolved') {
    return move(known, 'proof-failed', 'proof-failed', 'Still so after it was resolved.', now, seen)
  }
  const patch = { ...seen, okStreak: 0 }
  const severity = worseSeverity(known.severity, fault.severity)
  if (severity === known.severity) return { finding: known, patch, event: null }
  return {
    finding: known,
    patch: { ...patch, severity, severityReason: fault.severityReason },
    event: { type: 'severity', from: known.state, to: known.state, comment: fault.detail },
  }
}

/** What to do with a finding whose fault is gone, as `comment` says; null when it has ended already. Pure. */
export function followClear(finding: StoredFinding, comment: string, now: Date): FindingChange | null {
  return move(finding, 'proof-recorded', 'proof-recorded', comment, now, {})
}

function move(
  finding: StoredFinding,
  cause: Cause,
  type: WorkerEventType,
  comment: string,
  now: Date,
  patch: FindingChange['patch'],
): FindingChange | null {
  const decision = decideTransition(finding, cause, { now, note: comment })
  if (!decision.allowed) return null
  const event = { type, from: finding.state, to: decision.to, comment }
  return { finding, patch: { ...patch, ...decision.patch }, event }
}
