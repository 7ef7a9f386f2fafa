import { type ChildProcess, fork } from 'node:child_process'
import { bundle } from '@/scripts/bootstrap/bundle.mjs'

/** Starts a TypeScript entry of this folder as a process with a channel. */
export async function forkEntry(entry: string): Promise<ChildProcess> {
  return fork(await bundle(entry), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}
