import type { Viewer } from '@/lib/auth/viewer'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { type Comparison, compareMilestones, comparisonSentence } from './compare-milestones'
import { hashPayload, readPayload } from './milestone-payload'
import { findMilestone, type MilestoneRow, milestoneBefore } from './milestone-store'
import { actionsCsv, questionsCsv } from './milestone-table'
import type { MilestoneView } from './milestone-view'
import { quarterName } from './quarter-name'

// Reading is open to everybody who has signed in. Everything here comes from the frozen payload alone.

/** The record of a closed review. Throws not-found while it is not closed. */
export async function getMilestone(_viewer: Viewer, reviewId: string): Promise<MilestoneView> {
  return viewOf(await existing(reviewId))
}

/** The milestone before this one of the same system; null when it is the first. */
export async function getMilestoneBefore(
  _viewer: Viewer,
  { payload, reviewId }: MilestoneView,
): Promise<{ reviewId: string; quarterName: string } | null> {
  const before = await milestoneBefore(payload.system.id, new Date(payload.review.closedAt))
  if (!before || before.reviewId === reviewId) return null
  return { reviewId: before.reviewId, quarterName: quarterName(readPayload(before.payload).review.quarter) }
}

/** Two milestones, the earlier one first, whichever order they are named in. Throws not-found. */
export async function getComparison(
  _viewer: Viewer,
  a: string,
  b: string,
): Promise<Comparison & { sentence: string }> {
  const rows = [await existing(a), await existing(b)].sort(
    (x, y) => x.closedAt.getTime() - y.closedAt.getTime(),
  )
  const [before, after] = rows.map(({ payload }) => readPayload(payload))
  if (!before || !after) throw new Error('two milestones were read')
  const comparison = compareMilestones(before, after)
  return { ...comparison, sentence: comparisonSentence(comparison, quarterName(before.review.quarter)) }
}

export type MilestoneFormat = 'json' | 'questions' | 'actions'

/** A milestone as a file: the frozen bytes themselves, or a table of them. Throws not-found. */
export async function getMilestoneFile(
  _viewer: Viewer,
  reviewId: string,
  format: MilestoneFormat,
): Promise<{ fileName: string; mediaType: string; content: string }> {
  const row = await existing(reviewId)
  const payload = readPayload(row.payload)
  const stem = `review-${plainName(payload.system.name)}-${payload.review.quarter}`
  if (format === 'json')
    return { fileName: `${stem}.json`, mediaType: 'application/json; charset=utf-8', content: row.payload }
  const content = format === 'actions' ? actionsCsv(payload) : questionsCsv(payload)
  return { fileName: `${stem}-${format}.csv`, mediaType: 'text/csv; charset=utf-8', content }
}

const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'system'

async function existing(reviewId: string): Promise<MilestoneRow> {
  const row = isId(reviewId) ? await findMilestone(reviewId) : null
  if (!row)
    throw new Problem('not-found', 'There is no record of this review: it was not closed, or never was.')
  return row
}

const viewOf = (row: MilestoneRow): MilestoneView => ({
  reviewId: row.reviewId,
  payload: readPayload(row.payload),
  sha256: row.sha256,
  isIntact: hashPayload(row.payload) === row.sha256,
})
