import { appendAudit } from '@/lib/audit/store'
import { canHandleChanges, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import {
  acknowledgeGroup,
  type ChangedSystem,
  explainAgain,
  insertAnnouncement,
  lockSystem,
  systemOf,
  withdraw,
} from './act-store'
import { judgeAnnouncement } from './judge-announcement'
import { momentOf } from './local-moment'
import type { Acknowledgement, AnnouncementForm } from './schema'

const mayHandle =
  'Announcing and explaining changes needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

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
    const system = await handled(tx, viewer, isId(systemId) ? systemId : null)
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
    const system = await handled(tx, viewer, await systemOf(tx, 'change_announcement', announcementId))
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
    const system = await handled(tx, viewer, await systemOf(tx, 'system_change', changeId))
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

/** The system, locked, when the viewer may say something about its changes. */
async function handled(tx: Transaction, viewer: Viewer, systemId: string | null): Promise<ChangedSystem> {
  const system = systemId === null ? null : await lockSystem(tx, systemId)
  if (!system) throw new Problem('not-found', 'There is no such change or system. It may have been removed.')
  permit(canHandleChanges(viewer, system), mayHandle)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its changes can only be read.`)
  return system
}
