import type { TrendSpec } from '@/lib/charts/trend-spec'
import type { Severity } from '@/lib/checks/define-check'
import type { FindingState } from '@/lib/findings/finding-state'
import type { CheckState } from '@/lib/overview/check-state'
import type { Coverage, Reading, SystemRow } from '@/lib/overview/view'
import type { ReviewState } from '@/lib/reviews/review-state'
import type { Criticality, Urgency } from './rank'
import type { TodayScope } from './scope'

/** One thing that needs somebody: a finding, maintenance that is overdue, or a system of which we see too little. */
export type Need = {
  systemId: string
  system: string
  criticality: Criticality
  urgency: Urgency
  score: number
  /** "5 high × 4 critical × 2 due soon = 40". */
  because: string
} & (
  | {
      type: 'finding'
      id: string
      number: number
      title: string
      /** Half a sentence or more of what was seen. */
      detail: string
      severity: Severity
      state: FindingState
      kind: string
      /** Of a red flag: which one. */
      flagKey: string | null
      owner: string | null
      due: string
      firstSeen: string
    }
  | {
      type: 'task'
      id: string
      title: string
      tier: 'daily' | 'weekly' | 'monthly' | 'quarterly'
      automation: 'manual' | 'check'
      /** What it counts like: the longer its period, the longer its absence was not noticed. */
      severity: Extract<Severity, 'medium' | 'low'>
      owner: string | null
      /** Of the oldest overdue occurrence. */
      due: string
      minutes: number
      /** Occurrences that are overdue. */
      open: number
      blockedReason: string | null
    }
  | {
      type: 'review'
      id: string
      /** null: it is due, and nobody has planned it. */
      reviewId: string | null
      quarter: string | null
      state: ReviewState | null
      /** Who leads it, or could. */
      owner: string | null
      due: string
    }
  | { type: 'blind'; id: string; unknown: number; checks: number; since: string; reason: string }
)

export interface FirstRunLine {
  id: string
  name: string
  state: CheckState
  reason: string | null
  finishedAt: string | null
}

export interface DayEvent {
  at: string
  type: string
  findingId: string
  number: number
  title: string
  system: string
}

/** Something with a date that is still to come. */
export interface DatedItem {
  type: 'finding' | 'task' | 'review'
  /** "F-118", where it has a number. */
  label: string | null
  title: string
  system: string
  at: string
  href: string
}

/** What a row of the day says of a system beside its checks. */
export interface SystemDayFacts {
  /** What it runs out of first. */
  soonest: { resource: string; status: 'reached' | 'reaches'; earliest: string | null } | null
  /** Series that are forecast at all: without any, running out of nothing is not known. */
  forecasts: number
  overdueTasks: number
  tasks: number
  reviewedAt: string | null
}

/** A system on the page of the day. */
export type TodaySystem = SystemRow & SystemDayFacts

/** One of the first limits that are reached, as a small picture. */
export interface SoonestView {
  checkId: string
  key: string
  systemId: string
  system: string
  resource: string
  /** "reaches 95 % between Wed 9 Dec and Wed 23 Dec". */
  sentence: string
  spec: TrendSpec
}

/** Everything on the page of the day. */
export interface TodayView {
  reading: Reading
  zone: string
  scope: TodayScope
  /** The viewer belongs to a team at all. */
  hasTeam: boolean
  headline: string
  coverage: string
  needs: Need[]
  needsTotal: number
  /** What comes next, where nothing needs anybody. */
  next: DatedItem[]
  systems: TodaySystem[]
  systemsTotal: number
  /** Runs that were asked for and have not ended, and first runs to come: the page asks more often. */
  running: number
  /** The installation itself while nothing else is watched. */
  firstRun: { systemId: string; name: string; lines: FirstRunLine[] } | null
  /** What became of findings since the last visit, or within a day where there was none. */
  since: {
    at: string
    isFirstLook: boolean
    opened: number
    reopened: number
    closed: number
    events: DayEvent[]
  }
}

/** Everything on the screen on the wall. */
export interface WallView {
  today: TodayView
  /** Systems by their state. */
  systems: Pick<Coverage, 'systems' | 'failing' | 'warning' | 'blind'>
  redFlags: FlagCounts
}

/** Red flags per flag and system; `judged` counts all of them, also those that are clear. */
export interface FlagCounts {
  raised: number
  unknown: number
  judged: number
}
