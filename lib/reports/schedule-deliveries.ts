import { databaseNow, inSqlTransaction } from '@/lib/db/database'
import { enqueue } from '@/lib/outbox/store'
import { insertDeliveries, type OwedGroup, owedGroups, owedOf } from './delivery-store'
import { sendingTime } from './sending-time'

/** Mails written in one transaction. */
const perBatch = 500

/**
 * Writes a delivery, and with it the intent to send it, for everybody whose time for a report has come. Whatever was
 * due while no worker ran is written now: late, not never. Returns how many.
 */
export async function scheduleDeliveries(): Promise<number> {
  const now = await databaseNow()
  let written = 0
  for (const group of await owedGroups()) {
    const dueAt = sendingTime(group, {
      periodTo: group.periodTo,
      zone: group.reportZone,
      builtAt: group.builtAt,
    })
    if (dueAt > now) continue
    for (;;) {
      const count = await writeBatch(group, dueAt)
      written += count
      if (count < perBatch) break
    }
  }
  return written
}

function writeBatch(group: OwedGroup, notBefore: Date): Promise<number> {
  return inSqlTransaction(async (on) => {
    const waiting = await owedOf(group, perBatch, on)
    const emails = new Map(waiting.map(({ subscriptionId, email }) => [subscriptionId, email]))
    const deliveries = await insertDeliveries(on, group.reportId, [...emails.keys()])
    await enqueue(
      on,
      deliveries.map(({ id, subscriptionId }) => ({
        channel: 'mail',
        kind: 'report',
        reference: id,
        identity: `report-delivery:${id}`,
        recipient: emails.get(subscriptionId) ?? '',
        notBefore,
      })),
    )
    return waiting.length
  })
}
