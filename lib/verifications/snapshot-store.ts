import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { ComparisonSummary } from './comparison'
import type { SnapshotSide } from './guided-schema'
import type { SnapshotSummary } from './snapshot'

export interface SnapshotRow {
  id: string
  guidedId: string
  side: SnapshotSide
  takenAt: Date | null
  summary: SnapshotSummary | null
  createdAt: Date
}

const snapshotColumns = `id, guided_id as "guidedId", side, taken_at as "takenAt", summary, created_at as "createdAt"`

/** Makes room for a snapshot that will be taken. */
export async function insertSnapshot(
  on: Sql,
  snapshot: { id: string; guidedId: string; side: SnapshotSide },
): Promise<void> {
  await on.query(
    `insert into verification_snapshot (id, guided_id, side, created_at) values ($1::uuid, $2::uuid, $3, app_now())`,
    [snapshot.id, snapshot.guidedId, snapshot.side],
  )
}

/** One snapshot. */
export async function readSnapshot(id: string, on: Sql = sql()): Promise<SnapshotRow | null> {
  const { rows } = await on.query<SnapshotRow>(
    `select ${snapshotColumns} from verification_snapshot where id = $1::uuid`,
    [id],
  )
  return rows[0] ?? null
}

/** The newest snapshot of each side; only those that were taken, if so asked. */
export async function readNewestSnapshots(
  guidedId: string,
  { takenOnly }: { takenOnly: boolean },
  on: Sql = sql(),
): Promise<Partial<Record<SnapshotSide, SnapshotRow>>> {
  const { rows } = await on.query<SnapshotRow>(
    `select distinct on (side) ${snapshotColumns} from verification_snapshot
      where guided_id = $1::uuid and (taken_at is not null or not $2) order by side, created_at desc, id desc`,
    [guidedId, takenOnly],
  )
  return Object.fromEntries(rows.map((row) => [row.side, row]))
}

/** Writes down what a snapshot came to. */
export async function finishSnapshot(on: Sql, id: string, summary: SnapshotSummary): Promise<void> {
  await on.query(
    `update verification_snapshot set taken_at = app_now(), summary = $2::jsonb where id = $1::uuid`,
    [id, storableJson(summary)],
  )
}

/** Snapshots of one side but this one: what a newer one has replaced. */
export async function readReplacedSnapshots(
  on: Sql,
  { guidedId, side, keepId }: { guidedId: string; side: SnapshotSide; keepId: string },
): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select id from verification_snapshot where guided_id = $1::uuid and side = $2 and id <> $3::uuid`,
    [guidedId, side, keepId],
  )
  return rows.map(({ id }) => id)
}

/** Ids of all snapshots of a guided verification, whose lists lie in store. What comparisons found stays, to be read. */
export async function readOwnersOfLines(on: Sql, guidedId: string): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select id from verification_snapshot where guided_id = $1::uuid`,
    [guidedId],
  )
  return rows.map(({ id }) => id)
}

export interface ComparisonRow {
  id: string
  guidedId: string
  beforeId: string
  afterId: string
  isRecheck: boolean
  comparedAt: Date | null
  summary: ComparisonSummary | null
  createdAt: Date
}

const comparisonColumns = `c.id, c.guided_id as "guidedId", c.before_id as "beforeId", c.after_id as "afterId",
  s.side = 'recheck' as "isRecheck", c.compared_at as "comparedAt", c.summary, c.created_at as "createdAt"`
const comparisons = 'verification_comparison c join verification_snapshot s on s.id = c.after_id'

/** Makes room for a comparison. */
export async function insertComparison(
  on: Sql,
  comparison: { id: string; guidedId: string; beforeId: string; afterId: string },
): Promise<void> {
  await on.query(
    `insert into verification_comparison (id, guided_id, before_id, after_id, created_at)
     values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, app_now())`,
    [comparison.id, comparison.guidedId, comparison.beforeId, comparison.afterId],
  )
}

/** One comparison. */
export async function readComparison(id: string, on: Sql = sql()): Promise<ComparisonRow | null> {
  const { rows } = await on.query<ComparisonRow>(
    `select ${comparisonColumns} from ${comparisons} where c.id = $1::uuid`,
    [id],
  )
  return rows[0] ?? null
}

/** Comparisons of a guided verification, newest first. */
export async function readComparisons(
  guidedId: string,
  limit: number,
  on: Sql = sql(),
): Promise<ComparisonRow[]> {
  const { rows } = await on.query<ComparisonRow>(
    `select ${comparisonColumns} from ${comparisons} where c.guided_id = $1::uuid
      order by c.created_at desc, c.id desc limit $2`,
    [guidedId, limit],
  )
  return rows
}

/** Writes down what a comparison came to, or what it comes to since something was accepted. */
export async function storeComparison(on: Sql, id: string, summary: ComparisonSummary): Promise<void> {
  await on.query(
    `update verification_comparison set compared_at = coalesce(compared_at, app_now()), summary = $2::jsonb where id = $1::uuid`,
    [id, storableJson(summary)],
  )
}
