import { appendAudit } from '@/lib/audit/store'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction, type Transaction } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/in-snapshot'
import { isId, newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { transactionNow } from '@/lib/db/transaction-now'
import { drillCommandsAllowed } from '@/lib/env'
import { formatMoment } from '@/lib/format/moment'
import { newestJobs } from '@/lib/jobs/service'
import { Problem } from '@/lib/problem'
import { fillPlanForm, plainConfig } from './fill-plan-form'
import { nextDue } from './next-due'
import { noPlan, type PlanPlace, planToChange, systemForPlans } from './plan-access'
import { type PauseForm, type PlanForm, type PlanTier, planTiers } from './plan-schema'
import { sealPlanSecrets } from './plan-secrets'
import {
  insertPlan,
  isSourceTarget,
  type PlanRow,
  type PlanSystem,
  readPlan,
  readPlanSystem,
  readPlans,
  readPlanTargets,
  updatePlan,
} from './plan-store'
import { planView, runSummary } from './plan-view'
import { readPlanForm } from './read-plan-form'
import { readNewestRuns } from './run-store'
import { isBackupTarget } from './store'
import type { DrillPlanView, PlanFormView } from './view'

/** The plans of a system, those that run first, ended ones last. Reading is open to everybody who signed in. */
export async function listPlans(viewer: Viewer, systemId: string): Promise<DrillPlanView[]> {
  if (!isId(systemId)) return []
  return inSnapshot(async (on) => withRuns(viewer, await readPlans(systemId, on), on))
}

/** One plan. Throws not-found. */
export async function getPlan(viewer: Viewer, systemId: string, planId: string): Promise<DrillPlanView> {
  if (!isId(systemId) || !isId(planId)) throw noPlan()
  return inSnapshot(async (on) => {
    const row = await readPlan(systemId, planId, on)
    const [plan] = row ? await withRuns(viewer, [row], on) : []
    if (!plan) throw noPlan()
    return plan
  })
}

/** As of the moment of the plans: a run read before its end, beside work read after it, would have no result. */
async function withRuns(viewer: Viewer, plans: readonly PlanRow[], on: Sql): Promise<DrillPlanView[]> {
  const runs = await readNewestRuns(
    plans.map(({ id }) => id),
    on,
  )
  const jobs = await newestJobs(
    viewer,
    [...runs.values()].map(({ id }) => id),
    on,
  )
  return plans.map((plan) => {
    const run = runs.get(plan.id)
    return planView(viewer, plan, run && runSummary(run, jobs.get(run.id)))
  })
}

/** What the form of a plan begins with; `planId` null: of a new one. Throws not-found, forbidden. */
export async function getPlanForm(
  viewer: Viewer,
  systemId: string,
  planId: string | null,
): Promise<PlanFormView> {
  const system = isId(systemId) ? await readPlanSystem(systemId) : null
  if (!system || system.archivedAt)
    throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(
    canMaintain(viewer, system),
    'Planning restores needs the role maintainer in the team that owns the system. A manager or admin can do it.',
  )
  const plan = planId !== null && isId(planId) ? await readPlan(systemId, planId) : null
  if (planId !== null && !plan) throw noPlan()
  const targets = await readPlanTargets(systemId)
  const backups = targets.filter(({ kind }) => kind === 'backup')
  const now = await databaseNow()
  return {
    system: {
      id: system.id,
      name: system.name,
      rpoMinutes: system.rpoMinutes,
      rtoMinutes: system.rtoMinutes,
    },
    backups,
    sources: targets.filter(({ kind }) => kind === 'postgres'),
    commandsAllowed: drillCommandsAllowed(),
    nextByTier: Object.fromEntries(
      planTiers.map((tier) => [tier, formatMoment(nextDue(tier, system, now), viewer.timeZone, now)]),
    ) as Record<PlanTier, string>,
    values: fillPlanForm(
      plan
        ? { ...plan, isOnDemand: plan.nextAt === null }
        : {
            name: `Backups of ${system.name}`,
            backupTargetId: backups.length === 1 ? (backups[0]?.id ?? '') : '',
            tier: 'monthly',
            isOnDemand: false,
            config: plainConfig,
          },
    ),
    secretNames: Object.keys(plan?.secrets ?? {}),
    revision: plan?.revision ?? 0,
  }
}

/** Makes a plan. Throws Problem: not-found, forbidden, conflict (archived), invalid. */
export async function createPlan(viewer: Viewer, systemId: string, form: PlanForm): Promise<{ id: string }> {
  const id = newId()
  const read = readPlanForm(form, { before: null, commandsAllowed: drillCommandsAllowed(), isOwn: false })
  const secrets = await sealPlanSecrets(id, read, {})
  await inTransaction(async (tx) => {
    const system = await systemForPlans(tx, viewer, systemId)
    await requireTargets(tx, system, form)
    const now = await transactionNow(tx)
    const plan = {
      id,
      systemId,
      backupTargetId: form.backupTargetId,
      name: form.name,
      config: read.config,
      tier: form.tier,
      nextAt: form.onDemand ? null : nextDue(form.tier, system, now),
    }
    await insertPlan(tx, { ...plan, secrets, createdById: viewer.id, createdAt: now })
    await audit(tx, viewer, 'drill-plan.create', id, {
      after: { ...plan, passwords: Object.keys(secrets) },
    })
  })
  return { id }
}

/** Changes a plan; `revision` is the one that the form was filled from. Throws like createPlan, and conflict. */
export async function changePlan(
  viewer: Viewer,
  at: PlanPlace & { revision: number },
  form: PlanForm,
): Promise<void> {
  const before = isId(at.systemId) && isId(at.planId) ? await readPlan(at.systemId, at.planId) : null
  if (!before) throw noPlan()
  const isOwn = before.isSelf && before.createdById === null
  const read = readPlanForm(form, {
    before: before.config,
    commandsAllowed: drillCommandsAllowed(),
    isOwn,
  })
  const secrets = await sealPlanSecrets(before.id, read, before.secrets)
  await inTransaction(async (tx) => {
    const { plan, system } = await planToChange(tx, viewer, at)
    await requireTargets(tx, system, form)
    const now = await transactionNow(tx)
    const keepsTime = plan.tier === form.tier && plan.nextAt !== null
    const to = {
      backupTargetId: form.backupTargetId,
      name: form.name,
      config: read.config,
      tier: form.tier,
      nextAt: form.onDemand ? null : keepsTime ? plan.nextAt : nextDue(form.tier, system, now),
    }
    if (!(await updatePlan(tx, { id: plan.id, revision: at.revision }, { ...to, secrets })))
      throw new Problem(
        'conflict',
        'Somebody else changed the plan while you did: reload the page and change it again.',
      )
    const { name, config, tier, nextAt, backupTargetId } = plan
    await audit(tx, viewer, 'drill-plan.change', plan.id, {
      before: { name, config, tier, nextAt, backupTargetId, passwords: Object.keys(plan.secrets) },
      after: { ...to, passwords: Object.keys(secrets) },
    })
  })
}

async function requireTargets(tx: Transaction, system: PlanSystem, form: PlanForm): Promise<void> {
  if (!(await isBackupTarget(tx, system.id, form.backupTargetId)))
    throw new Problem('invalid', 'These backups do not belong to the system any more.', {
      backupTargetId: 'Choose one of the list.',
    })
  const isKnown = form.sourceTargetId === null || (await isSourceTarget(tx, system.id, form.sourceTargetId))
  if (!isKnown)
    throw new Problem('invalid', 'This database does not belong to the system any more.', {
      sourceTargetId: 'Choose one of the list, or do not compare with the source.',
    })
}

/** Pauses a plan. Throws not-found, forbidden, conflict. */
export async function pausePlan(viewer: Viewer, at: PlanPlace, { reason }: PauseForm): Promise<void> {
  await inTransaction(async (tx) => {
    const { plan } = await planToChange(tx, viewer, at)
    if (plan.pausedAt) throw new Problem('conflict', `“${plan.name}” is paused already.`)
    const now = await transactionNow(tx)
    // When it was due stays: a plan that runs on demand only is none that runs by itself after a pause.
    await updatePlan(tx, plan, { pausedAt: now, pausedReason: reason })
    await audit(tx, viewer, 'drill-plan.pause', plan.id, { after: { reason } })
  })
}

/** Lets a paused plan go on. Throws not-found, forbidden, conflict. */
export async function resumePlan(viewer: Viewer, at: PlanPlace): Promise<void> {
  await inTransaction(async (tx) => {
    const { plan, system } = await planToChange(tx, viewer, at)
    if (!plan.pausedAt) throw new Problem('conflict', `“${plan.name}” is not paused.`)
    const nextAt = plan.nextAt && nextDue(plan.tier, system, await transactionNow(tx))
    await updatePlan(tx, plan, { pausedAt: null, pausedReason: null, nextAt })
    await audit(tx, viewer, 'drill-plan.resume', plan.id, { after: { nextAt } })
  })
}

/** Ends a plan for good; its runs stay, and its passwords go. Throws not-found, forbidden, conflict. */
export async function endPlan(viewer: Viewer, at: PlanPlace): Promise<void> {
  await inTransaction(async (tx) => {
    const { plan } = await planToChange(tx, viewer, at)
    const endedAt = await transactionNow(tx)
    await updatePlan(tx, plan, { endedAt, nextAt: null, secrets: {} })
    await audit(tx, viewer, 'drill-plan.end', plan.id, { after: { endedAt } })
  })
}

const audit = (
  tx: Transaction,
  actor: Viewer,
  action:
    | 'drill-plan.create'
    | 'drill-plan.change'
    | 'drill-plan.pause'
    | 'drill-plan.resume'
    | 'drill-plan.end',
  entityId: string,
  change: { before?: unknown; after: unknown },
) => appendAudit(tx, { actor, action, entity: 'drill_plan', entityId, ...change })
