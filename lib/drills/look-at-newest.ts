import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import type { TargetConfig } from '@/lib/systems/target-address'
import { backupSentence, chooseBackup } from './choose-backup'
import { noPlan, type PlanPlace } from './plan-access'
import { readBackupPlace, readPlan } from './plan-store'
import type { NewestBackupView } from './view'

/** A page waits no longer for a folder that does not answer. */
const patienceMs = 10_000

/** Looks which backup of a plan would be proven now, without opening it. Throws not-found, forbidden. */
export async function lookAtNewest(viewer: Viewer, at: PlanPlace): Promise<NewestBackupView> {
  const plan = isId(at.systemId) && isId(at.planId) ? await readPlan(at.systemId, at.planId) : null
  if (!plan) throw noPlan()
  permit(
    canMaintain(viewer, plan),
    'Looking into the folder of the backups needs the role maintainer in the team that owns the system. A manager or admin can do it.',
  )
  const place: TargetConfig<'backup'> = await readBackupPlace(plan.backupTargetId)
  const now = await databaseNow()
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const chosen = await chooseBackup(place, { now, signal })
    return { sentence: backupSentence(chosen, viewer.timeZone, now), isProvable: true }
  } catch (error) {
    if (error instanceof Problem || error instanceof ProbeError)
      return { sentence: error.message, isProvable: false }
    throw error
  }
}
