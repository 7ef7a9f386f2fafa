import { asSql } from '@/lib/db/as-sql'
import { databaseNow, inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { ClaimedJob, JobContext, JobHandler } from '@/lib/jobs/job'
import { enqueueJob } from '@/lib/jobs/store'
import { removeLines } from '@/lib/jobs/stored-lines-store'
import { Problem } from '@/lib/problem'
import type { GuidedRow } from './guided-store'
import { lockGuided, readGuided, updateGuided } from './guided-store'
import type { SnapshotSummary } from './snapshot'
import { seenPlaces } from './snapshot'
import {
  finishSnapshot,
  insertComparison,
  readComparisons,
  readNewestSnapshots,
  readReplacedSnapshots,
  readSnapshot,
  type SnapshotRow,
} from './snapshot-store'
import { type SnapshotTools, takeSnapshot } from './take-snapshot'

const removed = 'The guided verification was removed meanwhile.'

/** Takes a snapshot; what follows from it (the next state, the comparison) happens in the same transaction. */
export const createSnapshotJob =
  (tools: SnapshotTools = {}): JobHandler =>
  async (job, context) => {
    const snapshot = await readSnapshot(job.subjectId)
    const guided = snapshot && (await readGuided({ systemId: null, id: snapshot.guidedId }))
    if (!snapshot || !guided) throw new Problem('not-found', removed)
    if (snapshot.takenAt) return
    const newest = await readNewestSnapshots(guided.id, { takenOnly: true })
    const otherId = snapshot.side === 'before' ? null : (newest.before?.id ?? null)
    try {
      const { side } = snapshot
      const now = await databaseNow()
      const look = { snapshotId: snapshot.id, guided, side, otherId, now, context, tools }
      await finish(job, snapshot, await takeSnapshot(look), context)
    } catch (error) {
      // Half a list is no list: what is begun again or given up leaves nothing.
      await removeLines([snapshot.id])
      throw error
    }
  }

/** The handler of the worker. */
export const snapshotJob: JobHandler = createSnapshotJob()

async function finish(
  job: ClaimedJob,
  snapshot: SnapshotRow,
  summary: SnapshotSummary,
  context: JobContext,
): Promise<void> {
  const places = seenPlaces(summary)
  const first = places.find(({ isUnknown }) => isUnknown)
  if (places.length > 0 && places.every(({ isUnknown }) => isUnknown) && snapshot.side !== 'recheck')
    throw new Problem('unavailable', first?.sentence ?? 'Nothing could be looked at.')
  for (const place of places) context.log(`${place.name}: ${place.sentence}`)
  await inTransaction(async (tx) => {
    const guided = await lockGuided(asSql(tx), snapshot.guidedId)
    if (!guided) throw new Problem('not-found', removed)
    await finishSnapshot(asSql(tx), snapshot.id, summary)
    await proceed(tx, job, snapshot, guided)
  })
}

async function proceed(
  tx: Transaction,
  job: ClaimedJob,
  { id, side, guidedId }: SnapshotRow,
  guided: GuidedRow,
): Promise<void> {
  const on = asSql(tx)
  if (guided.state === 'cancelled') return removeLines([id], on)
  const replaced = { guidedId, side, keepId: id }
  if (side === 'before') {
    await updateGuided(on, guidedId, { state: 'before-taken' })
    return removeLines(await readReplacedSnapshots(on, replaced), on)
  }
  const beforeId =
    side === 'after'
      ? (await readNewestSnapshots(guidedId, { takenOnly: true }, on)).before?.id
      : await signedAfterId(tx, guidedId)
  if (!beforeId) throw new Problem('conflict', 'There is no snapshot to compare it with.')
  if (side === 'after' && guided.state !== 'signed') {
    await updateGuided(on, guidedId, { state: 'after-taken' })
    await removeLines(await readReplacedSnapshots(on, replaced), on)
  }
  const comparisonId = newId()
  await insertComparison(on, { id: comparisonId, guidedId, beforeId, afterId: id })
  await enqueueJob(on, {
    kind: 'comparison',
    subjectId: comparisonId,
    systemId: job.systemId,
    requestedById: null,
  })
}

/** The snapshot after that was signed: what weekly looks are held against. */
async function signedAfterId(tx: Transaction, guidedId: string): Promise<string | null> {
  const comparisons = await readComparisons(guidedId, 100, asSql(tx))
  return comparisons.find(({ isRecheck, comparedAt }) => !isRecheck && comparedAt)?.afterId ?? null
}
