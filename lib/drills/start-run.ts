import type { Sql } from '@/lib/db/pool'
import { enqueueJob } from '@/lib/jobs/store'
import type { DrillPlanConfig } from './plan-schema'
import { insertRun } from './run-store'

/** Asks for one run of a plan, in the caller's transaction: its row, and the work that a worker takes. */
export async function startRun(
  on: Sql,
  plan: {
    id: string
    systemId: string
    config: DrillPlanConfig
    runId: string
    requestedById: string | null
  },
): Promise<void> {
  const { id: planId, systemId, config, runId, requestedById } = plan
  await insertRun(on, { id: runId, planId, systemId, config })
  await enqueueJob(on, { kind: 'drill', subjectId: runId, systemId, requestedById })
}
