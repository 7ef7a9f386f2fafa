import { setTimeout as sleep } from 'node:timers/promises'

/** Waits so long, unless the signal ends it: then it throws its reason. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted())
}
