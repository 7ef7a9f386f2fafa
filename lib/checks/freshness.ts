import type { Verdict } from './verdict'

/** What is stored about a check, as far as its age matters. */
export interface StoredVerdict {
  verdict: Verdict
  staleAfter: Date
}

export type Freshness = 'fresh' | 'stale' | 'never'

/**
 * The verdict to show now. States are derived from time on read: a worker that died turns everything
 * stale and therefore unknown, never green. A check that never ran is unknown too.
 */
export function effectiveVerdict(
  stored: StoredVerdict | null,
  now: Date,
): { verdict: Verdict; freshness: Freshness } {
  if (stored === null) return { verdict: 'unknown', freshness: 'never' }
  if (now >= stored.staleAfter) return { verdict: 'unknown', freshness: 'stale' }
  return { verdict: stored.verdict, freshness: 'fresh' }
}
