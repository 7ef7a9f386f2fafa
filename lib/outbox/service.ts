import { appendAudit } from '@/lib/audit/store'
import { canManageMail, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { countQueue, giveUp, listQueue, type OutboxRow, revive, reviveAll } from './list-store'
import { messagesPerPage, type QueueQuery } from './schema'
import { endOutage } from './store'
import type { MessageView, QueuePage } from './view'

const permitMail = (viewer: Viewer) =>
  permit(canManageMail(viewer), 'Only an administrator looks after mail. Ask one of them.')

/** What is in the outbox, one view and page of it. Administrators only: it names everybody who gets mail. */
export async function listMessages(viewer: Viewer, { view, page }: QueueQuery): Promise<QueuePage> {
  permitMail(viewer)
  const [counts, rows] = await Promise.all([
    countQueue('mail'),
    listQueue('mail', view, { limit: messagesPerPage, offset: (page - 1) * messagesPerPage }),
  ])
  const pages = Math.max(1, Math.ceil(counts[view] / messagesPerPage))
  return { view, page, pages, messages: rows.map(viewOf), counts }
}

/** Tries a message again that was given up, as if it were new. */
export async function retryMessage(viewer: Viewer, id: string): Promise<void> {
  permitMail(viewer)
  await inTransaction(async (tx) => {
    const row = isId(id) ? await revive(tx, id) : null
    if (!row) throw new Problem('not-found', 'This message is not given up any more.')
    await appendAudit(tx, {
      actor: viewer,
      action: 'outbox.retry',
      entity: 'outbox-message',
      entityId: id,
      after: row,
    })
  })
}

/** Tries everything again that was given up. Returns how many messages that are. */
export async function retryAll(viewer: Viewer): Promise<{ count: number }> {
  permitMail(viewer)
  return inTransaction(async (tx) => {
    const count = await reviveAll(tx, 'mail')
    if (count === 0) throw new Problem('conflict', 'Nothing is given up any more.')
    // Whoever asks for it has mended something: look at once.
    await endOutage('mail', asSql(tx))
    const after = { count }
    await appendAudit(tx, {
      actor: viewer,
      action: 'outbox.retry-all',
      entity: 'outbox-message',
      entityId: 'mail',
      after,
    })
    return after
  })
}

/** Decides that a message is not sent: one that was given up, or one that waits. */
export async function giveUpMessage(viewer: Viewer, id: string): Promise<void> {
  permitMail(viewer)
  await inTransaction(async (tx) => {
    const row = isId(id) ? await giveUp(tx, id) : null
    if (!row)
      throw new Problem('not-found', 'This message does not wait any more, or is being sent right now.')
    await appendAudit(tx, {
      actor: viewer,
      action: 'outbox.give-up',
      entity: 'outbox-message',
      entityId: id,
      before: row,
    })
  })
}

function viewOf(row: OutboxRow): MessageView {
  const { id, kind, recipient, state, attempts } = row
  return {
    id,
    kind,
    recipient,
    state,
    attempts,
    at: (row.endedAt ?? row.nextAttemptAt).toISOString(),
    text: (state === 'delivered' ? row.response : row.lastError) ?? '',
  }
}
