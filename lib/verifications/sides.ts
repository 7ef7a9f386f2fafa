import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { JobContext } from '@/lib/jobs/job'
import type { GuidedRow } from './guided-store'
import type { Difference } from './guided-view'
import type { VerificationArea } from './schema'
import type { SnapshotSummary } from './snapshot'

/** Two snapshots that are compared. */
export interface Sides {
  guided: GuidedRow
  before: { id: string; summary: SnapshotSummary }
  after: { id: string; summary: SnapshotSummary }
  /** A weekly look: what must still hold is compared, not what may grow. */
  isRecheck: boolean
  /** Jobs must have been done since then. */
  since: Date
  egress: EgressPolicy
  context: JobContext
  /** Counts what is equal. */
  equal: (area: VerificationArea, count: number) => void
  /** What makes the comparison less than it should be. */
  warn: (sentence: string) => void
}

/** What could not be compared, because a side could not be looked at. Pure. */
export const unknownPlace = (
  area: VerificationArea,
  part: string,
  key: string,
  sides: { before: string | null; after: string | null },
): Difference => ({
  area,
  part,
  key,
  kind: 'unknown',
  before: sides.before ?? 'was looked at',
  after: sides.after ?? 'was looked at',
})
