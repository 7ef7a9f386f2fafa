import type { Sql } from '@/lib/db/pool'
import type { Counter } from './login-throttle'

/** Reads counters and holds them until commit, so that two nodes cannot count the same try once. */
export async function lockCounters(client: Sql, keys: readonly string[]): Promise<Record<string, Counter>> {
  // Sorted: whoever locks the same rows locks them in the same order.
  const sorted = [...keys].sort()
  await client.query(
    `insert into login_throttle (key, failures, window_start)
     select key, 0, 'epoch' from unnest($1::text[]) as key on conflict do nothing`,
    [sorted],
  )
  const { rows } = await client.query<Counter & { key: string }>(
    `select key, failures, window_start as "windowStart", blocked_until as "blockedUntil"
       from login_throttle where key = any($1) order by key for update`,
    [sorted],
  )
  return Object.fromEntries(rows.map(({ key, ...counter }) => [key, counter]))
}

/** Writes back the counters of a try that counts. */
export async function saveCounters(client: Sql, counters: Record<string, Counter>): Promise<void> {
  const rows = Object.entries(counters)
  await client.query(
    `update login_throttle t
        set failures = n.failures, window_start = n.window_start, blocked_until = n.blocked_until
       from unnest($1::text[], $2::int[], $3::timestamptz[], $4::timestamptz[])
         as n (key, failures, window_start, blocked_until)
      where t.key = n.key`,
    [
      rows.map(([key]) => key),
      rows.map(([, counter]) => counter.failures),
      rows.map(([, counter]) => counter.windowStart),
      rows.map(([, counter]) => counter.blockedUntil),
    ],
  )
}

/** Takes back rows that were only made to be locked: a refused try leaves nothing, or anybody could fill the disk. */
export async function dropUncounted(client: Sql, keys: readonly string[]): Promise<void> {
  await client.query(
    `delete from login_throttle where key = any($1) and failures = 0 and window_start = 'epoch'`,
    [[...keys]],
  )
}

/** Drops counters that nobody has touched for two days. */
export async function forgetOldCounters(client: Sql): Promise<void> {
  await client.query(`delete from login_throttle where ctid = any(array(
    select ctid from login_throttle where window_start < app_now() - interval '2 days' limit 100 for update skip locked))`)
}

/** Takes the try that succeeded out of the count: from here the account starts afresh. */
export async function forgiveTry(
  client: Sql,
  keys: { accountAndAddress: string; account: string },
  known: boolean,
): Promise<void> {
  await client.query('delete from login_throttle where key = $1', [keys.accountAndAddress])
  if (known) return
  await client.query(
    'update login_throttle set failures = greatest(failures - 1, 0), blocked_until = null where key = $1',
    [keys.account],
  )
}
