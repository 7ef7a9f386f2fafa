import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod/mini'
import { identify, isRunning } from './process-identity'

const holderShape = z.object({ pid: z.number(), started: z.string(), url: z.string() })
type Holder = z.infer<typeof holderShape>

/** One product per folder: takes the lock in ./data or says who has it. Returns the release. */
export async function claimFolder(data: string, url: string): Promise<() => Promise<void>> {
  await mkdir(data, { recursive: true })
  const lock = join(data, 'running')
  const own = `${lock}.${process.pid}`
  const { started = '' } = identify(process.pid) ?? {}
  await writeFile(own, JSON.stringify({ pid: process.pid, started, url } satisfies Holder))
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (await takeIfFree(own, lock)) return () => rm(lock, { force: true })
      await refuseOrRemove(lock)
    }
  } finally {
    await rm(own, { force: true })
  }
  throw new Error(
    `${lock} changes hands all the time. End every other start in this folder, delete the file, and try again.`,
  )
}

/** Whoever runs in this folder now, or null. */
export async function runningInstance(data: string): Promise<Holder | null> {
  const holder = await readHolder(join(data, 'running'))
  return holder && isRunning(holder) ? holder : null
}

/** link() makes the name only if it does not exist: of two starts at the same moment one gets it. */
async function takeIfFree(own: string, lock: string): Promise<boolean> {
  try {
    await link(own, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function refuseOrRemove(lock: string): Promise<void> {
  const holder = await readHolder(lock)
  if (holder && isRunning(holder)) {
    throw new Error(
      `Wheeltapper is already running in this folder, at ${holder.url} (process ${holder.pid}). Stop it there first, with Ctrl-C or: kill ${holder.pid}`,
    )
  }
  // Left by a start that was killed. Renaming lets one of several starts remove it.
  const stale = `${lock}.stale-${process.pid}`
  await rename(lock, stale).catch(() => {})
  const removed = await readHolder(stale)
  if (removed && isRunning(removed)) await link(stale, lock).catch(() => {}) // taken meanwhile: give it back
  await rm(stale, { force: true })
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const parsed = holderShape.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
