import type { AnyCheckDefinition, Judgement, Severity } from '@/lib/checks/define-check'
import { isConclusive, type Verdict } from '@/lib/checks/verdict'
import type { FindingFacts, FindingKind, FindingState } from './finding-state'
import { isEnded } from './finding-state'
import { aggregateResource, badResources, findingsOfRun, findingsPerRun, isBad } from './findings-of-run'
import { fingerprint } from './fingerprint'
import { type Cause, decideTransition, type FindingPatch, runsThatHeal, runsThatProve } from './next-state'
import { unwatchedSeverity, worseSeverity } from './severity'

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

/** What one run means for the findings of its check. */
export interface RunOutcome {
  check: { id: string; systemId: string; targetAddress: string; ownerId: string | null }
  definition: Pick<AnyCheckDefinition, 'kind' | 'title' | 'remediation' | 'severity'>
  judgement: Pick<Judgement, 'verdict' | 'reason' | 'resources'>
  startedAt: Date
  /** State of the check after this run, with hysteresis. */
  state: Verdict
  /** Null when nobody counted. */
  flapping: boolean | null
  now: Date
}

/** A fault to remember: the columns of a new finding that are not the same for all. */
export interface Observation {
  kind: 'defect' | 'unwatched'
  fingerprint: string
  resource: string
  title: string
  detail: string
  remediation: string
  severity: Severity
  severityReason: string
}

export type EventType =
  | 'opened'
  | 'reopened'
  | 'healed'
  | 'verified'
  | 'proof-failed'
  | 'severity'
  | 'acceptance-ended'

/** One finding after the run; `event` is written where more than its last sight changed. */
export interface FindingChange {
  finding: StoredFinding
  patch: FindingPatch & Partial<Pick<StoredFinding, 'detail' | 'severity' | 'severityReason' | 'lastSeen'>>
  event: { type: EventType; from: FindingState; to: FindingState; comment: string } | null
}

export interface FindingDecisions {
  open: Observation[]
  change: FindingChange[]
}

/** Resource key of a check's own finding about changing its mind. */
export const flappingResource = '(flapping)'
/** Resource key of a check's own finding about not being able to look. */
export const unwatchedResource = '(unwatched)'

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

/** What silence means: nothing conclusive came in time, so the check watches nothing. */
export function unwatchedObservation(
  run: Pick<RunOutcome, 'check' | 'definition'>,
  reason: string,
): Observation {
  const { check, definition } = run
  return {
    kind: 'unwatched',
    resource: unwatchedResource,
    fingerprint: ownFingerprint(run, unwatchedResource),
    title: `Not watched: ${definition.title}, ${check.targetAddress}`,
    detail: reason,
    remediation:
      'Find out why the check cannot look: the run page has the reason. Give the missing right, repair the address, or start a worker. Until then nobody knows.',
    severity: unwatchedSeverity(definition.severity.fail),
    severityReason: `One step below what "${definition.title}" reports when it fails: a fault that nobody can see is likely, not certain.`,
  }
}

/** Fingerprints under which this run's faults may be stored already; empty for a run without any. */
export function observedFingerprints(run: RunOutcome): string[] {
  return observations(run).map((observation) => observation.fingerprint)
}

function observations(run: RunOutcome): Observation[] {
  const found: Observation[] = []
  if (isBad(run.state)) {
    const subject = { systemKey: run.check.systemId, targetAddress: run.check.targetAddress }
    for (const finding of findingsOfRun(run.definition, subject, run.judgement)) {
      found.push({
        kind: 'defect',
        ...finding,
        severityReason: `Default severity of ${run.definition.kind}.`,
      })
    }
  }
  if (run.state === 'unknown') found.push(unwatchedObservation(run, run.judgement.reason))
  if (run.flapping) found.push(flappingObservation(run))
  return found
}

function flappingObservation(run: RunOutcome): Observation {
  return {
    kind: 'defect',
    resource: flappingResource,
    fingerprint: ownFingerprint(run, flappingResource),
    title: `Flapping: ${run.definition.title}, ${run.check.targetAddress}`,
    detail: `The state changed more than 6 times within 24 hours. Last: ${run.judgement.reason}`,
    remediation:
      'Look at the trend: a value around its threshold needs another threshold or a longer "fail after"; a service that comes and goes needs repair.',
    severity: 'medium',
    severityReason: 'A check that changes its mind hides the next real fault.',
  }
}

function ownFingerprint(run: Pick<RunOutcome, 'check' | 'definition'>, resource: string): string {
  const { systemId, targetAddress } = run.check
  return fingerprint({ system: systemId, kind: run.definition.kind, targetAddress, resource })
}

/** Every bad thing of the run, also beyond the limit of findings per run and before it is confirmed. */
function badFingerprints(run: RunOutcome): Set<string> {
  if (!isBad(run.judgement.verdict)) return new Set()
  const names = badResources(run.judgement.resources).map(({ name }) => name)
  if (names.length === 0) names.push('')
  if (names.length > findingsPerRun) names.push(aggregateResource)
  return new Set(names.map((name) => ownFingerprint(run, name)))
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
  type: EventType,
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
