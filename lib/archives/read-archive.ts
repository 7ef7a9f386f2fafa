import type { Archive, ArchiveContent } from './archive'

/** What is needed to read a backup to its end. */
export interface ReadArchive {
  signal: AbortSignal
  password?: string | null
  log: (line: string) => void
  onProgress?: (readBytes: number, totalBytes: number) => void
}

/**
 * Reads a backup to its last byte (level `listed`) and searches it for what leaves the database. Throws Problem
 * `invalid` with a sentence: cut off, damaged, or hostile, with the line where that stands.
 */
export async function readArchive(_archive: Archive, _how: ReadArchive): Promise<ArchiveContent> {
  throw new Error('not written yet')
}
