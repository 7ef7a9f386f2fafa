import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { inTransaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { requireEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'
import { judgeDrill } from './judge-drill'
import { systemForProof } from './require-maintainer'
import type { DrillForm, DrillLevel } from './schema'
import {
  type DrillRow,
  insertDrill,
  isBackupTarget,
  readBackupTargets,
  readDrill,
  readDrills,
  readLastProven,
  readMeasuredTimes,
} from './store'
import { timesOverTime } from './times-over-time'
import type { DrillView } from './view'

/** Restores on one page. */
export const drillsPerPage = 25

/**
 * Records a restore that somebody tried. Throws Problem: not-found, forbidden, conflict (archived), invalid (it
 * contradicts itself, or nothing shows it).
 */
export async function recordDrill(
  viewer: Viewer,
  systemId: string,
  form: DrillForm,
  evidenceIds: readonly string[],
): Promise<{ id: string }> {
  const id = newId()
  await inTransaction(async (tx) => {
    const system = await systemForProof(tx, viewer, systemId)
    const now = await transactionNow(tx)
    const drill = judgeDrill(form, { zone: viewer.timeZone, now })
    if (drill.backupTargetId && !(await isBackupTarget(tx, system.id, drill.backupTargetId)))
      throw new Problem('invalid', 'This backup does not belong to the system any more.', {
        backupTargetId: 'Choose one of the list, or none.',
      })
    if (evidenceIds.length === 0)
      throw new Problem('invalid', 'A restore that nothing shows is a claim: attach what shows it.', {
        evidenceIds: 'Attach a file, a link, or write down what was seen, e.g. the output of the comparison.',
      })
    await requireEvidence(tx, system.id, evidenceIds)
    const row = { id, systemId: system.id, ...drill, evidenceIds: [...evidenceIds] }
    await insertDrill(tx, { ...row, source: 'person', recordedById: viewer.id, recordedAt: now })
    await appendAudit(tx, {
      actor: viewer,
      action: 'drill.record',
      entity: 'drill',
      entityId: id,
      after: row,
    })
  })
  return { id }
}

/** One page of the restores of a system, newest first. Reading is open to everybody who signed in. */
export async function listDrills(
  _viewer: Viewer,
  systemId: string,
  page = 1,
): Promise<{ rows: DrillView[]; total: number }> {
  const offset = (page - 1) * drillsPerPage
  const { rows, total } = await readDrills(systemId, { limit: drillsPerPage, offset })
  return { rows: rows.map(drillView), total }
}

/** Restores that a picture shows: four years of weekly ones. */
const timesShown = 200

/** Recovery time and data loss of the restores that succeeded, over time, beside what is declared. */
export async function measuredTimes(
  viewer: Viewer,
  system: { id: string; rtoMinutes: number | null; rpoMinutes: number | null },
  now: Date,
): Promise<TrendSpec[]> {
  const restores = await readMeasuredTimes(system.id, timesShown)
  return timesOverTime(restores, system, { zone: viewer.timeZone, now })
}

/** The newest restore that passed at one of these levels. */
export async function lastProvenDrill(
  _viewer: Viewer,
  systemId: string,
  levels: readonly DrillLevel[],
): Promise<DrillView | null> {
  const row = await readLastProven(systemId, levels)
  return row && drillView(row)
}

/** One restore. Throws not-found. */
export async function getDrill(_viewer: Viewer, systemId: string, id: string): Promise<DrillView> {
  const row = isId(systemId) && isId(id) ? await readDrill(systemId, id) : null
  if (!row) throw new Problem('not-found', 'There is no such restore.')
  return drillView(row)
}

/** The backups that a restore can be of. */
export function backupChoices(_viewer: Viewer, systemId: string): Promise<{ id: string; address: string }[]> {
  return readBackupTargets(systemId)
}

function drillView({ systemId: _, ...row }: DrillRow): DrillView {
  return {
    ...row,
    backupTakenAt: row.backupTakenAt?.toISOString() ?? null,
    startedAt: row.startedAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  }
}
