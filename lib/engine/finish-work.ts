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
  await Promise.race([engine.settled(), wait(patience.running)])
  engine.abandon()
  const stored = (async () => {
    await storeFinished(engine)
    await releaseLeases(engine.id, [])
    await markStopped(engine.id)
  })()
  const outOfTime = wait(patience.storing).then(() =>
    Promise.reject(new Error('the database did not answer in time')),
  )
  await Promise.race([stored, outOfTime]).catch((error: unknown) => {
    // Nothing is lost: what was not stored is due again when its lease ends.
    log.warn({ error: String(error) }, 'stopped without storing everything')
  })
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
