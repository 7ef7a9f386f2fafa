import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { instantOfText } from '@/lib/drills/local-instant'
import { systemForProof } from '@/lib/drills/require-maintainer'
import type { JobKind } from '@/lib/jobs/schema'
import { cancelJob } from '@/lib/jobs/service'
import { enqueueJob, readNewestJobs } from '@/lib/jobs/store'
import { Problem } from '@/lib/problem'
import { forgetSides } from './forget-sides'
import { type GuidedAt, guidedForAct } from './guided-access'
import type { GuidedForm, MigratedForm } from './guided-schema'
import { type GuidedRow, insertGuided, updateGuided } from './guided-store'
import { readGuidedForm } from './read-guided-form'
import { endFindings } from './record-result'
import { refuseStrangers } from './refuse-strangers'
import { refuseUndecided } from './refuse-undecided'
import { undecidedItems } from './schema'
import { sealPasswords } from './seal-passwords'
import { insertComparison, insertSnapshot, readComparisons, readNewestSnapshots } from './snapshot-store'
import { insertMigration, insertVerification } from './store'
import { readKnownDatabases } from './target-store'

// What people do, step by step. What comes of long work is written down by its handler (snapshot-job, comparison-job).

/** Plans a guided verification. Throws Problem: not-found, forbidden, conflict (archived), invalid (with the line that does not fit). */
export async function createGuided(
  viewer: Viewer,
  systemId: string,
  form: GuidedForm,
): Promise<{ id: string }> {
  const { config, passwords } = readGuidedForm(form, await readKnownDatabases(systemId))
  refuseUndecided(config)
  const id = newId()
  const secrets = await sealPasswords(id, config, passwords)
  await inTransaction(async (tx) => {
    const system = await systemForProof(tx, viewer, systemId)
    await refuseStrangers(tx, system.id, form, config)
    const createdAt = await transactionNow(tx)
    const row = { id, systemId: system.id, title: form.title, config, createdById: viewer.id, createdAt }
    await insertGuided(tx, { ...row, secrets })
    await appendAudit(tx, {
      actor: viewer,
      action: 'guided-verification.plan',
      entity: 'guided_verification',
      entityId: id,
      after: row,
    })
  })
  return { id }
}

/** Queues the snapshot before; again while nothing was migrated yet. Throws conflict when one is being taken, or it is too late. */
export function takeBefore(viewer: Viewer, at: GuidedAt): Promise<{ snapshotId: string }> {
  return inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    if (guided.migratedAt)
      throw new Problem('conflict', 'It was migrated already: what was there before cannot be seen any more.')
    return takeSide(tx, viewer, guided, 'before')
  })
}

/** Queues the snapshot after, again until it is signed; the comparison follows by itself. */
export function takeAfter(viewer: Viewer, at: GuidedAt): Promise<{ snapshotId: string }> {
  return inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    if (!guided.migratedAt)
      throw new Problem(
        'conflict',
        'Nothing was migrated yet: say that it was, then take the snapshot after.',
      )
    return takeSide(tx, viewer, guided, 'after')
  })
}

async function takeSide(
  tx: Transaction,
  viewer: Viewer,
  guided: GuidedRow,
  side: 'before' | 'after',
): Promise<{ snapshotId: string }> {
  await refuseWhileWorking(tx, guided)
  const snapshotId = newId()
  await insertSnapshot(asSql(tx), { id: snapshotId, guidedId: guided.id, side })
  await queue(tx, viewer, guided, 'snapshot', snapshotId)
  await appendAudit(tx, {
    actor: viewer,
    action: 'guided-verification.look',
    entity: 'guided_verification',
    entityId: guided.id,
    after: { side, snapshotId },
  })
  return { snapshotId }
}

const queue = (tx: Transaction, viewer: Viewer, guided: GuidedRow, kind: JobKind, subjectId: string) =>
  enqueueJob(asSql(tx), { kind, subjectId, systemId: guided.systemId, requestedById: viewer.id })

/** What is being done about it now, if anything. */
async function workOf(tx: Transaction, guidedId: string) {
  const [snapshots, [comparison]] = [
    await readNewestSnapshots(guidedId, { takenOnly: false }, asSql(tx)),
    await readComparisons(guidedId, 1, asSql(tx)),
  ]
  const subjects = [snapshots.before?.id, snapshots.after?.id, comparison?.id].filter(
    (id) => id !== undefined,
  )
  const jobs = await readNewestJobs(subjects, asSql(tx))
  return [...jobs.values()].find(({ state }) => state === 'queued' || state === 'running') ?? null
}

