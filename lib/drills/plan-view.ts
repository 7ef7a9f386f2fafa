import { canMaintain } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { JobView } from '@/lib/jobs/view'
import { placeText } from './place-text'
import type { PlanRow } from './plan-store'
import type { RunRow, WholeRunRow } from './run-store'
import type { DrillPlanView, DrillRunSummary, DrillRunView } from './view'

/** A run as lists show it. */
export const runSummary = (run: RunRow, job: JobView | undefined): DrillRunSummary => ({
  id: run.id,
  requestedAt: run.requestedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
  result: run.result,
  level: run.level,
  headline: run.headline,
  seconds: run.seconds,
  job: job ?? null,
})

/** One run with all that it saw. */
export const runView = (viewer: Viewer, run: WholeRunRow, job: JobView | undefined): DrillRunView => ({
  ...runSummary(run, job),
  planId: run.planId,
  planName: run.planName,
  systemId: run.systemId,
  systemName: run.systemName,
  config: run.config,
  report: run.report,
  drillId: run.drillId,
  evidenceIds: run.evidenceIds,
  editable: run.archivedAt === null && canMaintain(viewer, run),
})

/** A plan as pages show it; passwords only by their names. */
export function planView(
  viewer: Viewer,
  plan: PlanRow,
  newestRun: DrillRunSummary | undefined,
): DrillPlanView {
  return {
    id: plan.id,
    systemId: plan.systemId,
    systemName: plan.systemName,
    name: plan.name,
    backupTarget: { id: plan.backupTargetId, address: plan.backupAddress },
    tier: plan.tier,
    nextAt: plan.pausedAt ? null : (plan.nextAt?.toISOString() ?? null),
    pausedAt: plan.pausedAt?.toISOString() ?? null,
    pausedReason: plan.pausedReason,
    endedAt: plan.endedAt?.toISOString() ?? null,
    createdBy: plan.createdBy,
    createdAt: plan.createdAt.toISOString(),
    revision: plan.revision,
    config: plan.config,
    placeText: placeText(plan.config),
    secretNames: Object.keys(plan.secrets),
    isOwn: plan.isSelf && plan.createdById === null,
    newestRun: newestRun ?? null,
    lastProof: plan.lastProof && { ...plan.lastProof, at: new Date(plan.lastProof.at).toISOString() },
    editable: plan.archivedAt === null && canMaintain(viewer, plan),
  }
}
