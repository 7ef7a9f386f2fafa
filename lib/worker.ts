import { noticePooler } from '@/lib/db/prepared'
import { runBackground } from '@/lib/engine/background'
import { Engine } from '@/lib/engine/engine'
import { finishWork } from '@/lib/engine/finish-work'
import { Post } from '@/lib/engine/post'
import { tick } from '@/lib/engine/tick'
import { workerConcurrency, workerLeaseSeconds } from '@/lib/env'
import type { JobHandlers } from '@/lib/jobs/job'
import { log } from '@/lib/log'
import type { ReportDocuments } from '@/lib/reports/documents'

/** Milliseconds between two attempts while the database is away. */
const retryMs = 1_000

/** What the worker is handed by its entry script, because `lib` knows no documents. */
export interface WorkerParts {
  documents: ReportDocuments
  /** Who does long work: some of it starts servers of its own, which lib does not know how to. */
  longWork: JobHandlers
}

/** Works until `stop`, whatever happens to the database; then ends in order, within 25 s. */
export async function runWorker(stop: AbortSignal, { documents, longWork }: WorkerParts): Promise<void> {
  const engine = new Engine({ concurrency: workerConcurrency(), leaseSeconds: workerLeaseSeconds() })
  stop.addEventListener('abort', () => {
    engine.stop.abort()
    engine.wake()
  })
  const background = runBackground(engine, new Post(documents), longWork)
  log.info({ worker: engine.id }, 'worker started')
  let isReachable = true
  while (!stop.aborted) {
    try {
      await tick(engine)
      if (!isReachable) log.info('database is back')
      isReachable = true
    } catch (error) {
      if (noticePooler(error)) continue
      if (isReachable) log.warn({ error: String(error) }, 'database is away; trying again each second')
      isReachable = false
      engine.mayHoldOrphans = true
      await engine.rest(retryMs)
    }
  }
  await finishWork(engine)
  await background
  log.info({ worker: engine.id, ...engine.statistics }, 'worker stopped')
}
