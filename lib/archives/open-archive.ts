import type { Archive, UnpackLimits } from './archive'

/** What is needed to open a backup. */
export interface OpenArchive {
  /** Empty folder for what has to be taken out; whoever gave it removes it. */
  folder: string
  signal: AbortSignal
  limits?: Partial<UnpackLimits>
  /** Password of a restic repository, cipher of a pgBackRest one. */
  password?: string | null
  /** Name to look for where a packed folder or a repository holds several dumps; `*` and `?`. */
  innerPattern?: string | null
  onProgress?: (readBytes: number, totalBytes: number) => void
}

/**
 * Recognises the backup at `path` by its content and unpacks it as far as needed. Throws Problem `invalid` with a
 * sentence when it is empty, of an unknown form, damaged, or a trap; nothing that lies in it has been run.
 */
export async function openArchive(_path: string, _how: OpenArchive): Promise<Archive> {
  throw new Error('not written yet')
}
