import type { Json } from '@/lib/json'
import type { RunToStore } from './finish-store'
import { describeKind, type ProvenOutcome } from './follow-findings'

/** A stored run as its check's findings see it. Its evidence outlives the run, which has a retention. */
export function runOutcome(run: RunToStore, now: Date): ProvenOutcome {
  const { claim, judgement, state } = run
  const { check, claimedAt } = claim
  return {
    outcome: {
      check: {
        id: check.id,
        systemId: check.systemId,
        targetAddress: check.target.address,
        ownerId: check.ownerId,
      },
      definition: describeKind(check.kind),
      judgement,
      startedAt: claimedAt,
      state: state.verdict,
      flapping: null,
      now,
    },
    evidence: () => evidenceOf(run),
  }
}

function evidenceOf({ claim, judgement }: RunToStore): Json {
  return {
    checkId: claim.check.id,
    scheduledFor: claim.slot.scheduledFor.toISOString(),
    verdict: judgement.verdict,
    reason: judgement.reason,
    value: judgement.value,
    unit: judgement.unit,
    facts: judgement.evidence as Json,
    resources: judgement.resources.map(({ name, value, verdict, detail = null }) => ({
      name,
      value,
      verdict,
      detail,
    })),
  }
}
