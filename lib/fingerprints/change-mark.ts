import type { ClientBase } from 'pg'

/** How much was written to a database so far: two marks around a comparison tell whether it stood still. */
export interface ChangeMark {
  /** Rows inserted, changed and removed since its statistics began. */
  writes: number
  /** When its statistics began: after a reset, `writes` says nothing about the time before. */
  since: string
}

/** Reads the mark; outside a transaction, because statistics stand still inside. */
export async function readChangeMark(client: ClientBase): Promise<ChangeMark> {
  const { rows } = await client.query<{ writes: string; since: string }>(
    `select (tup_inserted + tup_updated + tup_deleted)::text as writes, coalesce(stats_reset::text, '') as since
       from pg_stat_database where datname = current_database()`,
  )
  return { writes: Number(rows[0]?.writes ?? 0), since: rows[0]?.since ?? '' }
}

/**
 * Rows written between two marks; null where that cannot be told, because the statistics began anew. Sessions report what
 * they wrote with some seconds of delay, so 0 is no proof.
 */
export function writesBetween(before: ChangeMark, after: ChangeMark): number | null {
  if (before.since !== after.since || after.writes < before.writes) return null
  return after.writes - before.writes
}
