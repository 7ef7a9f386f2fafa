'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { lookAtNewest } from '@/lib/drills/look-at-newest'
import { pauseForm, planForm } from '@/lib/drills/plan-schema'
import { changePlan, createPlan, endPlan, pausePlan, resumePlan } from '@/lib/drills/plan-service'
import { proveNow, runPlanNow } from '@/lib/drills/run-service'

const id = z.string().max(64)
const ofPlan = z.strictObject({ systemId: id, planId: id })
const drills = (systemId: string) => `/systems/${systemId}/proofs/drills`

export const createPlanAction = formAction(
  planForm.extend({ systemId: id }),
  async ({ systemId, ...form }, viewer) => {
    const made = await createPlan(viewer, systemId, form)
    redirect(`${drills(systemId)}/${made.id}?said=made`)
  },
)

export const changePlanAction = formAction(
  planForm.extend({ systemId: id, planId: id, revision: z.coerce.number().int() }),
  async ({ systemId, planId, revision, ...form }, viewer) => {
    await changePlan(viewer, { systemId, planId, revision }, form)
    redirect(`${drills(systemId)}/${planId}?said=saved`)
  },
)

export const pausePlanAction = formAction(
  pauseForm.extend({ systemId: id, planId: id }),
  async ({ systemId, planId, ...form }, viewer) => {
    await pausePlan(viewer, { systemId, planId }, form)
    redirect(`${drills(systemId)}/${planId}?said=paused`)
  },
)

export const resumePlanAction = formAction(ofPlan, async (at, viewer) => {
  await resumePlan(viewer, at)
  redirect(`${drills(at.systemId)}/${at.planId}?said=resumed`)
})

export const endPlanAction = formAction(ofPlan, async (at, viewer) => {
  await endPlan(viewer, at)
  redirect(`${drills(at.systemId)}?said=ended`)
})

/** Starts a run and goes to its progress. */
export const runPlanAction = formAction(ofPlan, async (at, viewer) => {
  const { runId } = await runPlanNow(viewer, at)
  redirect(`${drills(at.systemId)}/runs/${runId}`)
})

/** Starts what proves most of a system; where nothing says how, the form of a plan comes first. */
export const proveNowAction = formAction(z.strictObject({ systemId: id }), async ({ systemId }, viewer) => {
  const started = await proveNow(viewer, systemId)
  redirect(started ? `${drills(systemId)}/runs/${started.runId}` : `${drills(systemId)}/new`)
})

/** Says what the newest backup is, without restoring it. */
export const lookAtNewestAction = formAction(ofPlan, async (at, viewer) => {
  const { sentence, isProvable } = await lookAtNewest(viewer, at)
  return isProvable ? { notice: sentence } : { message: sentence }
})
