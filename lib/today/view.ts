import type { Severity } from '@/lib/checks/define-check'
import type { FindingState } from '@/lib/findings/finding-state'
import type { CheckState } from '@/lib/overview/check-state'
import type { Reading, SystemRow } from '@/lib/overview/view'
import type { Criticality, Urgency } from './rank'

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

/** Everything on the page of the day. */
export interface TodayView {
  reading: Reading
  zone: string
  headline: string
  coverage: string
  needs: Need[]
  needsTotal: number
  systems: SystemRow[]
  systemsTotal: number
  /** Runs that were asked for and have not ended, and first runs to come: the page asks more often. */
  running: number
  /** The installation itself while nothing else is watched. */
  firstRun: { systemId: string; name: string; lines: FirstRunLine[] } | null
  lastDay: { opened: number; reopened: number; closed: number; events: DayEvent[] }
}
