import { appendAudit } from '@/lib/audit/store'
import { canMaintain } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/in-snapshot'
import { isId, newId } from '@/lib/db/new-id'
import { newestJobs } from '@/lib/jobs/service'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { fillPlanForm, plainConfig } from './fill-plan-form'
import { type PlanPlace, planToChange } from './plan-access'
import { planForm } from './plan-schema'
import { createPlan } from './plan-service'
import { readPlanSystem, readPlans, readPlanTargets } from './plan-store'
import { runSummary, runView } from './plan-view'
import { hasOpenRun, readRun, readRunOfDrill, readRuns } from './run-store'
import { startRun } from './start-run'
import type { DrillRunSummary, DrillRunView } from './view'

/** Runs on one page. */
export const runsPerPage = 25

const noRun = () => new Problem('not-found', 'There is no such run of a restore.')

/** Starts a run of a plan now. Throws not-found, forbidden, conflict (it runs already, archived, ended). */
export async function runPlanNow(viewer: Viewer, at: PlanPlace): Promise<{ runId: string }> {
  const runId = newId()
  await inTransaction(async (tx) => {
    const { plan } = await planToChange(tx, viewer, at)
    if (await hasOpenRun(asSql(tx), plan.id))
      throw new Problem(
        'conflict',
        `“${plan.name}” is being proven already: its page shows how far it is. Cancel that run first, or wait for it.`,
      )
    await startRun(asSql(tx), { ...plan, runId, requestedById: viewer.id })
    await appendAudit(tx, {
      actor: viewer,
      action: 'drill-plan.run',
      entity: 'drill_plan',
      entityId: plan.id,
      after: { runId },
    })
  })
  return { runId }
}

/**
 * "Prove it now": starts the plan of the system that comes first, one that runs by itself before others. A system with
 * one backup target and no plan gets a plain one. Null when a person must choose first: no backup target, or several
 * and no plan. Throws not-found, forbidden, conflict.
 */
export async function proveNow(
  viewer: Viewer,
  systemId: string,
): Promise<{ planId: string; runId: string } | null> {
  const system = isId(systemId) ? await readPlanSystem(systemId) : null
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const plans = (await readPlans(systemId)).filter(({ endedAt }) => endedAt === null)
  const known = plans.find(({ pausedAt }) => pausedAt === null) ?? plans[0]
  if (known) return { planId: known.id, ...(await runPlanNow(viewer, { systemId, planId: known.id })) }
  const [only, ...others] = (await readPlanTargets(systemId)).filter(({ kind }) => kind === 'backup')
  // Somebody without the right shall hear so, rather than be led to a form that is closed to them.
  if (canMaintain(viewer, system) && (!only || others.length > 0)) return null
  const values = fillPlanForm({
    name: `Backups of ${system.name}`.slice(0, 120),
    backupTargetId: only?.id ?? newId(),
    tier: 'monthly',
    isOnDemand: false,
    config: plainConfig,
  })
  const { id: planId } = await createPlan(viewer, systemId, parseInput(planForm, values))
  return { planId, ...(await runPlanNow(viewer, { systemId, planId })) }
}

/** One page of the runs of a plan, newest first. */
export async function listRuns(
  viewer: Viewer,
  at: PlanPlace,
  page = 1,
): Promise<{ rows: DrillRunSummary[]; total: number }> {
  if (!isId(at.systemId) || !isId(at.planId)) return { rows: [], total: 0 }
  return inSnapshot(async (on) => {
    const { rows, total } = await readRuns(at, { limit: runsPerPage, offset: (page - 1) * runsPerPage }, on)
    const jobs = await newestJobs(
      viewer,
      rows.map(({ id }) => id),
      on,
    )
    return { rows: rows.map((run) => runSummary(run, jobs.get(run.id))), total }
  })
}

/** One run with its report and the state of its work. Throws not-found. Cancelling it: cancelJob of lib/jobs with job.id. */
export async function getRun(viewer: Viewer, systemId: string, runId: string): Promise<DrillRunView> {
  if (!isId(systemId) || !isId(runId)) throw noRun()
  // As of one moment: a run read before its end, beside work read after it, would be a run without a result.
  return inSnapshot(async (on) => {
    const run = await readRun(systemId, runId, on)
    if (!run) throw noRun()
    const jobs = await newestJobs(viewer, [run.id], on)
    return runView(viewer, run, jobs.get(run.id))
  })
}

/** The run that made a restore on record; null when a person recorded it. */
export async function runOfDrill(
  _viewer: Viewer,
  systemId: string,
  drillId: string,
): Promise<{ planId: string; runId: string } | null> {
  return isId(systemId) && isId(drillId) ? readRunOfDrill(systemId, drillId) : null
}
