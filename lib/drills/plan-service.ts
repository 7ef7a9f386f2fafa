import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import type { PauseForm, PlanForm } from './plan-schema'
import type { DrillPlanView, NewestBackupView, PlanFormView } from './view'

const soon = () => Promise.reject(new Problem('unavailable', 'This is being built.'))

/** The plans of a system, those that run first, ended ones last. Reading is open to everybody who signed in. */
export function listPlans(_viewer: Viewer, _systemId: string): Promise<DrillPlanView[]> {
  return soon()
}

/** One plan. Throws not-found. */
export function getPlan(_viewer: Viewer, _systemId: string, _planId: string): Promise<DrillPlanView> {
  return soon()
}

/** What the form of a plan begins with; `planId` null: of a new one. Throws not-found, forbidden. */
export function getPlanForm(
  _viewer: Viewer,
  _systemId: string,
  _planId: string | null,
): Promise<PlanFormView> {
  return soon()
}

/** Makes a plan. Throws Problem: not-found, forbidden, conflict (archived), invalid. */
export function createPlan(_viewer: Viewer, _systemId: string, _form: PlanForm): Promise<{ id: string }> {
  return soon()
}

/** Changes a plan; `revision` is the one that the form was filled from. Throws like createPlan, and conflict. */
export function changePlan(
  _viewer: Viewer,
  _at: { systemId: string; planId: string; revision: number },
  _form: PlanForm,
): Promise<void> {
  return soon()
}

/** Pauses a plan. Throws not-found, forbidden, conflict. */
export function pausePlan(
  _viewer: Viewer,
  _at: { systemId: string; planId: string },
  _form: PauseForm,
): Promise<void> {
  return soon()
}

/** Lets a paused plan go on. Throws not-found, forbidden, conflict. */
export function resumePlan(_viewer: Viewer, _at: { systemId: string; planId: string }): Promise<void> {
  return soon()
}

/** Ends a plan for good; its runs stay. Throws not-found, forbidden, conflict. */
export function endPlan(_viewer: Viewer, _at: { systemId: string; planId: string }): Promise<void> {
  return soon()
}

/** Looks at the newest backup of a plan without restoring it. Throws not-found, forbidden. */
export function lookAtNewest(
  _viewer: Viewer,
  _at: { systemId: string; planId: string },
): Promise<NewestBackupView> {
  return soon()
}
