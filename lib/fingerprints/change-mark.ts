import type { ClientBase } from 'pg'

/**
 * How much was written to a database so far: two marks around a comparison tell whether it stood
 * still. Sessions report what they wrote with some seconds of delay, so equal marks are a hint and no proof.
 */
export interface ChangeMark {
  /** Rows inserted, changed and removed since its statistics began. */
  writes: number
}

/** Reads the mark; outside a transaction, because statistics stand still inside. */
export async function readChangeMark(client: ClientBase): Promise<ChangeMark> {
  const { rows } = await client.query<{ writes: string }>(
    `select (tup_inserted + tup_updated + tup_deleted)::text as writes
       from pg_stat_database where datname = current_database()`,
  )
  return { writes: Number(rows[0]?.writes ?? 0) }
}
