import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { acknowledgeGroup, explainAgain, insertAnnouncement, systemOf, withdraw } from './act-store'
import { handledSystem } from './handled-system'
import { judgeAnnouncement } from './judge-announcement'
import { momentOf } from './local-moment'
import type { Acknowledgement, AnnouncementForm } from './schema'

/**
 * Says that something of a system changes in a span of time: beforehand, or up to a day later. What was already seen
 * in it is expected from now on; returns how many changes that are. Throws Problem.
 */
export async function announceChange(
  viewer: Viewer,
  systemId: string,
  form: AnnouncementForm,
): Promise<{ id: string; explained: number }> {
  const span = {
    startsAt: momentOf(form.startsAt, viewer.timeZone, 'startsAt'),
    endsAt: momentOf(form.endsAt, viewer.timeZone, 'endsAt'),
  }
  return inTransaction(async (tx) => {
    const system = await handledSystem(tx, viewer, systemId)
    const now = await transactionNow(tx)
    const faults = judgeAnnouncement(span, now)
    const [fault] = Object.values(faults)
    if (fault) throw new Problem('invalid', fault, faults)
    const { kind, title, url } = form
    const announced = { systemId: system.id, kind, title, url, ...span, createdById: viewer.id }
    const id = await insertAnnouncement(tx, announced, now)
    const explained = await explainAgain(tx, system.id, span)
    await appendAudit(tx, {
      actor: viewer,
      action: 'change.announce',
      entity: 'change-announcement',
      entityId: id,
      after: { system: system.name, kind, title, url, ...span, explained },
    })
    return { id, explained }
  })
}

/** Takes an announcement back: what only it explained is unexpected again. Throws Problem. */
export async function withdrawAnnouncement(
  viewer: Viewer,
  announcementId: string,
): Promise<{ systemId: string; reopened: number }> {
  return inTransaction(async (tx) => {
    const system = await handledSystem(tx, viewer, await systemOf(tx, 'change_announcement', announcementId))
    const withdrawn = await withdraw(tx, announcementId, await transactionNow(tx))
    if (!withdrawn)
      throw new Problem('conflict', 'This announcement is withdrawn already. Load the page again.')
    const reopened = await explainAgain(tx, system.id, withdrawn)
    await appendAudit(tx, {
      actor: viewer,
      action: 'change.withdraw',
      entity: 'change-announcement',
      entityId: announcementId,
      before: { system: system.name, kind: withdrawn.kind, title: withdrawn.title },
      after: { reopened },
    })
    return { systemId: system.id, reopened }
  })
}

/** Says why an unexpected change is all right; all that was seen with it is meant. Throws Problem. */
export async function acknowledgeChange(
  viewer: Viewer,
  { changeId, reason }: Acknowledgement,
): Promise<{ systemId: string; count: number }> {
  return inTransaction(async (tx) => {
    const system = await handledSystem(tx, viewer, await systemOf(tx, 'system_change', changeId))
    const now = await transactionNow(tx)
    const group = await acknowledgeGroup(tx, changeId, { by: viewer.id, reason, now })
    if (!group)
      throw new Problem(
        'conflict',
        'This change is explained already, by somebody else or by an announcement. Load the page again.',
      )
    await appendAudit(tx, {
      actor: viewer,
      action: 'change.acknowledge',
      entity: 'system-change',
      entityId: changeId,
      after: { system: system.name, ...group, reason },
    })
    return { systemId: system.id, count: group.count }
  })
}
