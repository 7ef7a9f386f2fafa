import { appendAudit } from '@/lib/audit/store'
import { canRunChecks, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { type BatchRow, cancelBatch, findBatch, listBatchItems } from './batch-store'
import { type BatchView, compareItems } from './batch-view'

/** The progress of a batch. Reading is open to everybody who signed in. Throws Problem not-found. */
export async function getBatch(viewer: Viewer, id: string): Promise<BatchView> {
  const batch = await existing(id)
  const items = (await listBatchItems(batch.id)).map((item) => ({
    ...item,
    finishedAt: item.finishedAt?.toISOString() ?? null,
  }))
  const finished = items.every(({ verdict }) => verdict !== null)
  return {
    id: batch.id,
    title: batch.title,
    systemId: batch.systemId,
    systemName: batch.systemName,
    requestedAt: batch.requestedAt.toISOString(),
    requestedBy: batch.requestedBy,
    cancelledAt: batch.cancelledAt?.toISOString() ?? null,
    items: items.toSorted(compareItems),
    cancellable: !finished && batch.cancelledAt === null && mayCancel(viewer, batch),
    at: batch.now.toISOString(),
  }
}

/** Lets the checks that have not begun wait for their own schedule. */
export async function cancelRemaining(viewer: Viewer, id: string): Promise<void> {
  const batch = await existing(id)
  permit(
    mayCancel(viewer, batch),
    'Cancelling needs the role maintainer in the team that owns the system, or to have asked for the run.',
  )
  await inTransaction(async (tx) => {
    if (!(await cancelBatch(tx, batch.id))) throw new Problem('conflict', 'This run was cancelled already.')
    await appendAudit(tx, {
      actor: viewer,
      action: 'check.cancel-run',
      entity: 'run_batch',
      entityId: batch.id,
      after: { title: batch.title },
    })
  })
}

const mayCancel = (viewer: Viewer, batch: BatchRow) =>
  batch.requestedById === viewer.id || canRunChecks(viewer, { teamId: batch.teamId })

async function existing(id: string): Promise<BatchRow> {
  const batch = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? await findBatch(id) : null
  if (!batch)
    throw new Problem(
      'not-found',
      'This run does not exist. Runs asked for by hand are kept with their system.',
    )
  return batch
}
