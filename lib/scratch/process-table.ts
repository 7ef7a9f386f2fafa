import { spawnSync } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'

/** A process that cannot be mistaken for another which got its number later. */
export interface ProcessIdentity {
  pid: number
  /** When it began, in whatever words the system has; '' where it does not tell. */
  startedAt: string
}

/** Who a process is now; null when there is none of this number. */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  if (!isAlive(pid)) return null
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return { pid, startedAt: stdout?.trim() ?? '' }
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in parentheses may hold anything; the 22nd field of all is the 20th behind it.
  return { pid, startedAt: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '' }
}

/** Whether this very process still lives. */
export async function isStill({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  const now = await identify(pid)
  return now !== null && now.startedAt === startedAt
}

/** Ends all processes that work inside a folder: servers and programs of a worker that was killed. Linux only. */
export async function endProcessesIn(folder: string): Promise<number> {
  if (process.platform !== 'linux') return 0
  let ended = 0
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const found = await processesIn(folder)
    ended += signal === 'SIGQUIT' ? found.length : 0
    for (const pid of found) end(pid, signal)
    const until = performance.now() + 3_000
    while (performance.now() < until && (await processesIn(folder)).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return ended
}

async function processesIn(folder: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    const where = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (where === folder || where.startsWith(`${folder}/`)) found.push(pid)
  }
  return found
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // it ended meanwhile
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
