import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { ClaimedMessage, OutboxChannel, OutboxIntent } from './message'
import { outageLimit, outagePauses } from './pauses'

/**
 * Writes down what must be told, in the caller's transaction. What is there already by its identity is left as it is.
 * Returns how many are new.
 */
export async function enqueue(on: Sql, intents: readonly OutboxIntent[]): Promise<number> {
  if (intents.length === 0) return 0
  const { rows } = await on.query(
    `insert into outbox_message (id, channel, kind, reference, identity, recipient, state, not_before, next_attempt_at, created_at)
     select i.id, i.channel, i.kind, i.reference, i.identity, i.recipient, 'pending', i.not_before, i.not_before, app_now()
       from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
         as i(id, channel, kind, reference, identity, recipient, not_before)
     on conflict (identity) do nothing returning id`,
    [
      intents.map(() => newId()),
      intents.map(({ channel }) => channel),
      intents.map(({ kind }) => kind),
      intents.map(({ reference }) => reference),
      intents.map(({ identity }) => identity),
      intents.map(({ recipient }) => recipient),
      intents.map(({ notBefore }) => notBefore.toISOString()),
    ],
  )
  return rows.length
}

// Written so that the index of what is not ended serves it, in its order.
const isDue = `state in ('pending', 'sending') and next_attempt_at <= app_now() and (state = 'pending' or lease_until < app_now())`

/**
 * Whether messages may be sent now. Open: nothing is wrong. Closed: its server was away a moment ago. Probe: it is time
 * to look again, and the caller is the one who does, with one message.
 */
export async function passGate(channel: OutboxChannel, probeSeconds: number): Promise<Gate> {
  const { rows } = await sql().query<{ gate: Gate }>(
    `with probe as (
       update outbox_outage set next_try_at = app_now() + make_interval(secs => $2)
        where channel = $1 and next_try_at <= app_now()
          and exists (select from outbox_message where channel = $1 and ${isDue})
       returning channel)
     select case when exists (select from probe) then 'probe'
                 when exists (select from outbox_outage where channel = $1) then 'closed'
                 else 'open' end as gate`,
    [channel, probeSeconds],
  )
  return rows[0]?.gate ?? 'closed'
}

export type Gate = 'open' | 'closed' | 'probe'

/**
 * Takes the due message that has waited longest, with a lease. A test goes even where the gate is closed: somebody waits
 * for what it says.
 */
export async function claimMessage(
  channel: OutboxChannel,
  gate: Gate,
  leaseSeconds: number,
): Promise<ClaimedMessage | null> {
  const { rows } = await sql().query<ClaimedMessage>(
    `with due as (
       select id from outbox_message
        where channel = $1 and ${isDue} and ($2 or kind = 'test')
        order by next_attempt_at limit 1 for update skip locked)
     update outbox_message m
        set state = 'sending', attempts = m.attempts + 1, fence = m.fence + 1,
            lease_until = app_now() + make_interval(secs => $3)
       from due where m.id = due.id
     returning m.id, m.kind, m.reference, m.recipient, m.attempts, m.fence`,
    [channel, gate !== 'closed', leaseSeconds],
  )
  return rows[0] ?? null
}

/** Holds a message longer; false when another worker has it meanwhile, or somebody gave it up. */
export async function renewLease({ id, fence }: ClaimedMessage, leaseSeconds: number): Promise<boolean> {
  const { rowCount } = await sql().query(
    `update outbox_message set lease_until = app_now() + make_interval(secs => $3)
      where id = $1 and fence = $2 and state = 'sending'`,
    [id, fence, leaseSeconds],
  )
  return rowCount === 1
}

/** The server has taken it: true whoever holds the message by now, so that nobody sends it again. */
export async function markDelivered(id: string, response: string): Promise<void> {
  await sql().query(
    `update outbox_message
        set state = 'delivered', response = $2, last_error = null, ended_at = app_now(), lease_until = null, fence = fence + 1
      where id = $1 and state <> 'delivered'`,
    [id, response],
  )
}

/** It will not be sent: given up ("dead"), or wanted by nobody ("cancelled"). */
export async function markEnded(
  { id, fence }: ClaimedMessage,
  state: 'dead' | 'cancelled',
  error: string | null,
): Promise<void> {
  await sql().query(
    `update outbox_message set state = $3, last_error = coalesce($4, last_error), ended_at = app_now(), lease_until = null
      where id = $1 and fence = $2 and state = 'sending'`,
    [id, fence, state, error],
  )
}

/** It is tried again in so many seconds. */
export async function markPostponed(
  { id, fence }: ClaimedMessage,
  error: string,
  inSeconds: number,
): Promise<void> {
  await sql().query(
    `update outbox_message
        set state = 'pending', last_error = $3, lease_until = null, next_attempt_at = app_now() + make_interval(secs => $4)
      where id = $1 and fence = $2 and state = 'sending'`,
    [id, fence, error, inSeconds],
  )
}

/**
 * Gives a message back that nothing is wrong with, and remembers that its channel takes nothing. One statement, so
 * that nobody sees one without the other.
 */
export async function markAway(
  { id, fence }: ClaimedMessage,
  channel: OutboxChannel,
  error: string,
  isProbe: boolean,
): Promise<void> {
  await sql().query(
    `with given_back as (
       update outbox_message set state = 'pending', attempts = attempts - 1, last_error = $4, lease_until = null
        where id = $1 and fence = $2 and state = 'sending')
     insert into outbox_outage as o (channel, since, error, tries, next_try_at)
     values ($3, app_now(), $4, 1, app_now() + make_interval(secs => ($5::float8[])[1]))
     on conflict (channel) do update
        set error = excluded.error, tries = o.tries + 1,
            next_try_at = app_now() + make_interval(secs => ($5::float8[])[least(o.tries + 1, cardinality($5::float8[]))])
      where $6`,
    [id, fence, channel, error, [...outagePauses], isProbe],
  )
}

/** Gives up what has waited three days for a channel that takes nothing. Returns how many. */
export async function buryWaiting(channel: OutboxChannel): Promise<number> {
  const { rowCount } = await sql().query(
    `update outbox_message m set state = 'dead', ended_at = app_now(), last_error = o.error
       from outbox_outage o
      where o.channel = $1 and m.channel = $1 and m.state = 'pending'
        and greatest(m.not_before, o.since) < app_now() - make_interval(secs => $2)`,
    [channel, outageLimit],
  )
  return rowCount ?? 0
}

/** The channel works, or was set up anew: what waits is due at once. */
export async function endOutage(channel: OutboxChannel, on: Sql = sql()): Promise<void> {
  await on.query('delete from outbox_outage where channel = $1', [channel])
}
