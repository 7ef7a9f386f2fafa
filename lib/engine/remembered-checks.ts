import type { CheckState } from '@/lib/checks/next-state'
import { planSlot } from '@/lib/checks/schedule'
import type { CheckRow, Claim } from './claim'
import { type ClaimedSlot, loadChecks } from './claim-store'

interface Remembered {
  check: CheckRow
  state: CheckState | null
  /** Fence under which the state was written; the next claim has one more if nobody else was here. */
  fence: number
}

/** At most this many checks are remembered by one worker; some hundred bytes each. */
const capacity = 200_000

/**
 * What this worker knows about the checks that it ran: as long as revisions and fence say that nobody
 * else changed them, a claim needs neither their definition nor their state from the database.
 */
export class RememberedChecks {
  readonly #known = new Map<string, Remembered>()

  /** Completes claimed slots. Checks that were deleted meanwhile are left out. */
  async complete(slots: readonly ClaimedSlot[]): Promise<Claim[]> {
    const unknown = slots.filter((slot) => !this.#isCurrent(slot))
    if (unknown.length > 0) {
      const fences = new Map(unknown.map(({ id, fence }) => [id, fence]))
      for (const { check, state } of await loadChecks([...fences.keys()])) {
        if (this.#known.size >= capacity) this.#known.clear()
        this.#known.set(check.id, { check, state, fence: (fences.get(check.id) ?? 0) - 1 })
      }
    }
    return slots.flatMap((slot) => {
      const known = this.#known.get(slot.id)
      return known ? [toClaim(slot, known)] : []
    })
  }

  /** Remembers the state that was just stored under this claim. */
  store(claim: Claim, state: CheckState): void {
    this.#known.set(claim.check.id, { check: claim.check, state, fence: claim.fence })
  }

  #isCurrent(slot: ClaimedSlot): boolean {
    const known = this.#known.get(slot.id)
    return (
      known !== undefined &&
      known.fence === slot.fence - 1 &&
      known.check.revision === slot.revision &&
      known.check.target.revision === slot.targetRevision
    )
  }
}

function toClaim(slot: ClaimedSlot, { check, state }: Remembered): Claim {
  return {
    check,
    state,
    fence: slot.fence,
    batchId: slot.batchId,
    claimedAt: slot.now,
    slot: planSlot({
      checkId: check.id,
      intervalSeconds: check.intervalSeconds,
      dueAt: slot.dueAt,
      now: slot.now,
      resumedAt: check.resumedAt,
    }),
  }
}
