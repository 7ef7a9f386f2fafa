import type { ClientBase } from 'pg'
import type { ContentMethod, DatabaseSnapshot } from './database-snapshot'

/** How far a snapshot is. */
export interface SnapshotProgress {
  /** "public.orders" */
  table: string
  tablesDone: number
  tables: number
  rowsDone: number
  /** As far as the planner knows; never less than `rowsDone`. */
  rowsExpected: number
}

/** What a snapshot needs beside its session. */
export interface SnapshotWish {
  now: Date
  signal: AbortSignal
  onProgress?: (progress: SnapshotProgress) => void
  /** What the other side used; unless told, what fits the encoding of this database. */
  contentMethod?: ContentMethod
  /** Most milliseconds of one statement; a big table is read by many. */
  statementTimeoutMs?: number
}

/**
 * Counts, sums up and describes a whole PostgreSQL database (13 or newer) as of one moment. `client` is a session of
 * its own, outside a transaction; it is in no transaction afterwards. What may not be read stands in `unread` with
 * what to do. Throws the reason of `signal`, or what the session threw.
 */
export async function snapshotPostgres(_client: ClientBase, _wish: SnapshotWish): Promise<DatabaseSnapshot> {
  throw new Error('not written yet')
}
