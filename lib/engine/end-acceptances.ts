import type { Sql } from '@/lib/db/pool'
import { decideTransition } from '@/lib/findings/next-state'
import { changeFindings, endAcceptances, lockUncovered } from '@/lib/findings/store'

/**
 * Takes findings back whose acceptance has expired or whose compensating check is among `failingCheckIds`:
 * they are triaged again and their clock goes on. Returns how many acceptances ended.
 */
export async function endAcceptedFindings(
  on: Sql,
  failingCheckIds: readonly string[],
  now: Date,
): Promise<number> {
  const uncovered = await lockUncovered(on, failingCheckIds)
  if (uncovered.length === 0) return 0
  await endAcceptances(
    on,
    uncovered.map(({ acceptanceId: id, reason }) => ({ id, reason })),
    now,
  )
  const changes = uncovered.flatMap(({ acceptanceId: _id, reason, ...finding }) => {
    const decision = decideTransition(finding, 'acceptance-ended', { now })
    if (!decision.allowed) return []
    const comment = reason === 'expired' ? 'The acceptance has expired.' : 'The compensating check failed.'
    const event = { type: 'acceptance-ended' as const, from: finding.state, to: decision.to, comment }
    return [{ finding, patch: decision.patch, event, checkId: finding.checkId, evidence: null }]
  })
  await changeFindings(on, changes, now)
  return uncovered.length
}
