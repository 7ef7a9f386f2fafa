import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction } from '@/lib/db/database'
import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import type { TargetConfig } from '@/lib/systems/target-address'
import { backupSentence, chooseBackup } from './choose-backup'
import { type PlanPlace, planToChange } from './plan-access'
import { readBackupPlace } from './plan-store'
import type { NewestBackupView } from './view'

/** A page waits no longer for a folder that does not answer. */
const patienceMs = 10_000

/** Looks which backup of a plan would be proven now, without opening it. Throws not-found, forbidden, conflict. */
export async function lookAtNewest(viewer: Viewer, at: PlanPlace): Promise<NewestBackupView> {
  const { plan } = await inTransaction((tx) => planToChange(tx, viewer, at))
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
