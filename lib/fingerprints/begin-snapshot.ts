import type { ClientBase } from 'pg'

/**
 * What turns values into text is pinned, so that the same row is the same text on every server. Row security is off:
 * a table that would be read in part is an error then, not a smaller number.
 */
const pinned: Readonly<Record<string, string>> = {
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: 'C',
  xmloption: 'content',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  search_path: 'pg_catalog',
  row_security: 'off',
  idle_in_transaction_session_timeout: '0',
  jit: 'off',
}

/** So long a statement may take unless told. */
const statementTimeoutMs = 15 * 60_000
/** So long it waits for somebody who holds a table. */
const lockTimeoutMs = 5_000

/** A server, as far as statements have to know it. */
export interface SnapshotServer {
  /** server_version_num */
  version: number
  serverVersion: string
  database: string
  role: string
  encoding: string
  blockBytes: number
}

/**
 * Begins a transaction that sees the database as of this moment, changes nothing, and writes values the same way on every
 * server. `beforePins` runs first, while settings still are what they are for everybody.
 */
export async function beginSnapshot(
  client: ClientBase,
  {
    timeoutMs = statementTimeoutMs,
    beforePins,
  }: { timeoutMs?: number; beforePins?: () => Promise<void> } = {},
): Promise<SnapshotServer> {
  await client.query('begin isolation level repeatable read read only')
  await beforePins?.()
  const settings = { ...pinned, statement_timeout: String(timeoutMs), lock_timeout: String(lockTimeoutMs) }
  for (const [setting, value] of Object.entries(settings)) {
    await client.query(`set local ${setting} = '${value}'`)
  }
  const { rows } = await client.query<SnapshotServer>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as "serverVersion",
       current_database()::text as database, current_user::text as role,
       current_setting('server_encoding') as encoding, current_setting('block_size')::int as "blockBytes"`,
  )
  const [server] = rows
  if (!server) throw new Error('the server did not say which it is')
  // A server that looks now and then whether anybody still listens ends what nobody waits for; older ones cannot.
  if (server.version >= 140_000)
    await within(client, () => client.query(`set local client_connection_check_interval = '2s'`)).catch(
      () => {},
    )
  return server
}

/** Ends it; never throws, because a connection that broke has ended it already. */
export async function endSnapshot(client: ClientBase): Promise<void> {
  await client.query('rollback').catch(() => {})
}

/** Runs one step so that its failure leaves the transaction usable. Throws what the step threw. */
export async function within<T>(client: ClientBase, step: () => Promise<T>): Promise<T> {
  await client.query('savepoint step')
  try {
    const result = await step()
    await client.query('release savepoint step')
    return result
  } catch (error) {
    if (isServerError(error)) await client.query('rollback to savepoint step')
    throw error
  }
}

/** What a server says when it refuses a statement. */
export type ServerError = Error & { code: string; routine?: string }

/** Whether the server refused a statement, and goes on with the session. */
export function isServerError(error: unknown): error is ServerError {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  // 57014 is a statement that took too long; the rest of class 57 and class 08 end the session.
  return /^[0-9A-Z]{5}$/.test(error.code) && (error.code === '57014' || !/^(57|08|XX|F0)/.test(error.code))
}
