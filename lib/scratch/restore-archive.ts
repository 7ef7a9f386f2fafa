import type { Archive, ArchiveContent } from '@/lib/archives/archive'
import type { ScratchPlace } from './scratch-place'

/** What a restore came to. */
export interface RestoreOutcome {
  durationMs: number
  /** Extensions that the backup asks for and the place has, and those that it has not. */
  extensions: { present: string[]; absent: string[] }
  /** Roles that the backup names and that were left out: owners and rights are not restored. */
  rolesLeftOut: string[]
  /** Restored by, e.g. "pg_restore 15.18". */
  restoredBy: string
}

/**
 * Loads a PostgreSQL dump (custom, directory, tar, plain) into a place that is empty, stopping at the first error.
 * Throws Problem `invalid` with what PostgreSQL said; the place is not usable afterwards.
 */
export async function restoreArchive(
  _archive: Archive,
  _content: ArchiveContent,
  _place: ScratchPlace,
  _how: { log: (line: string) => void; onProgress?: (done: number, total: number) => void },
): Promise<RestoreOutcome> {
  throw new Error('not written yet')
}
