import pg from 'pg'
import { ProbeError } from '@/lib/probe-error'
import { dialPostgres } from './dial-postgres'
import type { PostgresAccess, PostgresSession } from './postgres'
import { type PostgresPlace, postgresFault } from './postgres-fault'
import { createClient, endpointOf, hangUp, type Login, loginOf, placeOf } from './postgres-login'
import { postgresWire } from './postgres-wire'
import type { ProbeContext } from './probe-context'
import { startDeadline } from './probe-deadline'
import { createTurns } from './take-turns'

/** Audit sessions on one server at the same time: few, since they take its connection slots. */
const takeTurn = createTurns(4)

/** A query of a check that reads catalogues is done in far less, or something is wrong with the server. */
const statementTimeoutMs = 15_000

/** bigint and numeric arrive as numbers: what is counted here stays below 2^53, or loses only its last digits. */
const types = new pg.TypeOverrides()
types.setTypeParser(20, Number)
types.setTypeParser(1700, Number)

/**
 * Opens a read-only session to a `postgres` target. Takes at most `probe.timeoutMs` in all; every failure
 * is a ProbeError whose sentence holds no secret.
 */
export const withPostgresSession: PostgresAccess = async (target, probe, work) => {
  const login = loginOf(target)
  const place = placeOf(login)
  const { name } = place
  const progress: { phase: Phase } = { phase: 'turn' }
  const deadline = startDeadline(probe, () => outOfTime(progress.phase, name, probe.timeoutMs))
  let leave: (() => void) | undefined
  try {
    leave = await takeTurn(name, deadline.signal)
    return await Promise.race([
      deadline.passed,
      inSession(login, place, probe, deadline.signal, progress, work),
    ])
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error
  } finally {
    leave?.()
    deadline.stop()
  }
}

async function inSession<T>(
  login: Login,
  place: PostgresPlace,
  probe: ProbeContext,
  signal: AbortSignal,
  progress: { phase: Phase },
  work: (session: PostgresSession) => Promise<T>,
): Promise<T> {
  progress.phase = 'connection'
  const inWords = (error: unknown): never => {
    throw postgresFault(error, place)
  }
  const endpoint = await endpointOf(login, probe, signal)
  const dialled = await dialPostgres(endpoint, signal).catch(inWords)
  progress.phase = 'login'
  const client = createClient(login, settingsOf(probe), postgresWire(dialled.socket, place.name), types)
  // Without a listener, a session that the server ends would end this process; queries report it too.
  client.on('error', () => {})
  const stop = () => dialled.socket.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const start = performance.now()
    await client.connect().catch(inWords)
    const loginMs = performance.now() - start
    place.isOpen = true
    progress.phase = 'query'
    return await work(
      await openSession(client, place, { tcpMs: dialled.connectMs, tlsMs: dialled.tlsMs, loginMs }),
    )
  } finally {
    signal.removeEventListener('abort', stop)
    await hangUp(client)
    dialled.socket.destroy()
  }
}

function settingsOf(probe: ProbeContext): Record<string, string | number> {
  return {
    default_transaction_read_only: 'on',
    statement_timeout: Math.min(statementTimeoutMs, probe.timeoutMs),
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout: 30_000,
    timezone: 'UTC',
    datestyle: 'ISO',
    // Nothing in the audited database can stand in for a catalogue or a function of PostgreSQL.
    search_path: 'pg_catalog',
  }
}

async function openSession(
  client: pg.Client,
  place: PostgresPlace,
  timings: PostgresSession['timings'],
): Promise<PostgresSession> {
  const query: PostgresSession['query'] = async (text, values) => {
    try {
      return (await client.query(text, values)).rows
    } catch (error) {
      throw postgresFault(error, place)
    }
  }
  const [about] = await query<{
    version: number
    standby: boolean
    role: string
    database: string
    sees: boolean
  }>(
    `select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
       current_user::text as role, current_database()::text as database,
       pg_has_role(current_user, 'pg_read_all_stats', 'usage') as sees`,
  )
  if (!about) throw new ProbeError('protocol', `${place.name} did not say which server it is.`)
  return {
    query,
    serverVersion: about.version,
    isStandby: about.standby,
    roleName: about.role,
    databaseName: about.database,
    seesOtherSessions: about.sees,
    connectMs: timings.tcpMs + timings.tlsMs + timings.loginMs,
    timings,
  }
}

/** What the session waits for, so that "out of time" can say what did not come. */
type Phase = 'turn' | 'connection' | 'login' | 'query'

const silence: Readonly<Record<Phase, string>> = {
  turn: 'is still busy with other audits of the same server',
  connection: 'did not answer',
  login: 'accepts connections, but did not let the session in',
  query: 'let the session in, but did not answer its query',
}

function outOfTime(phase: Phase, name: string, timeoutMs: number): ProbeError {
  const next =
    phase === 'turn'
      ? 'Raise the timeout of the check.'
      : 'Look at its load and log, and at the network in between.'
  // With a code of its own: waiting for ourselves says nothing about the server.
  return new ProbeError(
    'timeout',
    `${name} ${silence[phase]} within ${timeoutMs / 1000} s. ${next}`,
    phase === 'turn' ? 'TURN' : undefined,
  )
}
