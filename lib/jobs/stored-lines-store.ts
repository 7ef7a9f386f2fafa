import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** What stored lines came to. */
export interface StoredLinesSize {
  lines: number
  /** Compressed. */
  bytes: number
}

/**
 * Stores lines (without line feeds in them) under an owner and a name, in pieces of about a megabyte; never more than one
 * piece is in memory. Lines that were there under that name are replaced.
 */
export async function storeLines(
  _ownerId: string,
  _name: string,
  _lines: AsyncIterable<string> | Iterable<string>,
  _on: Sql = sql(),
): Promise<StoredLinesSize> {
  throw new Error('not written yet')
}

/** The lines in their order, one after the other; none where nothing was stored. */
export async function* readLines(_ownerId: string, _name: string): AsyncGenerator<string> {
  yield* []
  throw new Error('not written yet')
}

/** Names and sizes of all lines of an owner. */
export async function listLines(_ownerId: string): Promise<({ name: string } & StoredLinesSize)[]> {
  throw new Error('not written yet')
}

/** Removes all lines of these owners. */
export async function removeLines(_ownerIds: readonly string[], _on: Sql = sql()): Promise<void> {
  throw new Error('not written yet')
}
