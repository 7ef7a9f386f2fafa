import type { OutboxKind, OutboxState } from './message'

/** Given up, still to be sent, taken by a server. */
export type QueueView = 'dead' | 'waiting' | 'delivered'

/** A message in the list of the outbox. */
export interface MessageView {
  id: string
  kind: OutboxKind
  recipient: string
  state: OutboxState
  attempts: number
  /** Of one that waits: when it is tried next. Of one that ended: when it did. */
  at: string
  /** Why it failed last, or what the server said when it took it. */
  text: string
}

export interface QueuePage {
  view: QueueView
  page: number
  pages: number
  messages: MessageView[]
  counts: { waiting: number; delivered: number; dead: number }
}
