import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { DifferenceKind } from '@/lib/fingerprints/difference'
import type { Json } from '@/lib/json'
import type { GuidedConfig, GuidedState } from './guided-schema'
import type { VerificationArea } from './schema'

/** A difference that may be, as stored. */
export interface Accepted {
  pattern: string
  area: VerificationArea | null
  kind: DifferenceKind | null
  reason: string
  byId: string
  by: string
  at: string
}

/** A password of one side of a database, sealed for the address beside it. */
export interface SealedPassword {
  config: Json
  secret: string
}

export interface GuidedRow {
  id: string
  systemId: string
  systemName: string
  teamId: string | null
  archivedAt: Date | null
  title: string
  state: GuidedState
  config: GuidedConfig
  secrets: Record<string, SealedPassword>
  accepted: Accepted[]
  migrationId: string | null
  verificationId: string | null
  createdBy: string | null
  createdAt: Date
  migratedAt: Date | null
  signedAt: Date | null
  signedBy: string | null
  signature: string | null
  payload: string | null
  recheckAt: Date | null
  rechecksLeft: number
  revision: number
}

const columns = `g.id, g.system_id as "systemId", y.name as "systemName", y.team_id as "teamId", y.archived_at as "archivedAt",
  g.title, g.state, g.config, g.secrets, g.accepted, g.migration_id as "migrationId", g.verification_id as "verificationId",
  c.name as "createdBy", g.created_at as "createdAt", g.migrated_at as "migratedAt", g.signed_at as "signedAt",
  s.name as "signedBy", g.signature, g.payload, g.recheck_at as "recheckAt", g.rechecks_left as "rechecksLeft", g.revision`

const tables = `guided_verification g join system y on y.id = g.system_id
  left join app_user c on c.id = g.created_by_id left join app_user s on s.id = g.signed_by_id`

/** Stores a guided verification that was planned. */
export async function insertGuided(
  tx: Transaction,
  guided: {
    id: string
    systemId: string
    title: string
    config: GuidedConfig
    secrets: Record<string, SealedPassword>
    createdById: string
    createdAt: Date
  },
): Promise<void> {
  const { config, secrets, ...row } = guided
  await tx.guidedVerification.create({
    data: {
      ...row,
      state: 'planned',
      config: config as unknown as Json & object,
      secrets: secrets as unknown as Json & object,
      accepted: [],
    },
  })
}

/** One guided verification; null when there is none, or none of this system. */
export async function readGuided(
  { systemId, id }: { systemId: string | null; id: string },
  on: Sql = sql(),
): Promise<GuidedRow | null> {
  const { rows } = await on.query<GuidedRow>(
    `select ${columns} from ${tables} where g.id = $1::uuid and ($2::uuid is null or g.system_id = $2::uuid)`,
    [id, systemId],
  )
  return rows[0] ?? null
}

/** The same, locked until the transaction ends. */
export async function lockGuided(on: Sql, id: string): Promise<GuidedRow | null> {
  await on.query('select id from guided_verification where id = $1::uuid for update', [id])
  return readGuided({ systemId: null, id }, on)
}

/** Changes what may change before it is signed, and the weekly repetitions afterwards. */
export async function updateGuided(
  on: Sql,
  id: string,
  to: Partial<{
    state: GuidedState
    accepted: Accepted[]
    migrationId: string
    verificationId: string
    migratedAt: Date
  }>,
): Promise<void> {
  await on.query(
    `update guided_verification set state = coalesce($2, state), accepted = coalesce($3::jsonb, accepted),
            migration_id = coalesce($4::uuid, migration_id), verification_id = coalesce($5::uuid, verification_id),
            migrated_at = coalesce($6::timestamptz, migrated_at), revision = revision + 1
      where id = $1::uuid`,
    [
      id,
      to.state ?? null,
      to.accepted ? JSON.stringify(to.accepted) : null,
      to.migrationId ?? null,
      to.verificationId ?? null,
      to.migratedAt ?? null,
    ],
  )
}

