import { inSqlTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { enqueueJob } from '@/lib/jobs/store'
import { lockDueRechecks, scheduleNextRecheck } from './guided-store'
import { insertSnapshot } from './snapshot-store'

/** Weekly looks that are queued at a time; the duty comes again within minutes. */
const perTurn = 20

/** Queues the weekly looks at signed migrations that are due. Returns how many. */
export function scheduleRechecks(): Promise<number> {
  return inSqlTransaction(async (on) => {
    const due = await lockDueRechecks(on, perTurn)
    for (const { id, systemId } of due) {
      const snapshotId = newId()
      await insertSnapshot(on, { id: snapshotId, guidedId: id, side: 'recheck' })
      await enqueueJob(on, { kind: 'snapshot', subjectId: snapshotId, systemId, requestedById: null })
      await scheduleNextRecheck(on, id)
    }
    return due.length
  })
}
