import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { scratchDirectory } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { endProcessesIn, identify, isStill } from './process-table'

/** A folder of one piece of work, with a note of who uses it, so that the next worker can tell a leftover. */
export interface ScratchFolder {
  path: string
  /** Ends what still runs in it and removes it. */
  remove(): Promise<void>
}

/** Only folders of this name are ever removed. */
const prefix = 'work-'
const noteName = 'owner.json'
const note = z.object({ pid: z.number().int(), startedAt: z.string(), host: z.string().default('') })

/** No plan lets a drill take longer: what another machine noted before cannot be in use any more. */
const longestMs = 49 * 3_600_000

/** A folder whose note is not written yet: its worker was killed in between, or is just making it. */
const graceMs = 10 * 60_000

/** Makes a folder of its own below SCRATCH_DIRECTORY, after removing what killed workers left there. */
export async function makeScratchFolder(root?: string): Promise<ScratchFolder> {
  const base = await baseFolder(root)
  await reapLeftovers(base)
  const path = join(base, `${prefix}${randomBytes(6).toString('hex')}`)
  await inWords(base, async () => {
    await mkdir(path, { mode: 0o711 })
    await chmod(path, 0o711)
    await writeFile(
      join(path, noteName),
      JSON.stringify({ ...(await identify(process.pid)), host: hostname() }),
      { mode: 0o600 },
    )
  })
  return { path, remove: () => removeWhole(path) }
}

/**
 * Removes the folders, and ends the servers, of workers that no longer live; returns the folders. To be called when a
 * worker starts. What another living worker uses stays.
 */
export async function reapLeftovers(root?: string): Promise<string[]> {
  const base = await baseFolder(root)
  const removed: string[] = []
  for (const name of await readdir(base)) {
    const path = join(base, name)
    if (!name.startsWith(prefix) || (await isInUse(path))) continue
    await removeWhole(path)
    removed.push(path)
  }
  return removed
}

/** Accounts without rights pass through it to their own folder, and see nothing else. */
async function baseFolder(root?: string): Promise<string> {
  const base = root ?? scratchDirectory() ?? join(tmpdir(), 'wheeltapper-scratch')
  return inWords(base, async () => {
    await mkdir(base, { recursive: true, mode: 0o711 })
    return realpath(base)
  })
}

/** That nothing can be written there is what somebody must hear, not what the log of the worker hides. */
async function inWords<T>(base: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      'unavailable',
      `Nothing can be written into the scratch folder ${base} (${code}). Make room there and let the worker write, or let SCRATCH_DIRECTORY name another folder, e.g. /var/tmp/wheeltapper-scratch.`,
    )
  }
}

async function isInUse(path: string): Promise<boolean> {
  const text = await readFile(join(path, noteName), 'utf8').catch(() => '')
  const owner = note.safeParse(parsed(text))
  // Two machines, or two containers, may share a volume: neither sees the processes of the other.
  const isOurs = owner.success && (owner.data.host === '' || owner.data.host === hostname())
  if (isOurs) return isStill(owner.data)
  const made = await stat(owner.success ? join(path, noteName) : path).catch(() => null)
  return made !== null && Date.now() - made.mtimeMs < (owner.success ? longestMs : graceMs)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function removeWhole(path: string): Promise<void> {
  await endProcessesIn(path)
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
