import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { instantOfText } from '@/lib/drills/local-instant'
import { systemForProof } from '@/lib/drills/require-maintainer'
import { requireEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'
import { itemsOf, refuseClosing } from './judge-items'
import { type MigrationForm, undecidedItems, type VerificationForm } from './schema'
import {
  insertMigration,
  insertVerification,
  lockMigration,
  lockVerification,
  type MigrationRow,
  readMigration,
  readMigrations,
  readMigrationTotals,
  updateVerification,
} from './store'
import type { MigrationView } from './view'

/** Migrations on one page. */
export const migrationsPerPage = 25

const missing = 'There is no such migration. Look for it on the page of its system.'

/** Records that something was moved, upgraded or restored, and opens its verification. Throws Problem. */
export async function recordMigration(
  viewer: Viewer,
  systemId: string,
  form: MigrationForm,
): Promise<{ id: string }> {
  const id = newId()
  await inTransaction(async (tx) => {
    const system = await systemForProof(tx, viewer, systemId)
    const now = await transactionNow(tx)
    const happenedAt = instantOfText(form.happenedAt, viewer.timeZone)
    if (!happenedAt || happenedAt > now) {
      const sentence = happenedAt
        ? 'It cannot have happened in the future: record it when it is done.'
        : 'This moment cannot be read. Choose day and time, e.g. 2026-11-14 03:30.'
      throw new Problem('invalid', sentence, { happenedAt: sentence })
    }
    const { kind, title, note } = form
    const row = {
      id,
      systemId: system.id,
      kind,
      title,
      happenedAt,
      note,
      recordedById: viewer.id,
      recordedAt: now,
    }
    await insertMigration(tx, row)
    await insertVerification(tx, {
      id: newId(),
      migrationId: id,
      items: undecidedItems(),
      source: 'person',
      openedAt: now,
      openedById: viewer.id,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'migration.record',
      entity: 'migration',
      entityId: id,
      after: row,
    })
  })
  return { id }
}

/** Opens a further verification of a migration whose last one is closed. Throws Problem. */
export async function openVerification(
  viewer: Viewer,
  migrationId: string,
): Promise<{ id: string; systemId: string }> {
  const id = newId()
  return inTransaction(async (tx) => {
    const migration = isId(migrationId) ? await lockMigration(tx, migrationId) : null
    if (!migration) throw new Problem('not-found', missing)
    await systemForProof(tx, viewer, migration.systemId)
    if (migration.openVerificationId)
      throw new Problem('conflict', 'A verification of it is open already: finish that one.')
    const openedAt = await transactionNow(tx)
    const verification = { id, migrationId, openedAt, openedById: viewer.id, source: 'person' as const }
    await insertVerification(tx, { ...verification, items: undecidedItems() })
    await appendAudit(tx, {
      actor: viewer,
      action: 'verification.open',
      entity: 'verification',
      entityId: id,
      after: verification,
    })
    return { id, systemId: migration.systemId }
  })
}

/**
 * Writes down what was compared, and closes the verification when the form says so. Throws Problem: invalid (areas
 * undecided or something missing), conflict (closed, or somebody else saved meanwhile).
 */
export async function saveVerification(
  viewer: Viewer,
  { systemId, id }: { systemId: string; id: string },
  form: VerificationForm,
  evidenceIds: readonly string[],
): Promise<{ systemId: string; migrationId: string; closed: boolean }> {
  return inTransaction(async (tx) => {
    const before = isId(id) ? await lockVerification(tx, id) : null
    if (before?.systemId !== systemId) throw new Problem('not-found', 'There is no such verification.')
    const system = await systemForProof(tx, viewer, before.systemId)
    if (before.state === 'closed')
      throw new Problem('conflict', 'This verification is closed and stays as it is. Open another one.')
    if (before.revision !== form.revision)
      throw new Problem(
        'conflict',
        'Somebody else saved this verification meanwhile. Reload the page: it shows what they found; then add yours.',
      )
    const items = itemsOf(form)
    const closes = form.close === 'yes'
    const evidence = [...new Set([...before.evidenceIds, ...evidenceIds])]
    if (closes) {
      refuseClosing(items)
      if (evidence.length === 0)
        throw new Problem('invalid', 'A verification that nothing shows is a claim: attach what shows it.', {
          evidenceIds: 'Attach a file, a link, or write down what was seen.',
        })
    }
    await requireEvidence(tx, system.id, evidenceIds)
    const now = await transactionNow(tx)
    await updateVerification(tx, id, {
      items,
      evidenceIds: evidence,
      state: closes ? 'closed' : 'open',
      closedAt: closes ? now : null,
      closedById: closes ? viewer.id : null,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: closes ? 'verification.close' : 'verification.save',
      entity: 'verification',
      entityId: id,
      before: { items: before.items, evidenceIds: before.evidenceIds },
      after: { items, evidenceIds: evidence },
    })
    return { systemId: system.id, migrationId: before.migrationId, closed: closes }
  })
}

/** One page of the migrations of a system, newest first. Reading is open to everybody who signed in. */
export async function listMigrations(
  _viewer: Viewer,
  systemId: string,
  page = 1,
): Promise<{ rows: MigrationView[]; total: number }> {
  const offset = (page - 1) * migrationsPerPage
  const { rows, total } = await readMigrations(systemId, { limit: migrationsPerPage, offset })
  return { rows: rows.map(migrationView), total }
}

/** What of all migrations of a system is not verified, and what is missing after them. */
export async function migrationTotals(
  _viewer: Viewer,
  systemId: string,
): Promise<{ unverified: number; missing: number }> {
  return readMigrationTotals(systemId)
}

/** One migration. Throws not-found. */
export async function getMigration(_viewer: Viewer, systemId: string, id: string): Promise<MigrationView> {
  const row = isId(systemId) && isId(id) ? await readMigration(systemId, id) : null
  if (!row) throw new Problem('not-found', missing)
  return migrationView(row)
}

const migrationView = (row: MigrationRow): MigrationView => ({
  ...row,
  happenedAt: row.happenedAt.toISOString(),
  recordedAt: row.recordedAt.toISOString(),
})
