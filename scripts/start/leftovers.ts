import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod/mini'
import { identify, isRunning, type ProcessIdentity } from './process-identity'

const shape = z.array(z.object({ pid: z.number(), started: z.string() }))
const PATIENCE_MS = 3_000

const fileIn = (data: string) => join(data, 'processes')

/** Keeps the list of processes that this launcher started, for a next start that finds them orphaned. */
export function recordProcesses(data: string): (name: string, pid: number) => void {
  const processes = new Map<string, ProcessIdentity>()
  let writing = Promise.resolve()
  return (name, pid) => {
    const identity = identify(pid)
    if (identity) processes.set(name, identity)
    const text = JSON.stringify([...processes.values()])
    writing = writing
      .then(async () => {
        await writeFile(`${fileIn(data)}.new`, text)
        await rename(`${fileIn(data)}.new`, fileIn(data))
      })
      .catch(() => {})
  }
}

/** Ends what a killed launcher left behind. The processes notice themselves; a frozen one does not. */
export async function endLeftovers(data: string): Promise<void> {
  const text = await readFile(fileIn(data), 'utf8').catch(() => '[]')
  const parsed = shape.safeParse(parse(text))
  const leftovers = parsed.success ? parsed.data.filter(isRunning) : []
  for (const { pid } of leftovers) process.kill(pid, 'SIGTERM')
  const until = performance.now() + PATIENCE_MS
  while (leftovers.some(isRunning) && performance.now() < until) await pause(20)
  // Nothing is lost: work that was begun is claimed again when its lease has run out.
  for (const leftover of leftovers) if (isRunning(leftover)) process.kill(leftover.pid, 'SIGKILL')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}
