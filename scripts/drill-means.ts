import type { DrillMeans } from '@/lib/drills/drill-means'
import { currentEgressPolicy } from '@/lib/egress/current-policy'
import { drillCommandsAllowed } from '@/lib/env'
import { judgeAfterProof } from '@/lib/red-flags/after-proof'
import { createOwnTables } from './backups/restore-database'
import { startScratchPostgres } from './database/scratch-postgres'

/** What this machine gives to restores by the worker. */
export const drillMeans: DrillMeans = {
  startScratchServer: startScratchPostgres,
  createOwnTables,
  afterProof: judgeAfterProof,
  egress: currentEgressPolicy,
  commandsAllowed: drillCommandsAllowed,
}
