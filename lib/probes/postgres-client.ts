import type pg from 'pg'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ResolveName } from '@/lib/egress/resolve-name'
import type { ResolvedTarget } from '@/lib/systems/target-address'

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
 * Opens a session to a `postgres` target for work that takes minutes and reads much: no limit on bytes or time, no
 * settings but its name, ended by `signal`. What cannot be opened is a ProbeError without a secret; inside, errors are
 * those of the driver.
 */
export async function withPostgresClient<T>(
  _target: ResolvedTarget,
  _session: LongSession,
  _work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  throw new Error('not written yet')
}
