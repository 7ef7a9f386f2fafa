import { appendAudit } from '@/lib/audit/store'
import { databaseNow, inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import type { TargetConfig } from '@/lib/systems/target-address'
import { chooseBackup } from './choose-backup'
import { plainConfig } from './fill-plan-form'
import { holdOwnPlans, readUnprovenSelf } from './own-plan-store'
import type { DrillPlanConfig } from './plan-schema'
import { insertPlan } from './plan-store'

/** Restores into the throw-away server, counts by the manifest in the backup, and looks whether somebody could sign in. */
export const ownPlanConfig: DrillPlanConfig = {
  ...plainConfig,
  compareWith: ['manifest'],
  boot: { type: 'own' },
}

/**
 * As soon as the installation has its first backup (by hand or by night), a plan proves it at once, and weekly from
 * then on. A plan that somebody ended is not made again. True when one was made.
 */
export async function ensureOwnPlan(signal: AbortSignal): Promise<boolean> {
  const self = await readUnprovenSelf(sql())
  if (!self || !(await hasBackup(self.config, signal))) return false
  return inTransaction(async (tx) => {
    // Two workers that come at the same time make one plan.
    if (await holdOwnPlans(tx, self.systemId)) return false
    const now = await databaseNow()
    const plan = {
      id: newId(),
      systemId: self.systemId,
      backupTargetId: self.backupTargetId,
      name: 'Backups of this installation',
      config: ownPlanConfig,
      secrets: {},
      tier: 'weekly' as const,
      nextAt: now,
    }
    await insertPlan(tx, { ...plan, createdById: null, createdAt: now })
    await appendAudit(tx, {
      actor: { label: 'installation' },
      action: 'drill-plan.create',
      entity: 'drill_plan',
      entityId: plan.id,
      after: plan,
    })
    return true
  })
}

async function hasBackup(place: TargetConfig<'backup'>, signal: AbortSignal): Promise<boolean> {
  try {
    await chooseBackup(place, { now: await databaseNow(), signal })
    return true
  } catch (error) {
    if (error instanceof Problem || error instanceof ProbeError) return false
    throw error
  }
}
