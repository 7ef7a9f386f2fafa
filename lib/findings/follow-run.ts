import { isConclusive } from '@/lib/checks/verdict'
import type { WorkerEventType } from './event-type'
import type { FindingFacts, FindingKind, FindingState } from './finding-state'
import { isEnded } from './finding-state'
import { type Cause, decideTransition, type FindingPatch, runsThatHeal, runsThatProve } from './next-state'
import {
  badFingerprints,
  flappingResource,
  type Observation,
  observations,
  type RunOutcome,
} from './observations'
import { worseSeverity } from './severity'

/** A finding as stored, as far as a run may change it. */
export interface StoredFinding extends FindingFacts {
  id: string
  checkId: string | null
  kind: FindingKind
  fingerprint: string
  resource: string
  detail: string
  severityReason: string
  lastSeen: Date
}

/** One finding after the run; `event` is written where more than its last sight changed. */
export interface FindingChange {
  finding: StoredFinding
  patch: FindingPatch & Partial<Pick<StoredFinding, 'detail' | 'severity' | 'severityReason' | 'lastSeen'>>
  event: { type: WorkerEventType; from: FindingState; to: FindingState; comment: string } | null
}

export interface FindingDecisions {
  open: Observation[]
  change: FindingChange[]
}

/** At least this many resources: the judgement may have left some out, so absence proves nothing. */
const fullJudgement = 50

/** Which findings open, change, heal or come back after one run. Pure. */
export function followRun(run: RunOutcome, stored: readonly StoredFinding[]): FindingDecisions {
  const bad = badFingerprints(run)
  const observed = observations(run)
  const byFingerprint = new Map(stored.map((finding) => [finding.fingerprint, finding]))
  const decisions: FindingDecisions = { open: [], change: [] }

  for (const observation of observed) {
    const known = byFingerprint.get(observation.fingerprint)
    if (!known) decisions.open.push(observation)
    else if (isEnded(known.state)) push(decisions, comeBack(known, observation, run, stored))
  }
  for (const finding of stored) {
    if (isEnded(finding.state)) continue
    const observation = observed.find((each) => each.fingerprint === finding.fingerprint) ?? null
    // A finding whose check was deleted belongs to the check that sees it now.
    if (finding.checkId !== run.check.id && !(finding.checkId === null && observation)) continue
    const signal = observation ? 'seen' : signalFor(finding, run, bad)
    if (signal === 'seen') push(decisions, see(finding, observation, run))
    if (signal === 'clear') push(decisions, clear(finding, run))
    if (signal === 'lost' && finding.okStreak > 0)
      push(decisions, { finding, patch: { okStreak: 0 }, event: null })
  }
  return decisions
}

type Signal = 'seen' | 'clear' | 'lost' | 'none'

function signalFor(finding: StoredFinding, run: RunOutcome, bad: ReadonlySet<string>): Signal {
  const conclusive = isConclusive(run.judgement.verdict)
  if (finding.kind === 'unwatched') return conclusive ? 'clear' : 'lost'
  if (finding.resource === flappingResource) return run.flapping === false && conclusive ? 'clear' : 'none'
  if (!conclusive) return 'lost'
  if (bad.has(finding.fingerprint)) return 'seen'
  const cutOff = bad.size > 0 && run.judgement.resources.length >= fullJudgement
  return cutOff ? 'none' : 'clear'
}

/** Seen once more. Only a confirmed state takes back a claim of resolution. */
function see(finding: StoredFinding, observation: Observation | null, run: RunOutcome): FindingChange | null {
  const patch: FindingChange['patch'] = { lastSeen: run.startedAt, okStreak: 0 }
  if (!observation) return { finding, patch, event: null }
  patch.detail = observation.detail
  if (finding.state === 'resolved' && finding.resolvedAt && run.startedAt > finding.resolvedAt) {
    return move(finding, 'proof-failed', 'proof-failed', run, 'Seen again after it was resolved.', patch)
  }
  const severity = worseSeverity(finding.severity, observation.severity)
  if (severity === finding.severity) return { finding, patch, event: null }
  const event = {
    type: 'severity',
    from: finding.state,
    to: finding.state,
    comment: observation.detail,
  } as const
  return { finding, patch: { ...patch, severity, severityReason: observation.severityReason }, event }
}

/** Not seen by a run that looked. */
function clear(finding: StoredFinding, run: RunOutcome): FindingChange | null {
  const claimed = finding.state === 'resolved'
  if (claimed && finding.resolvedAt && run.startedAt <= finding.resolvedAt) return null
  const counted = { ...finding, okStreak: finding.okStreak + 1 }
  const [cause, type, needed] = claimed
    ? (['proved', 'verified', runsThatProve] as const)
    : (['healed', 'healed', runsThatHeal] as const)
  return (
    move(counted, cause, type, run, `${needed} consecutive runs without it.`, {}) ?? {
      finding,
      patch: { okStreak: counted.okStreak },
      event: null,
    }
  )
}

/** An ended finding was seen: it reopens, its master does, or it stays dismissed. */
function comeBack(
  known: StoredFinding,
  observation: Observation,
  run: RunOutcome,
  stored: readonly StoredFinding[],
): FindingChange | null {
  const patch = { lastSeen: run.startedAt, detail: observation.detail }
  if (known.state === 'duplicate') {
    const master = stored.find((finding) => finding.id === known.duplicateOfId)
    return master?.state === 'verified'
      ? move(master, 'seen-again', 'reopened', run, 'A duplicate of it was seen again.', {
          lastSeen: run.startedAt,
        })
      : null
  }
  const cause = known.state === 'verified' ? 'seen-again' : 'review-due'
  return move(known, cause, 'reopened', run, observation.detail, patch)
}

function move(
  finding: StoredFinding,
  cause: Cause,
  type: WorkerEventType,
  run: RunOutcome,
  comment: string,
  patch: FindingChange['patch'],
): FindingChange | null {
  const decision = decideTransition(finding, cause, { now: run.now })
  if (!decision.allowed) return null
  const event = { type, from: finding.state, to: decision.to, comment }
  return { finding, patch: { ...patch, ...decision.patch }, event }
}

function push(decisions: FindingDecisions, change: FindingChange | null): void {
  if (change) decisions.change.push(change)
}
