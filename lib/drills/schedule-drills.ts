import { databaseNow, inSqlTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { nextDue } from './next-due'
import { setNextDue, takeDuePlans } from './plan-store'
import { hasOpenRun } from './run-store'
import { startRun } from './start-run'

/** Plans that one look starts; the next look is seconds away. */
const perLook = 50

/**
 * Starts the runs of plans whose time has come, and says when each is due next. A plan whose last run still goes on is
 * left out this time: two restores of the same backups at once prove no more than one.
 */
export async function scheduleDueDrills(): Promise<{ started: number; leftOut: number }> {
  return inSqlTransaction(async (on) => {
    const now = await databaseNow(on)
    const result = { started: 0, leftOut: 0 }
    for (const plan of await takeDuePlans(on, perLook)) {
      if (await hasOpenRun(on, plan.id)) result.leftOut += 1
      else {
        await startRun(on, { ...plan, runId: newId(), requestedById: null })
        result.started += 1
      }
      await setNextDue(on, plan.id, nextDue(plan.tier, plan, now))
    }
    return result
  })
}
