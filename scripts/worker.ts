// The worker process: claims due checks, runs them, stores what they found. Any number may run.
import { reportDocuments } from '@/documents/report-documents'
import { disconnect } from '@/lib/db/database'
import { drillJob } from '@/lib/drills/drill-job'
import { databaseUrl } from '@/lib/env'
import { log } from '@/lib/log'
import { judgedAfter } from '@/lib/red-flags/judge-after-job'
import { reapLeftovers } from '@/lib/scratch/scratch-folder'
import { comparisonJob } from '@/lib/verifications/comparison-job'
import { snapshotJob } from '@/lib/verifications/snapshot-job'
import { runWorker } from '@/lib/worker'
import { drillMeans } from './drill-means'

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())

try {
  databaseUrl() // one that is not set or not a URL does not get better by trying again
  // What a killed worker left may be large; that it cannot be looked at is no reason not to work.
  await reapLeftovers().catch((error) => log.warn({ error: String(error) }, 'scratch folder not looked at'))
  await runWorker(stop.signal, {
    documents: reportDocuments,
    longWork: {
      drill: drillJob(drillMeans),
      snapshot: judgedAfter(snapshotJob),
      comparison: judgedAfter(comparisonJob),
    },
  })
  await disconnect()
  process.exit(0)
} catch (error) {
  log.fatal({ error: error instanceof Error ? error.message : String(error) }, 'worker cannot run')
  process.exit(1)
}
