import type pg from 'pg'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ResolveName } from '@/lib/egress/resolve-name'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import { dialPostgres } from './dial-postgres'
import { postgresFault } from './postgres-fault'
import { longWorkLimits } from './postgres-frames'
import { createClient, endpointOf, hangUp, type Login, loginOf, placeOf } from './postgres-login'
import { postgresWire } from './postgres-wire'

/** What a long session needs. */
export interface LongSession {
  /** Ends the session, and with it what it asked: the server notices within seconds. */
  signal: AbortSignal
  egress: EgressPolicy
  resolve?: ResolveName
  /** Most milliseconds until the session stands. */
  connectTimeoutMs?: number
}

/**
 * Opens a session to a `postgres` target for work that takes minutes and reads much: read-only, no
 * limit on bytes or time, ended by `signal`. What cannot be opened is a ProbeError without a secret; inside, errors are
 * those of the driver.
 */
export async function withPostgresClient<T>(
  target: ResolvedTarget,
  session: LongSession,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const login = loginOf(target)
  const opened = await open(login, session)
  const stop = () => opened.end(session.signal.reason)
  session.signal.addEventListener('abort', stop, { once: true })
  if (session.signal.aborted) stop()
  try {
    return await work(opened.client)
  } catch (error) {
    throw session.signal.aborted ? session.signal.reason : error
  } finally {
    session.signal.removeEventListener('abort', stop)
    await hangUp(opened.client)
    opened.end()
  }
}

const settings = { default_transaction_read_only: 'on', lock_timeout: 10_000 }

/** Dials and signs in, both within the time that the session allows. */
async function open(login: Login, { signal, connectTimeoutMs = 15_000, ...guard }: LongSession) {
  const place = placeOf(login)
  const { name } = place
  const late = AbortSignal.timeout(connectTimeoutMs)
  const patience = AbortSignal.any([signal, late])
  const inWords = (error: unknown): never => {
    if (signal.aborted) throw signal.reason
    throw postgresFault(late.aborted ? { code: 'ETIMEDOUT' } : error, place)
  }
  const endpoint = await endpointOf(login, guard, patience).catch(inWords)
  const { socket } = await dialPostgres(endpoint, patience).catch(inWords)
  const client = createClient(login, settings, postgresWire(socket, name, longWorkLimits), undefined)
  // Without a listener, a session that the server ends would end this process; queries report it too.
  client.on('error', () => {})
  const giveUp = () => socket.destroy(new Error('out of time'))
  patience.addEventListener('abort', giveUp, { once: true })
  try {
    await client.connect()
  } catch (error) {
    socket.destroy()
    inWords(error)
  } finally {
    patience.removeEventListener('abort', giveUp)
  }
  return { client, end: (reason?: Error) => socket.destroy(reason) }
}
