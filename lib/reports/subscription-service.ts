import { appendAudit } from '@/lib/audit/store'
import { newLinkToken } from '@/lib/auth/link-token'
import { canManageMail } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { mailFault } from '@/lib/mail/mail-fault'
import { Problem } from '@/lib/problem'
import { listTeams, teamExists } from '@/lib/systems/change-store'
import { nextSendingTime, sayTime } from './sending-time'
import { shortenAddress, subscriptionsHeadline } from './subscription-headline'
import type { SubscriptionForm } from './subscription-schema'
import {
  type EndingSubscription,
  endSubscriptionRow,
  findByToken,
  findSubscription,
  insertSubscription,
  type LastDelivery,
  lastDeliveries,
  listOwnSubscriptions,
  lockSubscription,
  type SubscriptionRow,
  updateSubscription,
} from './subscription-store'
import type { SubscriptionsView, SubscriptionView, UnsubscribeView } from './subscription-view'
import type { SendingTime } from './weekly-time'

// Everybody may read every report, and so have every one sent; only one's own subscriptions are seen and changed.

/** The reports that the viewer gets by mail, and what can be added. */
export async function readSubscriptions(viewer: Viewer): Promise<SubscriptionsView> {
  const [rows, teams, now, fault] = await Promise.all([
    listOwnSubscriptions(viewer.id),
    listTeams(),
    databaseNow(),
    mailFault(),
  ])
  const last = new Map(
    (await lastDeliveries(rows.map(({ id }) => id))).map((each) => [each.subscriptionId, each]),
  )
  const subscriptions = rows.map((row) => viewOf(row, last.get(row.id), now))
  return {
    headline: subscriptionsHeadline(subscriptions),
    subscriptions,
    scopes: [
      { value: 'instance', label: 'All systems' },
      ...teams.map(({ id, name }) => ({ value: id, label: name })),
    ],
    email: viewer.email,
    mailFault: fault,
    mayManageMail: canManageMail(viewer),
  }
}

/** Sends a report to the viewer from the next one on, or at another time: one subscription per scope. */
export async function saveSubscription(
  viewer: Viewer,
  { scope, ...time }: SubscriptionForm,
): Promise<{ when: string; isNew: boolean }> {
  const teamId = scope === 'instance' ? null : scope
  const isNew = await inTransaction(async (tx) => {
    if (teamId !== null && !(await teamExists(tx, teamId))) {
      throw new Problem('invalid', 'This team is gone.', {
        scope: 'Choose all systems or a team of the list.',
      })
    }
    const before = await lockSubscription(tx, viewer.id, teamId)
    const note = { actor: viewer, entity: 'report-subscription', after: { scope, ...time } }
    if (before) {
      const { id, ...earlier } = before
      await updateSubscription(tx, id, time)
      await appendAudit(tx, { ...note, action: 'report-subscription.change', entityId: id, before: earlier })
      return false
    }
    const id = newId()
    await insertSubscription(tx, { ...time, id, userId: viewer.id, teamId, token: newLinkToken().token })
    await appendAudit(tx, { ...note, action: 'report-subscription.create', entityId: id })
    return true
  })
  return { when: sayTime(time), isNew }
}

/** Ends one of the viewer's subscriptions; ending it twice changes nothing. Throws not-found for those of others. */
export async function endSubscription(viewer: Viewer, id: string): Promise<void> {
  const subscription = isId(id) ? await findSubscription(id) : null
  if (subscription?.userId !== viewer.id) throw new Problem('not-found', 'You have no such subscription.')
  await end(subscription, viewer)
}

/** What an unsubscribe link is about. Whoever has the link may end it, and learns no more. Throws not-found. */
export async function readUnsubscribe(token: string): Promise<UnsubscribeView> {
  const { scopeName, email, endedAt } = await ofToken(token)
  return { scopeName, email: shortenAddress(email), hasEnded: endedAt !== null }
}

/** Ends the subscription of an unsubscribe link, without signing in; ending it twice changes nothing. */
export async function unsubscribe(token: string, ip: string | null): Promise<void> {
  await end(await ofToken(token), { label: 'unsubscribe link', ip })
}

async function end(
  { id, scopeName, email }: EndingSubscription,
  actor: Viewer | { label: string; ip: string | null },
): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await endSubscriptionRow(tx, id))) return
    await appendAudit(tx, {
      actor,
      action: 'report-subscription.end',
      entity: 'report-subscription',
      entityId: id,
      before: { scope: scopeName, person: email },
    })
  })
}

async function ofToken(token: string): Promise<EndingSubscription> {
  const subscription = /^[\w-]{20,100}$/.test(token) ? await findByToken(token) : null
  if (!subscription)
    throw new Problem('not-found', 'This link does not work. Use the one of your newest mail.')
  return subscription
}

function viewOf(row: SubscriptionRow, last: LastDelivery | undefined, now: Date): SubscriptionView {
  const time: SendingTime = {
    timing: row.timing,
    weekday: row.weekday,
    minuteOfDay: row.minuteOfDay,
    zone: row.zone,
  }
  return {
    ...time,
    id: row.id,
    scope: row.teamId ?? 'instance',
    scopeName: row.teamName ?? 'All systems',
    when: sayTime(time),
    nextAt: row.timing === 'when-built' ? null : nextSendingTime(time, now).toISOString(),
    last: last ? { week: last.week, state: last.state, at: last.at.toISOString(), error: last.error } : null,
  }
}
