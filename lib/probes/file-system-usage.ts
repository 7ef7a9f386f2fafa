import type { StatsFs } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type { Mount } from './mount-table'
import { errorCode } from './proc-files'

/** Room on one file system, by the words of df: `used` leaves out what only root may fill. */
export interface FileSystemUsage {
  mountPoint: string
  source: string
  type: string
  totalBytes: number
  usedBytes: number
  availableBytes: number
  files: number
  filesFree: number
}

// A file system that hangs keeps its thread. Whoever asks meanwhile waits for the same answer: a second
// question would take the next thread, until none is left.
const asked = new Map<string, Promise<StatsFs>>()

function askOnce(mountPoint: string): Promise<StatsFs> {
  const earlier = asked.get(mountPoint)
  if (earlier) return earlier
  const question = statfs(mountPoint).finally(() => asked.delete(mountPoint))
  asked.set(mountPoint, question)
  return question
}

const patienceMs = 3_000

/** Usage of what is mounted there, or why it cannot be told; never waits for longer than 3 s. */
export async function usageOf(
  mount: Pick<Mount, 'mountPoint' | 'source' | 'type'>,
): Promise<FileSystemUsage | { mountPoint: string; reason: string }> {
  const { mountPoint } = mount
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  try {
    const answer = await Promise.race([askOnce(mountPoint), late])
    if (!answer) return { mountPoint, reason: `it hangs: no answer within ${patienceMs / 1000} s` }
    const { bsize, blocks, bfree, bavail, files, ffree } = answer
    return {
      mountPoint,
      source: mount.source,
      type: mount.type,
      totalBytes: blocks * bsize,
      usedBytes: (blocks - bfree) * bsize,
      availableBytes: Math.max(0, bavail) * bsize,
      files,
      filesFree: ffree,
    }
  } catch (error) {
    return { mountPoint, reason: errorCode(error) }
  } finally {
    clearTimeout(timer)
  }
}
