import { inSqlTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { enqueueJob } from '@/lib/jobs/store'
import { forgetSides } from './forget-sides'
import { lockDueRechecks, lockFinished, scheduleNextRecheck } from './guided-store'
import { insertSnapshot } from './snapshot-store'

/** Weekly looks that are queued at a time; the duty comes again within minutes. */
const perTurn = 20

/**
 * Queues the weekly looks at signed migrations that are due, and forgets what none of them needs any more. Returns how
 * many were queued.
 */
export function scheduleRechecks(): Promise<number> {
  return inSqlTransaction(async (on) => {
    const due = await lockDueRechecks(on, perTurn)
    for (const { id, systemId } of due) {
      const snapshotId = newId()
      await insertSnapshot(on, { id: snapshotId, guidedId: id, side: 'recheck' })
      await enqueueJob(on, { kind: 'snapshot', subjectId: snapshotId, systemId, requestedById: null })
      await scheduleNextRecheck(on, id)
    }
    await forgetFinished(on)
    return due.length
  })
}

/** A last look that ends well forgets by itself; one that failed or was cancelled must not keep passwords for ever. */
async function forgetFinished(on: Sql): Promise<void> {
  for (const id of await lockFinished(on, perTurn)) await forgetSides(on, id)
}
