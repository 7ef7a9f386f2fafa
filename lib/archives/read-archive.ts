import type { Archive, ArchiveContent, ReadArchive } from './archive'
import { readPgbackrest } from './pgbackrest'
import { readDump, searchDump } from './read-dump'
import { readOwn } from './read-own'
import { readPlain } from './read-plain'
import { readSqlite } from './read-sqlite'

/**
 * Reads a backup to its last byte (level `listed`) and searches it for what leaves the database. Throws Problem
 * `invalid` with a sentence: cut off, damaged, or hostile, with the line where that stands.
 */
export async function readArchive(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  switch (archive.format) {
    case 'postgres-custom':
    case 'postgres-directory':
    case 'postgres-tar':
      return readDump(archive, how)
    case 'postgres-plain':
      return readPlain(archive, how)
    case 'sqlite':
      return readSqlite(archive, how)
    case 'wheeltapper':
      return readOwn(archive)
    case 'pgbackrest':
      return readPgbackrest(archive, how)
  }
}

/**
 * Searches a backup for what leaves the database before anything of it runs, and reads it to its last byte unless
 * restoring does that: then `isReadToEnd` is false, and the caller reads it by `readArchive` when restoring fails.
 */
export async function searchArchive(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  switch (archive.format) {
    case 'postgres-custom':
    case 'postgres-directory':
    case 'postgres-tar':
      return searchDump(archive, how)
    default:
      return readArchive(archive, how)
  }
}
