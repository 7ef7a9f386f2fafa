export const outboxChannels = ['mail'] as const
export type OutboxChannel = (typeof outboxChannels)[number]

/** What a message is about; each kind has a renderer that is handed to the worker. */
export const outboxKinds = ['report', 'test'] as const
export type OutboxKind = (typeof outboxKinds)[number]

/** Dead: given up after the last attempt, shown until somebody decides. Cancelled: nobody wants it any more. */
export const outboxStates = ['pending', 'sending', 'delivered', 'dead', 'cancelled'] as const
export type OutboxState = (typeof outboxStates)[number]

/** An intent to tell somebody something. */
export interface OutboxIntent {
  channel: OutboxChannel
  kind: OutboxKind
  /** Id of what it is about. */
  reference: string
  /** The same identity is stored once, however often it is written: "report-delivery:<id>". */
  identity: string
  /** An address of the channel. */
  recipient: string
  /** Not sent before. */
  notBefore: Date
}

/** A mail as it goes out: addresses and texts, nothing that is loaded from elsewhere. */
export interface MailMessage {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** Address that ends a subscription with one click (RFC 8058); none for mail that nobody subscribed to. */
  unsubscribeUrl?: string
}

/**
 * Writes the message of each kind from the id of what it is about, at the moment it is sent. Null: nobody wants it any
 * more, and it is cancelled.
 */
export type OutboxRenderers = Partial<
  Record<OutboxKind, (reference: string, recipient: string) => Promise<MailMessage | null>>
>

/** A message that this worker holds, by its fence. */
export interface ClaimedMessage {
  id: string
  kind: OutboxKind
  reference: string
  recipient: string
  /** This attempt included. */
  attempts: number
  fence: number
}

/** What became of an attempt. */
export type Outcome =
  | { kind: 'delivered'; response: string }
  /** The receiving side will never take this message. */
  | { kind: 'refused'; error: string }
  /** It may take it later. */
  | { kind: 'postponed'; error: string }
  /** Nothing can be sent by this channel: its server is away, or not set up. No fault of the message. */
  | { kind: 'away'; error: string }
  /** The worker stopped in the middle; another one takes it when the lease ends. */
  | { kind: 'interrupted' }

/** How messages of one channel get to their receivers. */
export interface Courier {
  channel: OutboxChannel
  send(message: ClaimedMessage, mail: MailMessage, signal: AbortSignal): Promise<Outcome>
}
