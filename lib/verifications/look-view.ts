import type { JobView } from '@/lib/jobs/view'
import { lookHeadline } from './guided-headline'
import type { ComparisonView, SnapshotView } from './guided-view'
import { seenPlaces, warningsOf } from './snapshot'
import type { ComparisonRow, SnapshotRow } from './snapshot-store'

// One look as pages show it: a snapshot, a comparison, a weekly look.

type Compared = Omit<ComparisonRow, 'guidedId' | 'beforeId' | 'afterId'>

/** What was seen is of the newest that was taken; the work is that of the newest there is. Pure. */
export function snapshotView(
  taken: SnapshotRow | undefined,
  newest: SnapshotRow | undefined,
  jobs: ReadonlyMap<string, JobView>,
): SnapshotView | null {
  const row = taken ?? newest
  if (!row || !newest) return null
  return {
    id: row.id,
    side: row.side,
    takenAt: row.takenAt?.toISOString() ?? null,
    createdAt: newest.createdAt.toISOString(),
    seen: row.summary ? seenPlaces(row.summary) : [],
    warnings: row.summary ? warningsOf(row.summary) : [],
    job: jobs.get(newest.id) ?? null,
  }
}

/** A comparison as its page shows it. Pure. */
export function comparisonView(row: Compared, jobs: ReadonlyMap<string, JobView>): ComparisonView {
  const { id, summary, isRecheck } = row
  return {
    id,
    isRecheck,
    comparedAt: row.comparedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    areas: summary?.areas ?? [],
    differences: summary?.differences ?? 0,
    open: summary?.open ?? 0,
    warnings: summary?.warnings ?? [],
    headline: lookHeadline(summary, jobs.get(id) ?? null),
    job: jobs.get(id) ?? null,
  }
}

/** A weekly look that was not taken to its end has no comparison: that it is missing has to be seen. Pure. */
export function unfinishedLook(
  row: SnapshotRow | undefined,
  jobs: ReadonlyMap<string, JobView>,
): ComparisonView[] {
  if (!row || row.takenAt) return []
  return [comparisonView({ ...row, isRecheck: true, comparedAt: null, summary: null }, jobs)]
}
