import type { AnyCheckDefinition, Judgement, Severity } from '@/lib/checks/define-check'
import type { Verdict } from '@/lib/checks/verdict'
import { aggregateResource, badResources, findingsOfRun, findingsPerRun, isBad } from './findings-of-run'
import { fingerprint } from './fingerprint'
import { unwatchedSeverity } from './severity'

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

/** Resource key of a check's own finding about changing its mind. */
export const flappingResource = '(flapping)'
/** Resource key of a check's own finding about not being able to look. */
export const unwatchedResource = '(unwatched)'

/** Fingerprints under which this run's faults may be stored already; empty for a run without any. */
export function observedFingerprints(run: RunOutcome): string[] {
  return observations(run).map((observation) => observation.fingerprint)
}

/** Every fault that a run shows and that the state of its check confirms. */
export function observations(run: RunOutcome): Observation[] {
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
export function badFingerprints(run: RunOutcome): Set<string> {
  if (!isBad(run.judgement.verdict)) return new Set()
  const names = badResources(run.judgement.resources).map(({ name }) => name)
  if (names.length === 0) names.push('')
  if (names.length > findingsPerRun) names.push(aggregateResource)
  return new Set(names.map((name) => ownFingerprint(run, name)))
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
