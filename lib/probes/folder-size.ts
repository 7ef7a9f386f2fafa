import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { ProbeError } from './probe-context'

export interface FolderSize {
  sizeBytes: number
  files: number
  /** Last change of any file in it, milliseconds since 1970. */
  modified: number
}

const fileLimit = 50_000
const depthLimit = 12

/**
 * Adds up the files of a folder and of those inside it, without following symbolic links. Throws
 * ProbeError for more than 50,000 files or 12 levels: a number that is too small would be a lie.
 */
export async function measureFolder(path: string, signal: AbortSignal): Promise<FolderSize> {
  const total: FolderSize = { sizeBytes: 0, files: 0, modified: (await lstat(path)).mtimeMs }
  await addFolder(path, 0, total, signal)
  return total
}

async function addFolder(path: string, depth: number, total: FolderSize, signal: AbortSignal): Promise<void> {
  if (depth > depthLimit)
    throw new ProbeError(
      'too-large',
      `${path} lies more than ${depthLimit} folders deep: the backup is not measured.`,
    )
  for await (const entry of await opendir(path)) {
    signal.throwIfAborted()
    const place = join(path, entry.name)
    if (entry.isDirectory()) {
      await addFolder(place, depth + 1, total, signal)
    } else if (entry.isFile()) {
      if (++total.files > fileLimit)
        throw new ProbeError(
          'too-large',
          `${path} holds more than ${fileLimit} files: the backup is not measured.`,
        )
      const { size, mtimeMs } = await lstat(place)
      total.sizeBytes += size
      total.modified = Math.max(total.modified, mtimeMs)
    }
  }
}
