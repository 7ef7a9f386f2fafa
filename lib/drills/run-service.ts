import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import type { DrillRunSummary, DrillRunView } from './view'

const soon = () => Promise.reject(new Problem('unavailable', 'This is being built.'))

/** Runs on one page. */
export const runsPerPage = 25

/** Starts a run of a plan now. Throws not-found, forbidden, conflict (it runs already, archived, ended). */
export function runPlanNow(
  _viewer: Viewer,
  _at: { systemId: string; planId: string },
): Promise<{ runId: string }> {
  return soon()
}

/**
 * "Prove it now": starts the plan of the system that proves most (none: makes one of its only backup target with what
 * is known). Null when a person must choose first: no backup target, or several and no plan; then lead to the form.
 */
export function proveNow(
  _viewer: Viewer,
  _systemId: string,
): Promise<{ planId: string; runId: string } | null> {
  return soon()
}

/** One page of the runs of a plan, newest first. */
export function listRuns(
  _viewer: Viewer,
  _at: { systemId: string; planId: string },
  _page?: number,
): Promise<{ rows: DrillRunSummary[]; total: number }> {
  return soon()
}

/** One run with its report and the state of its work. Throws not-found. Cancelling it: cancelJob of lib/jobs with job.id. */
export function getRun(_viewer: Viewer, _systemId: string, _runId: string): Promise<DrillRunView> {
  return soon()
}

/** The run that made a restore on record; null when a person recorded it. */
export function runOfDrill(
  _viewer: Viewer,
  _systemId: string,
  _drillId: string,
): Promise<{ planId: string; runId: string } | null> {
  return soon()
}
