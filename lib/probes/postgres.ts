import type { QueryResultRow } from 'pg'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import type { ProbeContext } from './probe-context'

/** A read-only audit session on somebody's PostgreSQL. */
export interface PostgresSession {
  /** One statement; errors become ProbeError (privilege, timeout, lost …). */
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** server_version_num, e.g. 180004. */
  readonly serverVersion: number
  readonly isStandby: boolean
  readonly roleName: string
  readonly databaseName: string
  /** Whether the role sees what other sessions do: pg_monitor, pg_read_all_stats or a superuser. */
  readonly seesOtherSessions: boolean
  /** Milliseconds of TCP + TLS + authentication. */
  readonly connectMs: number
  /** The same in its parts. */
  readonly timings: { tcpMs: number; tlsMs: number; loginMs: number }
}

/** Runs `work` in a fresh session and closes it. Throws ProbeError when there is no session. */
export type PostgresAccess = <T>(
  target: ResolvedTarget,
  probe: ProbeContext,
  work: (session: PostgresSession) => Promise<T>,
) => Promise<T>
