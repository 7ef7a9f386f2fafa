import type { ClientBase } from 'pg'
import type { Difference } from './difference'

/** Rows of a table that name files below a folder. */
export interface FileReference {
  /** "public.attachments" */
  table: string
  /** Column with the path. */
  column: string
  /** Folder below which the paths lie. */
  root: string
  /** Taken away from the front of what is in the column, before it is looked up below the root. */
  stripPrefix: string
}

/** What looking both ways came to. */
export interface FileReferenceOutcome {
  rows: number
  /** Rows whose column is empty: they name no file. */
  rowsWithout: number
  files: number
  missing: number
  extra: number
  /** Rows whose path leads out of the root, or is no path. */
  refused: number
}

export interface FileReferenceWish {
  signal: AbortSignal
  now: Date
  /** Files and rows younger than this are not judged: one of the two may still be on its way. */
  youngSeconds: number
  /** Waits before candidates are looked at again: 10 s unless a test brings its own. */
  wait?: (signal: AbortSignal) => Promise<void>
  onProgress?: (done: number, total: number | null) => void
  /** Everything that was found, one by one: area "files named by public.attachments.path". */
  onDifference: (difference: Difference) => Promise<void> | void
}

/**
 * Looks both ways between rows and files: missing (a row whose file is not there; rows are read first) and extra (a
 * file that no row names; files are read first). Candidates are looked at again after a while, so that what moves
 * meanwhile is no fault.
 */
export async function checkRowsNamingFiles(
  _client: ClientBase,
  _reference: FileReference,
  _wish: FileReferenceWish,
): Promise<FileReferenceOutcome> {
  throw new Error('not written yet')
}
