import { inTransaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { planNext } from './plan'
import { findProven, storeProven } from './prove-store'

const batchSize = 500

/** Occurrences that checks have proved are done, by the check. Returns how many. */
export async function proveTasks(): Promise<number> {
  let total = 0
  for (;;) {
    const count = await inTransaction(async (tx) => {
      const proven = await findProven(tx, batchSize)
      if (proven.length === 0) return 0
      const taskIds = await storeProven(tx, proven)
      const now = await transactionNow(tx)
      for (const taskId of new Set(taskIds)) await planNext(tx, taskId, now)
      return taskIds.length
    })
    total += count
    if (count < batchSize) return total
  }
}
