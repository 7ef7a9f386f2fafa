import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { usageOf } from './file-system-usage'
import { errorCode } from './proc-files'

/** What lies at a path that should be a volume. */
export type MountedVolume =
  | { exists: false; reason: string }
  | {
      exists: true
      /** Another file system than that of the folder above: something is mounted here. */
      isMount: boolean
      /** Null where it does not tell, or hangs. */
      room: { totalBytes: number; usedBytes: number; availableBytes: number } | null
    }

/** Looks whether something is mounted at a path, and how much room it has; never waits for longer than 6 s. */
export async function lookAtVolume(path: string): Promise<MountedVolume> {
  try {
    const here = await answered(stat(path))
    if (!here) return { exists: false, reason: 'it hangs: no answer within 3 s' }
    const above = path === '/' ? null : await stat(dirname(path))
    const usage = await usageOf({ mountPoint: path, source: '', type: '' })
    return {
      exists: true,
      isMount: above === null || above.dev !== here.dev,
      room: 'reason' in usage ? null : usage,
    }
  } catch (error) {
    return { exists: false, reason: errorCode(error) }
  }
}

/** What a file system that hangs never says. */
async function answered<T>(question: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), 3_000)
  })
  try {
    return await Promise.race([question, late])
  } finally {
    clearTimeout(timer)
  }
}