/** Signs it: what was signed never changes afterwards. */
export async function signGuidedRow(
  on: Sql,
  id: string,
  signed: { at: Date; byId: string; signature: string; payload: string; rechecks: number },
): Promise<void> {
  await on.query(
    `update guided_verification set state = 'signed', signed_at = $2::timestamptz, signed_by_id = $3::uuid, signature = $4,
            payload = $5, rechecks_left = $6, revision = revision + 1,
            recheck_at = $2::timestamptz + interval '7 days' where id = $1::uuid`,
    [id, signed.at, signed.byId, signed.signature, signed.payload, signed.rechecks],
  )
}

/** Passwords that are not needed any more. */
export async function forgetPasswords(on: Sql, id: string): Promise<void> {
  await on.query(`update guided_verification set secrets = '{}' where id = $1::uuid`, [id])
}

/** Guided verifications whose weekly look is due, held until the transaction ends. */
export async function lockDueRechecks(
  on: Sql,
  limit: number,
): Promise<{ id: string; systemId: string; rechecksLeft: number }[]> {
  const { rows } = await on.query<{ id: string; systemId: string; rechecksLeft: number }>(
    `select g.id, g.system_id as "systemId", g.rechecks_left as "rechecksLeft"
       from guided_verification g join system y on y.id = g.system_id
      where g.recheck_at <= app_now() and y.archived_at is null
      order by g.recheck_at, g.id limit $1 for update of g skip locked`,
    [limit],
  )
  return rows
}

/**
 * Guided verifications whose last weekly look is over, however it ended, and that still keep what only a look needs;
 * held until the transaction ends.
 */
export async function lockFinished(on: Sql, limit: number): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select g.id from guided_verification g
      where g.state = 'signed' and g.rechecks_left = 0
        and (g.secrets <> '{}' or exists (select from stored_lines l join verification_snapshot s on s.id = l.owner_id
                                           where s.guided_id = g.id))
        and not exists (select from long_job j where j.state in ('queued', 'running') and j.subject_id in
              (select id from verification_snapshot where guided_id = g.id
               union all select id from verification_comparison where guided_id = g.id))
      order by g.id limit $1 for update of g skip locked`,
    [limit],
  )
  return rows.map(({ id }) => id)
}

/** When the next weekly look is due; after the last one, never. */
export async function scheduleNextRecheck(on: Sql, id: string): Promise<void> {
  await on.query(
    `update guided_verification
        set rechecks_left = rechecks_left - 1,
            recheck_at = case when rechecks_left > 1 then greatest(recheck_at + interval '7 days', app_now() + interval '1 day') end
      where id = $1::uuid`,
    [id],
  )
}

export interface GuidedListRow {
  id: string
  title: string
  state: GuidedState
  createdAt: Date
  createdBy: string | null
  migratedAt: Date | null
  signedAt: Date | null
  recheckAt: Date | null
  rechecksLeft: number
  open: number | null
}

/** Guided verifications of a system, newest first, with what is open in their newest comparison. */
export async function readGuidedList(
  systemId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: GuidedListRow[]; total: number }> {
  const { rows } = await sql().query<GuidedListRow & { total: number }>(
    `select g.id, g.title, g.state, g.created_at as "createdAt", c.name as "createdBy", g.migrated_at as "migratedAt",
            g.signed_at as "signedAt", g.recheck_at as "recheckAt", g.rechecks_left as "rechecksLeft",
            (select (v.summary->>'open')::int from verification_comparison v
              where v.guided_id = g.id and v.compared_at is not null order by v.created_at desc, v.id desc limit 1) as open,
            count(*) over ()::int as total
       from guided_verification g left join app_user c on c.id = g.created_by_id
      where g.system_id = $1::uuid order by g.created_at desc, g.id desc limit $2 offset $3`,
    [systemId, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
