import { basename } from 'node:path'
import { timeInFileName } from './file-name'

export interface BackupQuestion {
  /** A folder, or one file. */
  path: string
  /** `*` and `?` over the names in the folder. */
  pattern: string
  /** IANA zone of times in names that carry none. */
  nameTimeZone: string
  /** Exists only when a backup is complete: "{name}.sha256" beside it, or "manifest.json" inside it; '' for none. */
  marker: string
}

/** A file or a folder that is one backup. */
export interface BackupEntry {
  name: string
  sizeBytes: number
  /** When it was made, as far as can be told. */
  at: Date
  timeFrom: 'name' | 'modified'
  type: 'file' | 'folder'
}

/** What was measured of one match. */
export interface Candidate {
  path: string
  name: string
  sizeBytes: number
  modified: number
  type: 'file' | 'folder'
}

/**
 * A name can make a backup older than its last change, never newer: copying resets the change time, and
 * a name in the wrong time zone must not make it fresher.
 */
export function entryOf(
  { path, name, sizeBytes, type, modified }: Candidate,
  question: BackupQuestion,
): BackupEntry {
  const told = timeInFileName(name, question.nameTimeZone)
  const isDayOnly = told !== null && told.end.getTime() - told.start.getTime() > 3_600_000
  // Of a whole day only the last moment is certain: the backup is at least as old as that.
  const limit = told === null ? Infinity : (isDayOnly ? told.end : told.start).getTime()
  return {
    name: basename(path),
    sizeBytes,
    at: new Date(Math.min(limit, modified)),
    timeFrom: limit < modified ? 'name' : 'modified',
    type,
  }
}
