import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ProofSource } from '@/lib/drills/schema'
import type { Json } from '@/lib/json'
import type { MigrationKind, VerificationItem, VerificationState } from './schema'

/** Stores something that was moved or brought back. It is never changed. */
export async function insertMigration(
  tx: Transaction,
  migration: {
    id: string
    systemId: string
    kind: MigrationKind
    title: string
    happenedAt: Date
    note: string
    recordedById: string | null
    recordedAt: Date
  },
): Promise<void> {
  await tx.migration.create({ data: migration })
}

/** Opens a verification. */
export async function insertVerification(
  tx: Transaction,
  verification: {
    id: string
    migrationId: string
    items: VerificationItem[]
    source: ProofSource
    openedAt: Date
    openedById: string | null
  },
): Promise<void> {
  const items = verification.items as unknown as Json[]
  await tx.verification.create({ data: { ...verification, items, state: 'open', evidenceIds: [] } })
}

export interface LockedVerification {
  id: string
  migrationId: string
  systemId: string
  state: VerificationState
  items: VerificationItem[]
  evidenceIds: string[]
  revision: number
}

/** A verification, locked until the transaction ends. */
export async function lockVerification(tx: Transaction, id: string): Promise<LockedVerification | null> {
  const [row] = await tx.$queryRaw<LockedVerification[]>`
    select v.id, v.migration_id as "migrationId", m.system_id as "systemId", v.state, v.items,
           coalesce(v.evidence_ids, '{}') as "evidenceIds", v.revision
      from verification v join migration m on m.id = v.migration_id where v.id = ${id}::uuid for update of v`
  return row ?? null
}

/** Writes what was compared; whoever calls holds the lock and has compared the revision. */
export async function updateVerification(
  tx: Transaction,
  id: string,
  to: {
    items: VerificationItem[]
    evidenceIds: string[]
    state: VerificationState
    closedAt: Date | null
    closedById: string | null
  },
): Promise<void> {
  const items = to.items as unknown as Json[]
  await tx.verification.update({ where: { id }, data: { ...to, items, revision: { increment: 1 } } })
}

/** A migration's system and whether a verification of it is open, locked until the transaction ends. */
export async function lockMigration(
  tx: Transaction,
  id: string,
): Promise<{ id: string; systemId: string; openVerificationId: string | null } | null> {
  const [row] = await tx.$queryRaw<{ id: string; systemId: string; openVerificationId: string | null }[]>`
    select m.id, m.system_id as "systemId",
           (select v.id from verification v where v.migration_id = m.id and v.state = 'open' limit 1) as "openVerificationId"
      from migration m where m.id = ${id}::uuid for update of m`
  return row ?? null
}

export interface StoredVerification {
  id: string
  state: VerificationState
  items: VerificationItem[]
  evidenceIds: string[]
  source: ProofSource
  openedAt: string
  openedBy: string | null
  closedAt: string | null
  closedBy: string | null
  revision: number
}

export interface MigrationRow {
  id: string
  kind: MigrationKind
  title: string
  happenedAt: Date
  note: string
  recordedBy: string | null
  recordedAt: Date
  verifications: StoredVerification[]
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = `m.id, m.kind, m.title, m.happened_at as "happenedAt", m.note, u.name as "recordedBy",
  m.recorded_at as "recordedAt",
  coalesce((select json_agg(json_build_object('id', v.id, 'state', v.state, 'items', v.items,
                      'evidenceIds', coalesce(v.evidence_ids, '{}'), 'source', v.source, 'openedAt', ${iso('v.opened_at')},
                      'openedBy', o.name, 'closedAt', ${iso('v.closed_at')}, 'closedBy', c.name, 'revision', v.revision)
                    order by v.opened_at desc, v.id desc)
              from verification v left join app_user o on o.id = v.opened_by_id left join app_user c on c.id = v.closed_by_id
             where v.migration_id = m.id), '[]') as verifications`

/** Migrations of a system with their verifications, newest first, and how many there are. */
export async function readMigrations(
  systemId: string,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<{ rows: MigrationRow[]; total: number }> {
  const { rows } = await on.query<MigrationRow & { total: number }>(
    `select ${columns}, count(*) over () as total from migration m left join app_user u on u.id = m.recorded_by_id
      where m.system_id = $1 order by m.happened_at desc, m.id desc limit $2 offset $3`,
    [systemId, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Of all migrations of a system: how many have no closed verification, and what open ones list as missing. */
export async function readMigrationTotals(
  systemId: string,
  on: Sql = sql(),
): Promise<{ unverified: number; missing: number }> {
  const { rows } = await on.query<{ unverified: number; missing: number }>(
    `select count(*) filter (where not exists (
              select from verification v where v.migration_id = m.id and v.state = 'closed')) as unverified,
            coalesce(sum((select sum((i ->> 'missing')::bigint) from verification v, jsonb_array_elements(v.items) i
                           where v.migration_id = m.id and v.state = 'open')), 0)::float8 as missing
       from migration m where m.system_id = $1`,
    [systemId],
  )
  return rows[0] ?? { unverified: 0, missing: 0 }
}

/** One migration of a system; null when the system has none with this id. */
export async function readMigration(
  systemId: string,
  id: string,
  on: Sql = sql(),
): Promise<MigrationRow | null> {
  const { rows } = await on.query<MigrationRow>(
    `select ${columns} from migration m left join app_user u on u.id = m.recorded_by_id
      where m.system_id = $1 and m.id = $2`,
    [systemId, id],
  )
  return rows[0] ?? null
}
