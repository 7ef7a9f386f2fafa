import { z } from 'zod'

export const outboxChannels = ['mail'] as const
export type OutboxChannel = (typeof outboxChannels)[number]

/** What a message is about; each kind has a renderer that is handed to the worker. */
export const outboxKinds = ['report', 'test'] as const
export type OutboxKind = (typeof outboxKinds)[number]

/** Dead: given up after the last attempt, shown until somebody decides. Cancelled: nobody wants it any more. */
export const outboxStates = ['pending', 'sending', 'delivered', 'dead', 'cancelled'] as const
export type OutboxState = (typeof outboxStates)[number]
export const outboxStateSchema = z.enum(outboxStates)

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
