import type { DatabaseArea, DatabaseSnapshot } from './database-snapshot'
import type { AreaCounts, Difference } from './difference'

/** What two snapshots of a database have in common, and what not. */
export interface DatabaseComparison {
  /** Areas that were compared, in their order. */
  areas: AreaCounts[]
  /** Everything that is not equal, by area and key. */
  differences: Difference[]
}

/**
 * Compares what was with what is. Across major versions, what only a new version writes differently is not a
 * difference. `areas`: those that matter here; all unless told.
 */
export function compareDatabases(
  _before: DatabaseSnapshot,
  _after: DatabaseSnapshot,
  _areas?: readonly DatabaseArea[],
): DatabaseComparison {
  throw new Error('not written yet')
}
