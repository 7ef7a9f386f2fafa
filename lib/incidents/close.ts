import { appendAudit } from '@/lib/audit/store'
import { canWaivePrevention } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { momentOf } from '@/lib/changes/local-moment'
import { inTransaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { closingObstacles } from './closing-gate'
import { recordStanding } from './judge-preventions'
import { judgeStored } from './judge-stored'
import { readPreventions } from './prevention-store'
import { permittedIncident, refuseOldIncident } from './record'
import type { ClosingForm } from './schema'
import { appendIncidentEvent, plain, updateIncident } from './store'

/**
 * Closes an incident once each prevention has proven itself, or when a manager says why nothing could have prevented
 * it. Throws Problem: not-found, forbidden, conflict (what stands in the way), invalid.
 */
export async function closeIncident(viewer: Viewer, form: ClosingForm): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await permittedIncident(tx, viewer, form.number)
    refuseOldIncident(form.revision, incident.revision)
    const now = await transactionNow(tx)
    const endedAt =
      incident.endedAt ?? (form.endedAt === null ? null : momentOf(form.endedAt, viewer.timeZone, 'endedAt'))
    if (endedAt && (endedAt < incident.startedAt || endedAt > now)) {
      const sentence = 'It ended after it began, and not in the future: write when it was over.'
      throw new Problem('invalid', sentence, { endedAt: sentence })
    }
    const linked = await readPreventions(incident.id, tx)
    const preventions = linked.map((each) => ({
      title: each.title,
      state: judgeStored(each, now).state,
    }))
    const obstacles = closingObstacles({
      state: incident.state,
      endedAt,
      preventions,
      notPreventable: form.notPreventable,
      mayWaive: canWaivePrevention(viewer),
    })
    if (obstacles.length > 0) throw new Problem('conflict', `It stays open. ${obstacles.join(' ')}`)
    // What it is closed on is on record, also where the worker has not come by since.
    for (const each of linked) await recordStanding(tx, each, now)
    const { lesson, notPreventable } = form
    await updateIncident(tx, incident.id, {
      state: 'closed',
      closedAt: now,
      closedById: viewer.id,
      endedAt,
      lesson,
    })
    const after = plain({
      lesson,
      endedAt,
      notPreventable,
      preventions: preventions.map(({ title }) => title),
    })
    await appendIncidentEvent(tx, {
      incidentId: incident.id,
      at: now,
      actorId: viewer.id,
      type: 'closed',
      after,
      comment: notPreventable,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.close',
      entity: 'incident',
      entityId: incident.id,
      before: { state: 'open' },
      after: { state: 'closed', ...after },
    })
  })
}

/** Opens a closed incident again. Throws Problem: not-found, forbidden, conflict (it is open). */
export async function reopenIncident(
  viewer: Viewer,
  { number, reason }: { number: number; reason: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await permittedIncident(tx, viewer, number)
    if (incident.state === 'open') throw new Problem('conflict', 'It is open already.')
    const now = await transactionNow(tx)
    await updateIncident(tx, incident.id, { state: 'open', closedAt: null, closedById: null })
    await appendIncidentEvent(tx, {
      incidentId: incident.id,
      at: now,
      actorId: viewer.id,
      type: 'reopened',
      comment: reason,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.reopen',
      entity: 'incident',
      entityId: incident.id,
      before: { state: 'closed' },
      after: { state: 'open', reason },
    })
  })
}
