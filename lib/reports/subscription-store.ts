import { sql, type Transaction } from '@/lib/db/database'
import type { OutboxState } from '@/lib/outbox/message'
import type { SendingTime } from './weekly-time'

// Whoever gets which report by mail. A subscription that ended stays: deliveries say for whom they were.

export interface SubscriptionRow extends SendingTime {
  id: string
  scope: 'instance' | 'team'
  teamId: string | null
  teamName: string | null
  createdAt: Date
  endedAt: Date | null
}

/** The mail that was written last for a subscription. */
export interface LastDelivery {
  subscriptionId: string
  week: string
  state: OutboxState
  at: Date
  error: string | null
}

const columns = `s.id, s.scope, s.team_id as "teamId", t.name as "teamName", s.timing, s.weekday,
  s.minute_of_day as "minuteOfDay", s.zone, s.created_at as "createdAt", s.ended_at as "endedAt"`

/** What a person gets, all systems first, then teams by name. */
export async function listOwnSubscriptions(userId: string): Promise<SubscriptionRow[]> {
  const { rows } = await sql().query<SubscriptionRow>(
    `select ${columns} from report_subscription s left join team t on t.id = s.team_id
      where s.user_id = $1 and s.ended_at is null order by s.scope, lower(t.name), s.id`,
    [userId],
  )
  return rows
}

/** Of each of these subscriptions the newest mail and what became of it. */
export async function lastDeliveries(subscriptionIds: readonly string[]): Promise<LastDelivery[]> {
  const { rows } = await sql().query<LastDelivery>(
    `select s.id as "subscriptionId", d.week, d.state, d.at, d.error
       from unnest($1::uuid[]) as s(id)
       cross join lateral (
         select r.week, m.state, coalesce(m.ended_at, m.next_attempt_at) as at, m.last_error as error
           from report_delivery d
           join report r on r.id = d.report_id
           join outbox_message m on m.reference = d.id and m.kind = 'report'
          where d.subscription_id = s.id order by d.created_at desc, r.period_to desc limit 1) d`,
    [subscriptionIds],
  )
  return rows
}

/** The subscription of a person to a scope that has not ended, held until commit. */
export async function lockSubscription(
  tx: Transaction,
  userId: string,
  teamId: string | null,
): Promise<(SendingTime & { id: string }) | null> {
  // Two clicks at once must leave one row: the lock lasts until the transaction ends.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('report subscription ' || ${userId}))`
  const [row] = await tx.$queryRaw<(SendingTime & { id: string })[]>`
    select id, timing, weekday, minute_of_day as "minuteOfDay", zone from report_subscription
     where user_id = ${userId}::uuid and team_id is not distinct from ${teamId}::uuid and ended_at is null for update`
  return row ?? null
}

/** Begins a subscription. */
export async function insertSubscription(
  tx: Transaction,
  row: SendingTime & { id: string; userId: string; teamId: string | null; token: string },
): Promise<void> {
  const scope = row.teamId === null ? 'instance' : 'team'
  await tx.$executeRaw`
    insert into report_subscription (id, user_id, scope, team_id, timing, weekday, minute_of_day, zone, token, created_at)
    values (${row.id}::uuid, ${row.userId}::uuid, ${scope}, ${row.teamId}::uuid, ${row.timing}, ${row.weekday},
            ${row.minuteOfDay}, ${row.zone}, ${row.token}, app_now())`
}

/** Another time for the same report. */
export async function updateSubscription(tx: Transaction, id: string, time: SendingTime): Promise<void> {
  await tx.$executeRaw`
    update report_subscription set timing = ${time.timing}, weekday = ${time.weekday},
           minute_of_day = ${time.minuteOfDay}, zone = ${time.zone} where id = ${id}::uuid`
}

/** What ending a subscription needs to know of it. */
export interface EndingSubscription {
  id: string
  userId: string
  email: string
  scopeName: string
  endedAt: Date | null
}

const ending = `select s.id, s.user_id as "userId", u.email, coalesce(t.name, 'All systems') as "scopeName",
    s.ended_at as "endedAt"
  from report_subscription s join app_user u on u.id = s.user_id left join team t on t.id = s.team_id`

/** A subscription by its id; null when there is none. */
export async function findSubscription(id: string): Promise<EndingSubscription | null> {
  const { rows } = await sql().query<EndingSubscription>(`${ending} where s.id = $1`, [id])
  return rows[0] ?? null
}

/** The subscription that the token of a mail is of; null when there is none. */
export async function findByToken(token: string): Promise<EndingSubscription | null> {
  const { rows } = await sql().query<EndingSubscription>(`${ending} where s.token = $1`, [token])
  return rows[0] ?? null
}

/** Ends a subscription; false when it had ended already. */
export async function endSubscriptionRow(tx: Transaction, id: string): Promise<boolean> {
  const ended = await tx.$executeRaw`
    update report_subscription set ended_at = app_now() where id = ${id}::uuid and ended_at is null`
  return ended === 1
}
