import type { DatabaseSnapshot } from './database-snapshot'
import type { SnapshotWish } from './snapshot-postgres'

/**
 * The same of a SQLite file, which is opened read-only on a thread of its own; its integrity and its foreign keys are
 * part of area `constraints`. Throws Problem `invalid` with a sentence when the file is no database or is damaged.
 */
export async function snapshotSqlite(_file: string, _wish: SnapshotWish): Promise<DatabaseSnapshot> {
  throw new Error('not written yet')
}
