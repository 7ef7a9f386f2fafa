import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { Json } from '@/lib/json'
import type { EvidenceKind } from './schema'

/** A row of evidence as it is inserted; it never changes, except that something supersedes it. */
export interface StoredEvidence {
  id: string
  systemId: string
  kind: EvidenceKind
  title: string
  url: string | null
  text: string | null
  fileName: string | null
  mediaType: string | null
  byteSize: number | null
  sha256: string
  checkId: string | null
  scheduledFor: Date | null
  capturedAt: Date
  capturedById: string | null
  validUntil: Date | null
}

/** The row with what lists show beside it. */
export interface EvidenceRow extends StoredEvidence {
  capturedBy: string | null
  supersededById: string | null
  isExpired: boolean
}

export interface EvidencePageRow extends EvidenceRow {
  systemName: string
  teamId: string | null
  archivedAt: Date | null
  now: Date
}

/** Of a system, what decides whether evidence may be added. */
export interface EvidenceSystem {
  id: string
  name: string
  teamId: string | null
  archivedAt: Date | null
}

/** The system, shared-locked until the transaction ends: it is not archived meanwhile. */
export async function lockEvidenceSystem(tx: Transaction, id: string): Promise<EvidenceSystem | null> {
  const [row] = await tx.$queryRaw<EvidenceSystem[]>`
    select id, name, team_id as "teamId", archived_at as "archivedAt" from system where id = ${id}::uuid for share`
  return row ?? null
}

/** Keeps the content of a file once, however often it is attached; null content: it lies in the directory. */
export async function insertFile(
  tx: Transaction,
  file: { sha256: string; byteSize: number; content: Uint8Array | null },
): Promise<void> {
  await tx.$executeRaw`
    insert into evidence_file (sha256, byte_size, content)
    values (${file.sha256}, ${file.byteSize}, ${file.content && Buffer.from(file.content)})
    on conflict (sha256) do update set content = coalesce(evidence_file.content, excluded.content)`
}

/** Stores one piece of evidence. */
export async function insertEvidence(tx: Transaction, evidence: StoredEvidence): Promise<void> {
  await tx.evidence.create({ data: evidence })
}

/** Locks one piece of evidence for being superseded; null when there is none. */
export async function lockEvidence(
  tx: Transaction,
  id: string,
): Promise<{ id: string; systemId: string; title: string; supersededById: string | null } | null> {
  const rows = await tx.$queryRaw<
    { id: string; systemId: string; title: string; supersededById: string | null }[]
  >`select id, system_id as "systemId", title, superseded_by_id as "supersededById" from evidence where id = ${id}::uuid for update`
  return rows[0] ?? null
}

/** Says what replaced a piece of evidence. */
export async function markSuperseded(tx: Transaction, id: string, by: string): Promise<void> {
  await tx.$executeRaw`update evidence set superseded_by_id = ${by}::uuid where id = ${id}::uuid`
}

/** How many of these pieces belong to the system. */
export async function countOfSystem(
  tx: Transaction,
  systemId: string,
  ids: readonly string[],
): Promise<number> {
  return tx.evidence.count({ where: { systemId, id: { in: [...ids] } } })
}

/** One run of a check of a system, as it is kept behind an answer: the newest when none is named. Null when it is gone or of another system. */
export async function readRunForEvidence(
  tx: Transaction,
  systemId: string,
  checkId: string,
  scheduledFor: Date | null,
): Promise<{ name: string; scheduledFor: Date; run: { [key: string]: Json } } | null> {
  const { rows } = await asSql(tx).query<{
    name: string
    scheduledFor: Date
    run: { [key: string]: Json }
  }>(
    `select c.name, r.scheduled_for as "scheduledFor",
            jsonb_build_object('kind', c.kind, 'scheduledFor', r.scheduled_for, 'startedAt', r.started_at,
              'durationMs', r.duration_ms, 'verdict', r.verdict, 'reason', r.reason, 'value', r.value, 'unit', r.unit,
              'evidence', r.evidence) as run
       from "check" c join run r on r.check_id = c.id
      where c.id = $1::uuid and c.system_id = $2::uuid and ($3::timestamptz is null or r.scheduled_for = $3::timestamptz)
      order by r.scheduled_for desc limit 1`,
    [checkId, systemId, scheduledFor],
  )
  return rows[0] ?? null
}

const columns = `e.id, e.system_id as "systemId", e.kind, e.title, e.url, e.text, e.file_name as "fileName",
  e.media_type as "mediaType", e.byte_size as "byteSize", e.sha256, e.check_id as "checkId",
  e.scheduled_for as "scheduledFor", e.captured_at as "capturedAt", e.captured_by_id as "capturedById",
  e.valid_until as "validUntil", e.superseded_by_id as "supersededById", p.name as "capturedBy",
  coalesce(e.valid_until <= app_now(), false) as "isExpired"`

/** These pieces of evidence, newest first; ids that are no evidence are left out. */
export async function readEvidence(ids: readonly string[], on: Sql = sql()): Promise<EvidenceRow[]> {
  if (ids.length === 0) return []
  const { rows } = await on.query<EvidenceRow>(
    `select ${columns} from evidence e left join app_user p on p.id = e.captured_by_id
      where e.id = any($1) order by e.captured_at desc, e.id desc`,
    [[...ids]],
  )
  return rows
}

/** One piece of evidence with its system; null when there is none. */
export async function readEvidencePage(id: string, on: Sql = sql()): Promise<EvidencePageRow | null> {
  const { rows } = await on.query<EvidencePageRow>(
    `select ${columns}, y.name as "systemName", y.team_id as "teamId", y.archived_at as "archivedAt", app_now() as now
       from evidence e join system y on y.id = e.system_id left join app_user p on p.id = e.captured_by_id
      where e.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** What a piece of evidence replaced. */
export async function readSuperseded(id: string, on: Sql = sql()): Promise<{ id: string; title: string }[]> {
  const { rows } = await on.query<{ id: string; title: string }>(
    'select id, title from evidence where superseded_by_id = $1 order by captured_at desc limit 50',
    [id],
  )
  return rows
}

/** The stored content of a file: bytes, or null content when it lies in the directory. */
export async function readStoredFile(
  hash: string,
  on: Sql = sql(),
): Promise<{ content: Uint8Array | null } | null> {
  const { rows } = await on.query<{ content: Buffer | null }>(
    'select content from evidence_file where sha256 = $1',
    [hash],
  )
  return rows[0] ?? null
}