/** Throws conflict while a snapshot or a comparison is on its way: what comes of it would not be what was seen. */
export async function refuseWhileWorking(tx: Transaction, guided: GuidedRow): Promise<void> {
  const job = await workOf(tx, guided.id)
  if (!job) return
  const what = job.kind === 'snapshot' ? 'A snapshot is being taken' : 'A comparison is being made'
  throw new Problem('conflict', `${what}: wait for it, or cancel it first.`)
}

/** Says that it was migrated, and records the migration. Throws conflict (no snapshot before), invalid (in the future). */
export async function sayMigrated(
  viewer: Viewer,
  at: GuidedAt,
  form: MigratedForm,
): Promise<{ migrationId: string }> {
  const migrationId = newId()
  await inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    await refuseWhileWorking(tx, guided)
    if (guided.migratedAt) throw new Problem('conflict', 'It was said already that it was migrated.')
    const { before } = await readNewestSnapshots(guided.id, { takenOnly: true }, asSql(tx))
    if (!before?.takenAt)
      throw new Problem(
        'conflict',
        'There is no snapshot of before: without it nothing can be compared. Take it while the old side still stands.',
      )
    const now = await transactionNow(tx)
    const happenedAt = form.migratedAt === '' ? now : instantOfText(form.migratedAt, viewer.timeZone)
    const refuse = (sentence: string) => new Problem('invalid', sentence, { migratedAt: sentence })
    if (!happenedAt) throw refuse('This moment cannot be read. Choose day and time, e.g. 2026-11-14 03:30.')
    if (happenedAt > now) throw refuse('It cannot have happened in the future: say so when it is done.')
    if (happenedAt < before.takenAt)
      throw refuse(
        'This was before the snapshot of before: then the snapshot shows what came after. Choose a later moment.',
      )
    const { kind, note } = form
    const migration = {
      id: migrationId,
      systemId: guided.systemId,
      kind,
      title: guided.title,
      happenedAt,
      note,
    }
    await insertMigration(tx, { ...migration, recordedById: viewer.id, recordedAt: now })
    const verificationId = newId()
    await insertVerification(tx, {
      id: verificationId,
      migrationId,
      items: undecidedItems(),
      source: 'machine',
      openedAt: now,
      openedById: viewer.id,
    })
    await updateGuided(asSql(tx), guided.id, { migrationId, verificationId, migratedAt: happenedAt })
    await appendAudit(tx, {
      actor: viewer,
      action: 'guided-verification.migrated',
      entity: 'guided_verification',
      entityId: guided.id,
      after: { ...migration, verificationId },
    })
  })
  return { migrationId }
}

/** Queues the comparison of the newest two snapshots again. */
export function compareAgain(viewer: Viewer, at: GuidedAt): Promise<{ comparisonId: string }> {
  return inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    await refuseWhileWorking(tx, guided)
    const { before, after } = await readNewestSnapshots(guided.id, { takenOnly: true }, asSql(tx))
    if (!before || !after)
      throw new Problem('conflict', 'Two snapshots are needed: take the one of after first.')
    const comparisonId = newId()
    const comparison = { id: comparisonId, guidedId: guided.id, beforeId: before.id, afterId: after.id }
    await insertComparison(asSql(tx), comparison)
    await queue(tx, viewer, guided, 'comparison', comparisonId)
    await appendAudit(tx, {
      actor: viewer,
      action: 'guided-verification.compare',
      entity: 'guided_verification',
      entityId: guided.id,
      after: comparison,
    })
    return { comparisonId }
  })
}

/** Gives up a guided verification that is not signed; its work is cancelled, its findings end, its passwords are forgotten. */
export async function cancelGuided(viewer: Viewer, at: GuidedAt): Promise<void> {
  const job = await inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    await updateGuided(asSql(tx), guided.id, { state: 'cancelled' })
    await endFindings(tx, guided, 'The guided verification was given up.')
    await forgetSides(asSql(tx), guided.id)
    await appendAudit(tx, {
      actor: viewer,
      action: 'guided-verification.cancel',
      entity: 'guided_verification',
      entityId: guided.id,
      before: { state: guided.state },
    })
    return workOf(tx, guided.id)
  })
  if (job) await cancelJob(viewer, job.id)
}
