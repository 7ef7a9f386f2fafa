import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { canApproveExclusion, canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, inSqlTransaction, inTransaction, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { countActivePeople } from '@/lib/findings/change-store'
import { endOfDay } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import { appendEvent, appendEvents, lockForAnswering } from './answer-store'
import { findAsked } from './asked'
import { judgeExclusionApproval, refuseExclusionEnd } from './exclusion-rules'
import {
  type ExclusionRow,
  end,
  endExpired,
  insertExclusion,
  lockExclusion,
  readExclusion,
} from './exclusion-store'
import { grantExclusion } from './grant-exclusion'
import type { ExclusionRequest } from './schema'

const mayAsk =
  'Leaving a question out needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'
const needsManager =
  'Deciding that a question does not apply needs the role manager. An admin can give it to you.'

/** Asks that a control shall not count for a system for a while. Throws Problem: forbidden, not-found, invalid (end), conflict (asked already). */
export async function requestExclusion(viewer: Viewer, request: ExclusionRequest): Promise<{ id: string }> {
  const { systemId, controlKey, reasonCode, reason } = request
  await findAsked(systemId, controlKey)
  const until = endOfDay(request.until, viewer.timeZone)
  if (!until)
    throw new Problem('invalid', 'This date does not exist.', { until: 'Choose a date, e.g. 2027-05-31' })
  return inTransaction(async (tx) => {
    const now = await lockPermitted(tx, viewer, systemId)
    const refused = refuseExclusionEnd(until, now)
    if (refused) throw new Problem('invalid', refused, { until: refused })
    // One whose end has come but which the worker has not seen yet is out of the way.
    const over = await endExpired(asSql(tx), now, { systemId, controlKey })
    for (const each of over) await appendEvent(tx, expiredEvent(each, now))
    const id = newId()
    const row = {
      id,
      systemId,
      controlKey,
      reasonCode,
      reason,
      requesterId: viewer.id,
      requestedAt: now,
      until,
    }
    if (!(await insertExclusion(tx, row)))
      throw new Problem('conflict', 'This was asked for already, or is in force. Reload the page to see it.')
    await audit(tx, viewer, 'control.request-exclusion', row, { reasonCode, reason, until })
    return { id }
  })
}

/** Approves a request: from now on the control counts nothing. Throws Problem: forbidden, not-found, conflict. */
export async function approveExclusion(viewer: Viewer, id: string): Promise<ExclusionRow> {
  permit(canApproveExclusion(viewer), needsManager)
  const asked = isId(id) ? await readExclusion(id) : null
  if (!asked) throw missing()
  const { severity } = (await findAsked(asked.systemId, asked.controlKey)).asked.control
  return inTransaction(async (tx) => {
    const exclusion = await pending(tx, id)
    const now = await transactionNow(tx)
    const refused = refuseExclusionEnd(exclusion.until, now)
    if (refused) throw new Problem('conflict', `${refused} Decline this request and ask anew.`)
    const judged = judgeExclusionApproval({
      severity,
      requesterId: exclusion.requesterId,
      approverId: viewer.id,
      activePeople: await countActivePeople(tx),
    })
    if (!judged.allowed) throw new Problem('forbidden', judged.reason)
    const { selfApproved } = judged
    await grantExclusion(tx, exclusion, { viewer, now, selfApproved })
    await audit(tx, viewer, 'control.approve-exclusion', exclusion, { until: exclusion.until, selfApproved })
    return exclusion
  })
}

/** Declines a request, or takes the own one back. */
export async function declineExclusion(viewer: Viewer, id: string, reason: string): Promise<ExclusionRow> {
  return inTransaction(async (tx) => {
    const exclusion = await pending(tx, id)
    const own = exclusion.requesterId === viewer.id
    permit(own || canApproveExclusion(viewer), needsManager)
    const endReason = `${own ? 'withdrawn' : 'declined'}: ${reason}`
    await end(tx, id, { endedAt: await transactionNow(tx), endReason })
    await audit(tx, viewer, 'control.decline-exclusion', exclusion, { endReason })
    return exclusion
  })
}

/** Lets a control count again before its time. Whoever answers for the system may: it can only lower the score. */
export async function endExclusion(viewer: Viewer, id: string, reason: string): Promise<ExclusionRow> {
  return inTransaction(async (tx) => {
    const exclusion = isId(id) ? await lockExclusion(tx, id) : null
    if (!exclusion) throw missing()
    const now = await lockPermitted(tx, viewer, exclusion.systemId)
    if (!exclusion.isInForce) throw new Problem('conflict', 'This is not in force any more. Reload the page.')
    const endReason = `ended: ${reason}`
    await end(tx, id, { endedAt: now, endReason })
    const { systemId, controlKey } = exclusion
    await appendEvent(tx, {
      systemId,
      controlKey,
      at: now,
      actor: viewer,
      type: 'included',
      before: null,
      after: { reason },
    })
    await audit(tx, viewer, 'control.end-exclusion', exclusion, { endReason })
    return exclusion
  })
}

/** Ends what has reached its end, with a line of history each. Returns how many questions count again. */
export function endExpiredExclusions(): Promise<number> {
  return inSqlTransaction(async (on) => {
    const now = await databaseNow(on)
    const over = await endExpired(on, now)
    await appendEvents(
      on,
      over.map((each) => expiredEvent(each, now)),
    )
    return over.length
  })
}

const expiredEvent = (
  { systemId, controlKey, reason }: { systemId: string; controlKey: string; reason: string },
  at: Date,
) => ({
  systemId,
  controlKey,
  at,
  actor: null,
  type: 'included' as const,
  before: null,
  after: { reason: `Its end has come: ${reason}` },
})

async function lockPermitted(tx: Transaction, viewer: Viewer, systemId: string): Promise<Date> {
  const system = isId(systemId) ? await lockForAnswering(tx, systemId) : null
  if (!system) throw missing()
  permit(canMaintain(viewer, system), mayAsk)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its answers can only be read.`)
  return transactionNow(tx)
}

async function pending(tx: Transaction, id: string): Promise<ExclusionRow> {
  const exclusion = isId(id) ? await lockExclusion(tx, id) : null
  if (!exclusion) throw missing()
  if (exclusion.endedAt || exclusion.approvedAt)
    throw new Problem('conflict', 'This request was decided already. Reload the page.')
  return exclusion
}

const missing = () => new Problem('not-found', 'There is no such request. It may have been removed.')

async function audit(
  tx: Transaction,
  viewer: Viewer,
  action: Extract<AuditAction, `control.${string}-exclusion`>,
  { systemId, controlKey }: { systemId: string; controlKey: string },
  after: object,
): Promise<void> {
  await appendAudit(tx, {
    actor: viewer,
    action,
    entity: 'control',
    entityId: `${systemId} ${controlKey}`,
    after,
  })
}
