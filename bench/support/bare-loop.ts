import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { forkEntry } from './fork-entry'

/** Requests without an engine around them: what the machine itself can do. */
export interface BareOrder {
  url: string
  count: number
  concurrency: number
  rootPem: string
}

/** The process that makes bare requests; `disconnect()` ends it. */
export const openBareLoop = () => forkEntry('bench/support/bare-loop-process.ts')

/** CPU seconds and seconds that the bare requests take. */
export async function bareLoop(
  bare: ChildProcess,
  order: BareOrder,
): Promise<{ cpuSeconds: number; seconds: number }> {
  bare.send(order)
  const [cost] = await once(bare, 'message')
  return cost
}
