import { log } from '@/lib/log'
import { releaseLeases } from './claim-store'
import type { Engine } from './engine'
import { storeFinished } from './tick'
import { markStopped } from './worker-store'

/** Milliseconds that running checks may still take, and that storing may take after that. */
const patience = { running: 18_000, storing: 6_000 }

/**
 * The worker's orderly end, within 25 s: no new claims (the caller has stopped), running checks finish or
 * are cut off, results are stored, leases are given back so that others go on at once.
 */
export async function finishWork(engine: Engine): Promise<void> {
  const end = performance.now() + patience.running
  while (!engine.isIdle && performance.now() < end) await engine.rest(Math.max(1, end - performance.now()))
  engine.abandon()
  const stored = (async () => {
    await storeFinished(engine)
    await releaseLeases(engine.id, [])
    await markStopped(engine.id)
  })()
  const outOfTime = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('the database did not answer in time')), patience.storing).unref()
  })
  await Promise.race([stored, outOfTime]).catch((error: unknown) => {
    // Nothing is lost: what was not stored is due again when its lease ends.
    log.warn({ error: String(error) }, 'stopped without storing everything')
  })
}
