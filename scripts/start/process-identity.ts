import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isAlive } from '../database/postgres-process'

/** A process, told apart from a later one with the same id by the moment it started. */
export interface ProcessIdentity {
  pid: number
  started: string
}

/** Identity of a running process; null when there is none with this id. */
export function identify(pid: number): ProcessIdentity | null {
  if (!isAlive(pid)) return null
  return { pid, started: startOf(pid) }
}

/** Whether this very process still runs. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
  return identify(pid)?.started === started
}

function startOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // Field 22 (start time in ticks), counted behind the name, which may hold spaces and parentheses.
      return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    } catch {
      return ''
    }
  }
  if (process.platform === 'win32') return ''
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}
