import type { Severity } from '@/lib/checks/define-check'
import type { ChangeCause } from './explain-change'
import type { FleetQuery } from './query'
import type { CapReason, CountedChecklist, Grade, Standing } from './schema'

// Shapes for screens: JSON-safe, instants and days as ISO text.

/** A finding that holds a posture down. */
export interface CapView {
  finding: number
  at: number
  reason: CapReason
}

export interface FleetRow {
  id: string
  name: string
  criticality: string
  /** Of which day this is; null before the first. */
  day: string | null
  /** Too old to say anything about today. */
  isOld: boolean
  isAsked: boolean
  grade: Grade
  posture: number
  cappedPosture: number
  coverage: number
  caps: CapView[]
  /** Points since a week before, and since which day; null where there is nothing to compare. */
  change: number | null
  changeSince: string | null
}

export interface FleetScore {
  query: FleetQuery
  at: string
  /** The newest day that was kept. */
  day: string | null
  systems: number
  counts: Record<Grade, number>
  /** Systems that no checklist asks anything, or that have no score yet. */
  unasked: number
  /** Of all that are asked. */
  median: number | null
  worst: { id: string; name: string; grade: Grade; cappedPosture: number } | null
  rows: FleetRow[]
  total: number
  pages: number
}

/** A control with what it gives. */
export interface PartView {
  key: string
  question: string
  checklist: string
  severity: Severity
  standing: Standing
  weight: number
  points: number
  possible: number
}

export interface ExclusionView {
  key: string
  question: string
  until: string | null
  /** Points that leaving it out gives; negative where it takes. */
  effect: number
  postureWith: number
}

export interface NextGradeView {
  grade: Grade
  answers: { key: string; question: string; gain: number }[]
  caps: CapView[]
}

export interface TrendDay {
  day: string
  cappedPosture: number
  posture: number
  coverage: number
  grade: Grade
}

/** A day on which other versions counted than the day before. */
export interface ChecklistMark {
  day: string
  label: string
}

export interface ChangeView {
  cause: ChangeCause
  key: string | null
  /** The question, or the findings by name. */
  what: string
  href: string | null
  sentence: string
  posture: number
  coverage: number
}

/** Why the score of one moment differs from that of another. */
export interface ComparisonView {
  from: { day: string; cappedPosture: number; coverage: number; grade: Grade }
  /** `day` null: now. */
  to: { day: string | null; cappedPosture: number; coverage: number; grade: Grade }
  causes: { cause: ChangeCause; posture: number; coverage: number }[]
  lines: ChangeView[]
}

export interface SystemScoreView {
  at: string
  isAsked: boolean
  posture: number
  cappedPosture: number
  coverage: number
  health: number | null
  grade: Grade
  caps: (CapView & { title: string })[]
  checklists: CountedChecklist[]
  parts: PartView[]
  exclusions: ExclusionView[]
  exclusionEffect: number
  next: NextGradeView | null
  trend: TrendDay[]
  marks: ChecklistMark[]
  /** Days that can be compared, newest first. */
  days: string[]
  comparison: ComparisonView | null
}

export const standingNames: Readonly<Record<Standing, string>> = {
  pass: 'Passing',
  warn: 'Warning',
  fail: 'Failing',
  accepted: 'Risk accepted',
  unknown: 'Unknown',
  stale: 'Too old',
  never: 'Never answered',
}

export const causeNames: Readonly<Record<ChangeCause, string>> = {
  outcome: 'Outcomes changed',
  stale: 'Answers became too old',
  finding: 'Findings capped or released',
  exclusion: 'Not applicable, or accepted',
  checklist: 'Checklists changed',
}

export const capSentences: Readonly<Record<CapReason, string>> = {
  'open-critical': 'a critical finding is open',
  'accepted-critical': 'a critical risk is accepted',
  'overdue-high': 'a high finding is past its date',
}
