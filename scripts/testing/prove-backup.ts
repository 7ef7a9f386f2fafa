import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { drillJob } from '@/lib/drills/drill-job'
import type { DrillMeans } from '@/lib/drills/drill-means'
import type { DrillReport } from '@/lib/drills/drill-report'
import { plainConfig } from '@/lib/drills/fill-plan-form'
import type { DrillPlanConfig } from '@/lib/drills/plan-schema'
import { startRun } from '@/lib/drills/start-run'
import { runNextJob } from '@/lib/jobs/run-job'
import { drillMeans } from '../drill-means'
import { addSystem } from './estate-fixture'

const never = new AbortController().signal

/** A system whose backups lie in a folder. */
export interface BackedUpSystem {
  id: string
  backupTargetId: string
}

/** Adds a system whose backups are what matches `*.dump` in a folder. */
export async function addBackedUpSystem(now: Date, name: string, folder: string): Promise<BackedUpSystem> {
  const { id } = await addSystem(now, name)
  const backupTargetId = newId()
  await sql().query(
    `insert into target (id, system_id, kind, address, config, created_at) values ($1, $2, 'backup', $3, $4, $5)`,
    [backupTargetId, id, `${folder}/*.dump`, { path: folder, pattern: '*.dump' }, now],
  )
  return { id, backupTargetId }
}

export interface Proof {
  planId: string
  runId: string
  state: string
  fault: string | null
  report: DrillReport | null
  drillId: string | null
}

/** Makes a plan, or takes an existing one, asks for a run, and does its work as a worker does. */
export async function proveBackup(
  system: BackedUpSystem,
  wish: {
    config?: Partial<DrillPlanConfig>
    planId?: string
    means?: Partial<DrillMeans>
    stop?: AbortSignal
  } = {},
): Promise<Proof> {
  const config = { ...plainConfig, compareWith: ['manifest' as const], ...wish.config }
  const planId = wish.planId ?? newId()
  await sql().query(
    `insert into drill_plan (id, system_id, backup_target_id, name, config, secrets, tier, created_at)
     values ($1, $2, $3, 'Nightly dump', $4, '{}', 'weekly', app_now()) on conflict do nothing`,
    [planId, system.id, system.backupTargetId, config],
  )
  const runId = newId()
  await startRun(sql(), { id: planId, systemId: system.id, config, runId, requestedById: null })
  const handler = drillJob({ ...drillMeans, ...wish.means })
  if (!(await runNextJob(newId(), { drill: handler }, wish.stop ?? never)))
    throw new Error('nothing was queued')
  return readProof(planId, runId)
}

/** What became of a run. */
export async function readProof(planId: string, runId: string): Promise<Proof> {
  const { rows } = await sql().query<Omit<Proof, 'planId' | 'runId'>>(
    `select r.report, r.drill_id as "drillId", j.state, j.fault
       from drill_run r join long_job j on j.subject_id = r.id where r.id = $1`,
    [runId],
  )
  if (!rows[0]) throw new Error('no run')
  return { planId, runId, ...rows[0] }
}
