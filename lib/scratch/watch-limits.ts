import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@/lib/problem'
import type { ScratchLimits } from './scratch-server'

/** Room that is left to everybody else on the volume. */
export const reserveBytes = 512 * 1024 ** 2
const lookEveryMs = 500

/** Watches what a piece of work takes, until it is stopped. */
export interface LimitWatch {
  /** Rings with a Problem when a limit is crossed, or with the reason of the signal that was given. */
  signal: AbortSignal
  peakBytes(): number
  stop(): void
}

/** Starts to watch a folder's size, its volume's room and the clock. */
export function watchLimits(folder: string, limits: ScratchLimits, outer: AbortSignal): LimitWatch {
  const controller = new AbortController()
  let peak = 0
  const passOn = () => controller.abort(outer.reason)
  if (outer.aborted) passOn()
  else outer.addEventListener('abort', passOn, { once: true })
  const clock = setTimeout(() => controller.abort(outOfTime(limits.timeMs)), limits.timeMs)
  let timer: NodeJS.Timeout
  const look = async () => {
    const bytes = await sizeOf(folder)
    // A folder that is gone, or does not tell, is not a full one.
    const free = await freeAt(folder).catch(() => Infinity)
    peak = Math.max(peak, bytes)
    if (bytes > limits.diskBytes) controller.abort(tooLarge(limits.diskBytes))
    else if (free < reserveBytes / 2) controller.abort(volumeFull(folder))
    if (!controller.signal.aborted) timer = setTimeout(look, lookEveryMs)
  }
  timer = setTimeout(look, 0)
  return {
    signal: controller.signal,
    peakBytes: () => peak,
    stop() {
      clearTimeout(clock)
      clearTimeout(timer)
      outer.removeEventListener('abort', passOn)
      if (!controller.signal.aborted) controller.abort(new Error('The scratch place was given back.'))
    },
  }
}

/** Bytes that a folder takes on its volume; what vanishes meanwhile counts as nothing. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) waiting.push(path)
      else if (entry.isFile()) bytes += (await stat(path).catch(() => null))?.size ?? 0
    }
  }
  return bytes
}

/** Bytes that are free for this process on the volume of a folder. */
export async function freeAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** "3.2 GB" */
export function inGigabytes(bytes: number): string {
  return bytes < 1024 ** 3 ? `${Math.ceil(bytes / 1024 ** 2)} MB` : `${(bytes / 1024 ** 3).toFixed(1)} GB`
}

function outOfTime(ms: number): Problem {
  const minutes = ms / 60_000
  const said = minutes >= 1 ? `${Math.round(minutes)} min` : `${Math.round(ms / 1000)} s`
  return new Problem(
    'invalid',
    `It was not done within ${said}, the limit of this plan, and was stopped. Either the restore hangs (look at the last lines of the log), or it needs longer: raise the limit.`,
  )
}

/** More disk was taken than the limit allows. */
export class TooLarge extends Problem {}

function tooLarge(bytes: number): Problem {
  return new TooLarge(
    'invalid',
    `It took more than ${inGigabytes(bytes)} of disk, the limit of this plan, and was stopped. Raise the limit if the backup is as large as that.`,
  )
}

function volumeFull(folder: string): Problem {
  return new Problem(
    'invalid',
    `The volume of ${folder} ran out of room and the restore was stopped. Free some, or let SCRATCH_DIRECTORY name a folder on a larger volume.`,
  )
}
