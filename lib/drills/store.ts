import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { DrillRecord } from './judge-drill'
import type { DrillCount, DrillLevel, DrillResult, ProofSource } from './schema'
import type { MeasuredTimes } from './times-over-time'

/** Of a system, what decides whether a proof may be recorded. */
export interface ProofSystem {
  id: string
  name: string
  teamId: string | null
  archivedAt: Date | null
}

/** The system, shared-locked until the transaction ends: it is not archived meanwhile. */
export async function lockProofSystem(tx: Transaction, id: string): Promise<ProofSystem | null> {
  const [row] = await tx.$queryRaw<ProofSystem[]>`
    select id, name, team_id as "teamId", archived_at as "archivedAt" from system where id = ${id}::uuid for share`
  return row ?? null
}

/** The system, for reading only. */
export async function readProofSystem(id: string, on: Sql = sql()): Promise<ProofSystem | null> {
  const { rows } = await on.query<ProofSystem>(
    'select id, name, team_id as "teamId", archived_at as "archivedAt" from system where id = $1',
    [id],
  )
  return rows[0] ?? null
}

/** Whether the system has this backup target. */
export async function isBackupTarget(tx: Transaction, systemId: string, targetId: string): Promise<boolean> {
  return (await tx.target.count({ where: { id: targetId, systemId, kind: 'backup' } })) > 0
}

/** Stores a restore that was tried. It is never changed. */
export async function insertDrill(
  tx: Transaction,
  drill: DrillRecord & {
    id: string
    systemId: string
    evidenceIds: string[]
    source: ProofSource
    recordedById: string | null
    recordedAt: Date
  },
): Promise<void> {
  await tx.drill.create({ data: drill })
}

export interface DrillRow {
  id: string
  systemId: string
  backupTarget: string | null
  backupName: string
  level: DrillLevel
  result: DrillResult
  backupTakenAt: Date | null
  startedAt: Date
  durationSeconds: number
  dataLossSeconds: number | null
  counts: DrillCount[]
  note: string
  evidenceIds: string[]
  source: ProofSource
  recordedBy: string | null
  recordedAt: Date
}

const columns = `d.id, d.system_id as "systemId", t.address as "backupTarget", d.backup_name as "backupName", d.level, d.result,
  d.backup_taken_at as "backupTakenAt", d.started_at as "startedAt", d.duration_seconds as "durationSeconds",
  d.data_loss_seconds as "dataLossSeconds", d.counts, d.note, coalesce(d.evidence_ids, '{}') as "evidenceIds", d.source,
  u.name as "recordedBy", d.recorded_at as "recordedAt"`

const tables = `drill d left join target t on t.id = d.backup_target_id left join app_user u on u.id = d.recorded_by_id`

/** Restores of a system, newest first, and how many there are. */
export async function readDrills(
  systemId: string,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<{ rows: DrillRow[]; total: number }> {
  const { rows } = await on.query<DrillRow & { total: number }>(
    `select ${columns}, count(*) over () as total from ${tables}
      where d.system_id = $1 order by d.started_at desc, d.id desc limit $2 offset $3`,
    [systemId, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The newest restore of a system that passed at one of these levels. */
export async function readLastProven(
  systemId: string,
  levels: readonly DrillLevel[],
  on: Sql = sql(),
): Promise<DrillRow | null> {
  const { rows } = await on.query<DrillRow>(
    `select ${columns} from ${tables}
      where d.system_id = $1 and d.result = 'pass' and d.level = any($2) order by d.started_at desc, d.id desc limit 1`,
    [systemId, levels],
  )
  return rows[0] ?? null
}

/** What the newest restores that succeeded took and lost, oldest first; `most`: at most so many. */
export async function readMeasuredTimes(
  systemId: string,
  most: number,
  on: Sql = sql(),
): Promise<MeasuredTimes[]> {
  const { rows } = await on.query<MeasuredTimes>(
    `select d.started_at as "startedAt", d.duration_seconds as "durationSeconds", d.data_loss_seconds as "dataLossSeconds"
       from drill d where d.system_id = $1 and d.result = 'pass' and d.level <> 'listed'
      order by d.started_at desc, d.id desc limit $2`,
    [systemId, most],
  )
  return rows.reverse()
}

/** One restore of a system; null when the system has none with this id. */
export async function readDrill(systemId: string, id: string, on: Sql = sql()): Promise<DrillRow | null> {
  const { rows } = await on.query<DrillRow>(
    `select ${columns} from ${tables} where d.system_id = $1 and d.id = $2`,
    [systemId, id],
  )
  return rows[0] ?? null
}

/** The backup targets of a system. */
export async function readBackupTargets(
  systemId: string,
  on: Sql = sql(),
): Promise<{ id: string; address: string }[]> {
  const { rows } = await on.query<{ id: string; address: string }>(
    `select id, address from target where system_id = $1 and kind = 'backup' order by created_at, id`,
    [systemId],
  )
  return rows
}
