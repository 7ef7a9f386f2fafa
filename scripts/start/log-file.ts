import { copyFileSync, mkdirSync, openSync, statSync, truncateSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const LIMIT_BYTES = 10_000_000
const CHECK_MS = 60_000

/** A log that a child process appends to. Kept below 10 MB; the part before that lies beside it as `.1`. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const descriptor = openSync(file, 'a', 0o600)
  setInterval(() => rotate(file), CHECK_MS).unref()
  rotate(file)
  return descriptor
}

/** Copies and empties: the writers keep their open file, and in append mode go on at its new end. */
function rotate(file: string): void {
  if (statSync(file).size < LIMIT_BYTES) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}

/** The last lines of a log, for a sentence about what went wrong. */
export async function lastLines(file: string, count: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
