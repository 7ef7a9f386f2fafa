import { appendAudit } from '@/lib/audit/store'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, inTransaction, sql } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { Problem } from '@/lib/problem'
import { type JobRow, readJob, readNewestJobs, requestCancel } from './store'
import { type JobView, type WatchedJob, watchedJob } from './view'

const missing = 'There is no such work any more. The page of its system says what it came to.'

/** One piece of long work. Reading is open to everybody who signed in. Throws not-found. */
export async function getJob(viewer: Viewer, id: string): Promise<JobView> {
  const row = isId(id) ? await readJob(id) : null
  if (!row) throw new Problem('not-found', missing)
  return jobView(viewer, row)
}

/** One piece of long work as it is watched while it goes on. Throws not-found. */
export async function watchJob(viewer: Viewer, id: string): Promise<WatchedJob> {
  const job = await getJob(viewer, id)
  return watchedJob(job, (await databaseNow()).toISOString())
}

/** The newest work about each of these things; `on`: as of the moment at which the things themselves were read. */
export async function newestJobs(
  viewer: Viewer,
  subjectIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, JobView>> {
  const rows = await readNewestJobs(subjectIds, on)
  return new Map([...rows].map(([id, row]) => [id, jobView(viewer, row)]))
}

/** Asks that long work ends and leaves nothing behind. Throws not-found, forbidden, conflict (it has ended). */
export async function cancelJob(viewer: Viewer, id: string): Promise<JobView> {
  await inTransaction(async (tx) => {
    const row = isId(id) ? await readJob(id, asSql(tx)) : null
    if (!row) throw new Problem('not-found', missing)
    permit(
      canMaintain(viewer, row),
      `Cancelling work on ${row.systemName} needs the role maintainer in its team. An admin can give it to you.`,
    )
    if (!(await requestCancel(asSql(tx), id, viewer.id)))
      throw new Problem('conflict', 'It has ended already: reload the page to see what came of it.')
    await appendAudit(tx, {
      actor: viewer,
      action: 'job.cancel',
      entity: 'long_job',
      entityId: id,
      after: { kind: row.kind, subjectId: row.subjectId },
    })
  })
  return getJob(viewer, id)
}

/** Long work as pages show it. */
const jobView = (viewer: Viewer, { teamId, systemName: _, ...row }: JobRow): JobView => ({
  ...row,
  mayCancel: canMaintain(viewer, { teamId }),
  requestedAt: row.requestedAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
})
