import { ensureOwnPlan } from './own-plan'
import { scheduleDueDrills } from './schedule-drills'

/** A folder of backups that does not answer holds up no other duty for longer. */
const patienceMs = 20_000

/** What a worker does about restores again and again: has the installation prove its own backups, starts what is due. */
export async function planDrills(): Promise<{ started: number; leftOut: number }> {
  await ensureOwnPlan(AbortSignal.timeout(patienceMs))
  return scheduleDueDrills()
}
