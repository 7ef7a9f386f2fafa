import type { RememberedObservation } from '@/lib/changes/follow-observations'
import type { CheckState, StatePolicy } from '@/lib/checks/next-state'
import type { SlotPlan } from '@/lib/checks/schedule'
import type { Json } from '@/lib/json'
import type { TargetKind } from '@/lib/systems/target-address'

/** What a claim needs to know about a check; changes with the revision of the check or its target. */
export interface CheckRow extends StatePolicy {
  id: string
  systemId: string
  kind: string
  config: Json
  timeoutMs: number
  ownerId: string | null
  revision: number
  /** End of a pause that is over; slots before it are not missed. */
  resumedAt: Date | null
  target: {
    id: string
    kind: TargetKind
    address: string
    config: Json
    secret: string | null
    revision: number
  }
  /** The installation's own system: made by the product, not editable. */
  isSelf: boolean
  /** Ids of this check's series by key. */
  series: Record<string, string>
  /** What this worker saw last, by its hash; unknown to a worker that has just met the check. */
  observed?: RememberedObservation
}

/** A slot of a check that this worker holds until its lease ends. */
export interface Claim {
  check: CheckRow
  /** Proof of holding: whoever claims later has a higher one. */
  fence: number
  batchId: string | null
  slot: SlotPlan
  claimedAt: Date
  /** State before this run. */
  state: CheckState | null
}
