import type { AnyCheckDefinition } from '@/lib/checks/define-check'
import { findCheckKind } from '@/lib/checks/kinds'
import { flappingAbove } from '@/lib/checks/next-state'
import type { Sql } from '@/lib/db/pool'
import { followRun, type StoredFinding } from '@/lib/findings/follow-run'
import { flappingResource, observedFingerprints, type RunOutcome } from '@/lib/findings/observations'
import {
  type ChangedFinding,
  changeFindings,
  lockFindings,
  type NewFinding,
  openFindings,
} from '@/lib/findings/store'
import type { Json } from '@/lib/json'
import { countChanges } from './finish-store'

/** An outcome with the proof that its finding's event keeps, made only when there is an event. */
export interface ProvenOutcome {
  outcome: RunOutcome
  evidence(): Json
}

/**
 * Opens, heals and reopens findings for a batch of outcomes, in the transaction that stores them.
 * `changedIds` are the checks whose state changed just now: they may be flapping.
 */
export async function followFindings(
  on: Sql,
  proven: readonly ProvenOutcome[],
  changedIds: readonly string[],
  now: Date,
): Promise<void> {
  const outcomes = proven.map(({ outcome }) => outcome)
  await countFlapping(on, outcomes, new Set(changedIds), now)
  const stored = await lockFindings(
    on,
    outcomes.map(({ check }) => check.id),
    outcomes.flatMap(observedFingerprints),
  )
  await countFlapping(on, outcomes, checksWithFlapping(stored), now)

  const opened: NewFinding[] = []
  const changed: ChangedFinding[] = []
  for (const { outcome, evidence } of proven) {
    const decisions = followRun(outcome, stored)
    if (decisions.open.length === 0 && decisions.change.length === 0) continue
    const { check, definition, startedAt: seenAt } = outcome
    const proof = evidence()
    for (const observation of decisions.open) {
      opened.push({ observation, check, checkKind: definition.kind, seenAt, evidence: proof })
    }
    for (const change of decisions.change) changed.push({ ...change, checkId: check.id, evidence: proof })
  }
  await openFindings(on, opened, now)
  await changeFindings(on, changed, now)
}

/** What findings need of a kind; one that this version does not know can only be "not watched". */
export function describeKind(
  kind: string,
): Pick<AnyCheckDefinition, 'kind' | 'title' | 'remediation' | 'severity'> {
  return (
    findCheckKind(kind) ?? {
      kind,
      title: kind,
      remediation: 'Update Wheeltapper, or remove the check.',
      severity: { warn: 'medium', fail: 'high' },
    }
  )
}

async function countFlapping(
  on: Sql,
  outcomes: readonly RunOutcome[],
  ids: ReadonlySet<string | null>,
  now: Date,
): Promise<void> {
  const uncounted = outcomes.filter(({ check, flapping }) => flapping === null && ids.has(check.id))
  const counts = await countChanges(
    on,
    uncounted.map(({ check }) => check.id),
    now,
  )
  for (const outcome of uncounted) outcome.flapping = (counts.get(outcome.check.id) ?? 0) > flappingAbove
}

/** A finding about flapping that is open ends when the changes of the last day are few again. */
function checksWithFlapping(stored: readonly StoredFinding[]): Set<string | null> {
  return new Set(stored.filter(({ resource }) => resource === flappingResource).map(({ checkId }) => checkId))
}
