import { open } from 'node:fs/promises'
import { Problem } from '@/lib/problem'

/** A description of a backup is far smaller. */
const mostBytes = 64 * 1024 ** 2

/**
 * The text of a small file beside a backup; null: there is none. Throws Problem: unavailable (may not be read), invalid
 * (too large).
 */
export async function readBeside(path: string): Promise<string | null> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw new Problem(
      'unavailable',
      `${path} lies beside the backup and cannot be read by the worker (${error.code}). Give it read permission.`,
    )
  })
  if (!handle) return null
  try {
    const { size } = await handle.stat()
    if (size > mostBytes)
      throw new Problem('invalid', `${path} has more than 64 MB: it describes no backup. Look what wrote it.`)
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}
