import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { lockPlan, type PlanRow, type PlanSystem, readPlanSystem } from './plan-store'

const mayPlan =
  'Planning and running restores needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

/** Which plan of which system. */
export interface PlanPlace {
  systemId: string
  planId: string
}

/** That there is no such plan. */
export const noPlan = () =>
  new Problem(
    'not-found',
    'There is no such plan. The page of the proofs of the system lists those that there are.',
  )

/** The system whose restores are planned, held until the transaction ends. Throws not-found, forbidden, conflict. */
export async function systemForPlans(tx: Transaction, viewer: Viewer, systemId: string): Promise<PlanSystem> {
  const system = isId(systemId) ? await readPlanSystem(systemId, asSql(tx), true) : null
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(canMaintain(viewer, system), mayPlan)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its backups are not proven any more.`)
  return system
}

/** A plan that goes on, held until the transaction ends. Throws not-found, forbidden, conflict. */
export async function planToChange(
  tx: Transaction,
  viewer: Viewer,
  { systemId, planId }: PlanPlace,
): Promise<{ plan: PlanRow; system: PlanSystem }> {
  const system = await systemForPlans(tx, viewer, systemId)
  const plan = isId(planId) ? await lockPlan(asSql(tx), systemId, planId) : null
  if (!plan) throw noPlan()
  if (plan.endedAt)
    throw new Problem('conflict', `“${plan.name}” has ended: make a new plan to prove these backups again.`)
  return { plan, system }
}
