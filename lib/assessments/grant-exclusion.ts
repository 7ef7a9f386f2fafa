import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { appendEvent } from './answer-store'
import { approve, type ExclusionRow } from './exclusion-store'

/** Puts an exclusion in force, whoever decided it and where, and notes it in the history of its control. */
export async function grantExclusion(
  tx: Transaction,
  exclusion: Pick<ExclusionRow, 'id' | 'systemId' | 'controlKey' | 'reason' | 'until'>,
  by: { viewer: Viewer; now: Date; selfApproved: boolean },
): Promise<void> {
  const { id, systemId, controlKey, reason, until } = exclusion
  const { viewer, now, selfApproved } = by
  await approve(tx, id, { approverId: viewer.id, approvedAt: now, selfApproved })
  await appendEvent(tx, {
    systemId,
    controlKey,
    at: now,
    actor: viewer,
    type: 'excluded',
    before: null,
    after: { reason, until: until.toISOString() },
  })
}
