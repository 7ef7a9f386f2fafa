import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

export interface MilestoneRow {
  id: string
  reviewId: string
  systemId: string
  closedAt: Date
  payload: string
  sha256: string
  signedName: string
}

const columns = `id, review_id as "reviewId", system_id as "systemId", closed_at as "closedAt", payload, sha256,
  signed_name as "signedName"`

/** Stores a closed review for good: a trigger refuses every later change. */
export async function insertMilestone(
  tx: Transaction,
  milestone: Omit<MilestoneRow, 'signedName'> & { signedById: string; signedName: string },
): Promise<void> {
  await tx.milestone.create({ data: milestone })
}

/** The milestone of a review; null while it is not closed. */
export async function findMilestone(reviewId: string, on: Sql = sql()): Promise<MilestoneRow | null> {
  const { rows } = await on.query<MilestoneRow>(
    `select ${columns} from milestone where review_id = $1::uuid`,
    [reviewId],
  )
  return rows[0] ?? null
}

/** The newest milestone of a system; null before its first review was closed. */
export async function lastMilestone(systemId: string, on: Sql = sql()): Promise<MilestoneRow | null> {
  const { rows } = await on.query<MilestoneRow>(
    `select ${columns} from milestone where system_id = $1::uuid order by closed_at desc, id desc limit 1`,
    [systemId],
  )
  return rows[0] ?? null
}

/** The milestone before this one of the same system; null when it is the first. */
export async function milestoneBefore(
  systemId: string,
  closedAt: Date,
  on: Sql = sql(),
): Promise<MilestoneRow | null> {
  const { rows } = await on.query<MilestoneRow>(
    `select ${columns} from milestone where system_id = $1::uuid and closed_at < $2::timestamptz
      order by closed_at desc limit 1`,
    [systemId, closedAt],
  )
  return rows[0] ?? null
}
