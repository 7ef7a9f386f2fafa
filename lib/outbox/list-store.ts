import { sql, type Transaction } from '@/lib/db/database'
import type { OutboxChannel, OutboxKind, OutboxState } from './message'
import type { QueueView } from './view'

export interface OutboxRow {
  id: string
  kind: OutboxKind
  recipient: string
  state: OutboxState
  attempts: number
  nextAttemptAt: Date
  lastError: string | null
  response: string | null
  createdAt: Date
  endedAt: Date | null
}

const columns = `id, kind, recipient, state, attempts, next_attempt_at as "nextAttemptAt", last_error as "lastError",
  response, created_at as "createdAt", ended_at as "endedAt"`

/** How many messages wait, were taken within seven days, and were given up. */
export async function countQueue(
  channel: OutboxChannel,
): Promise<{ waiting: number; delivered: number; dead: number }> {
  const { rows } = await sql().query<{ waiting: number; delivered: number; dead: number }>(
    `select (select count(*) from outbox_message where channel = $1 and state in ('pending', 'sending')) as waiting,
            (select count(*) from outbox_message where channel = $1 and state = 'delivered'
                and ended_at > app_now() - interval '7 days') as delivered,
            (select count(*) from outbox_message where channel = $1 and state = 'dead' and kind <> 'test') as dead`,
    [channel],
  )
  return rows[0] ?? { waiting: 0, delivered: 0, dead: 0 }
}

// A test that failed is told where it was sent from; nobody has to decide about it.
const views: Readonly<Record<QueueView, { where: string; order: string }>> = {
  dead: { where: `state = 'dead' and kind <> 'test'`, order: 'ended_at desc, id' },
  waiting: { where: `state in ('pending', 'sending')`, order: 'next_attempt_at, id' },
  delivered: { where: `state = 'delivered'`, order: 'ended_at desc, id' },
}

/** One page of the queue. */
export async function listQueue(
  channel: OutboxChannel,
  view: QueueView,
  { limit, offset }: { limit: number; offset: number },
): Promise<OutboxRow[]> {
  const { where, order } = views[view]
  const { rows } = await sql().query<OutboxRow>(
    `select ${columns} from outbox_message where channel = $1 and ${where} order by ${order} limit $2 offset $3`,
    [channel, limit, offset],
  )
  return rows
}

/** The newest message of a kind; null when there never was one. */
export async function newestOfKind(channel: OutboxChannel, kind: OutboxKind): Promise<OutboxRow | null> {
  const { rows } = await sql().query<OutboxRow>(
    `select ${columns} from outbox_message where channel = $1 and kind = $2 order by created_at desc, id desc limit 1`,
    [channel, kind],
  )
  return rows[0] ?? null
}

/** Messages of a kind about this that were written in the last minute. */
export async function countLastMinute(kind: OutboxKind, reference: string): Promise<number> {
  const { rows } = await sql().query<{ count: number }>(
    `select count(*) as count from outbox_message
      where kind = $1 and reference = $2 and created_at > app_now() - interval '1 minute'`,
    [kind, reference],
  )
  return rows[0]?.count ?? 0
}

/** Makes a message that was given up due again, with all its attempts; null when it is not given up (any more). */
export async function revive(tx: Transaction, id: string): Promise<{ recipient: string } | null> {
  const [row] = await tx.$queryRaw<{ recipient: string }[]>`
    update outbox_message
       set state = 'pending', attempts = 0, not_before = app_now(), next_attempt_at = app_now(), ended_at = null
     where id = ${id}::uuid and state = 'dead' returning recipient`
  return row ?? null
}

/** The same for all that were given up; returns how many. */
export function reviveAll(tx: Transaction, channel: OutboxChannel): Promise<number> {
  return tx.$executeRaw`
    update outbox_message
       set state = 'pending', attempts = 0, not_before = app_now(), next_attempt_at = app_now(), ended_at = null
     where channel = ${channel} and state = 'dead' and kind <> 'test'`
}

/** Nobody wants this message any more; null when it is under way, or has ended otherwise. */
export async function giveUp(tx: Transaction, id: string): Promise<{ recipient: string } | null> {
  const [row] = await tx.$queryRaw<{ recipient: string }[]>`
    update outbox_message set state = 'cancelled', ended_at = app_now()
     where id = ${id}::uuid and state in ('dead', 'pending') returning recipient`
  return row ?? null
}
