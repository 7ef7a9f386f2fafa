import type { OutboxState } from '@/lib/outbox/message'
import type { SendingTime } from './weekly-time'

/** A report that a person gets by mail. */
export interface SubscriptionView extends SendingTime {
  id: string
  /** "instance", or the id of the team: the value of the form. */
  scope: string
  /** "All systems" or the team's name. */
  scopeName: string
  /** "Mondays at 06:00 (Europe/Berlin)". */
  when: string
  /** Null: as soon as it is built. */
  nextAt: string | null
  last: { week: string; state: OutboxState; at: string; error: string | null } | null
}

/** The page on which a person says which reports come by mail. */
export interface SubscriptionsView {
  headline: string
  subscriptions: SubscriptionView[]
  /** What can be subscribed to: value and name. */
  scopes: { value: string; label: string }[]
  email: string
  /** Why nothing would be sent at present; null when mail works as far as is known. */
  mailFault: string | null
  mayManageMail: boolean
}

/** What the page of an unsubscribe link shows. */
export interface UnsubscribeView {
  scopeName: string
  /** Shortened: whoever has the link need not learn the address. */
  email: string
  hasEnded: boolean
}
