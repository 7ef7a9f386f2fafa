import type { OpenCounts } from './list-store'
import type { ReviewState } from './review-state'
import type { ReviewsQuery } from './schema'

// What the lists of reviews show: JSON-safe.

export interface DueLine {
  systemId: string
  systemName: string
  criticality: string
  owner: string | null
  hasLeader: boolean
  reviewedAt: string | null
  due: string
  dueState: 'overdue' | 'due-soon' | 'later'
  reviewId: string | null
  state: ReviewState | null
  mayStart: boolean
}

export interface RunningLine {
  id: string
  systemId: string
  systemName: string
  quarterName: string
  state: ReviewState
  lead: string
  plannedFor: string
  isPrepared: boolean
  total: number
  answered: number
  suggested: number
}

export interface FinishedLine {
  id: string
  systemId: string
  systemName: string
  quarterName: string
  closedAt: string
  signedName: string
  counts: OpenCounts
  grade: string | null
  previous: { id: string; quarterName: string; counts: OpenCounts } | null
}

export interface ReviewsPage {
  query: ReviewsQuery
  quarterName: string
  headline: string
  totals: {
    systems: number
    overdue: number
    dueSoon: number
    running: number
    toSign: number
    finished: number
    finishedThisQuarter: number
    leaderless: number
  }
  due: DueLine[]
  running: RunningLine[]
  finished: FinishedLine[]
  pages: number
  teams: { id: string; name: string }[]
  now: string
}

/** Reviews of one system. */
export interface SystemReviews {
  underWay: { id: string; quarterName: string; state: ReviewState; lead: string; plannedFor: string } | null
  cancelled: { id: string; quarterName: string; reason: string | null; at: string }[]
  finished: FinishedLine[]
  /** When the next one is due; null while nobody knows the system. */
  due: string | null
}

/** "3 high, was 7": what is open of the gravest kind that either of two milestones has. Pure. */
export function countsSentence(counts: OpenCounts, before: OpenCounts | null): string {
  const kinds = ['critical', 'high', 'medium', 'low'] as const
  const kind = kinds.find((each) => counts[each] > 0 || (before?.[each] ?? 0) > 0)
  if (!kind) return 'nothing open'
  return before ? `${counts[kind]} ${kind}, was ${before[kind]}` : `${counts[kind]} ${kind}`
}
