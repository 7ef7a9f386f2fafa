import { inTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { insertTasks, type TaskFields } from '@/lib/tasks/change-store'

/** Adds a task with sensible facts; what a test is about comes from `task`. Returns the id. */
export async function addTestTask(
  task: Partial<TaskFields> & { systemId: string; key?: string; startsAt?: Date },
): Promise<string> {
  const id = newId()
  await inTransaction(async (tx) => {
    const now = await transactionNow(tx)
    await insertTasks(tx, [
      {
        id,
        key: id,
        tier: 'daily',
        title: `task ${id}`,
        why: 'because',
        procedure: 'do it',
        expectedMinutes: 10,
        evidenceWanted: '',
        evidencePolicy: 'optional',
        measureLabel: null,
        measureUnit: null,
        idempotent: 'yes',
        idempotentProof: '',
        needsDowntime: false,
        needsVerification: false,
        automation: 'manual',
        provenByKinds: [],
        schedule: { type: 'daily', at: '02:00' },
        timeZone: 'UTC',
        anchor: 'scheduled',
        afterTaskId: null,
        graceMinutes: 0,
        ownerId: null,
        startsAt: now,
        createdAt: now,
        ...task,
      },
    ])
  })
  return id
}
