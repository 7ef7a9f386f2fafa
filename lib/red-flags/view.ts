import type { Severity } from '@/lib/checks/define-check'
import type { ClauseReading, FlagStatus } from './flag-reading'
import type { OwnRuleDocument } from './own-rule-schema'
import type { Effect } from './rule-effect'

/** How many systems a flag says what of. */
export interface FlagCounts {
  raised: number
  unknown: number
  clear: number
}

/** One week of a flag over all systems: each counts once, by the worst that it was in that week. */
export interface FlagWeek extends FlagCounts {
  /** Its Monday, "2026-11-23". */
  week: string
}

/** A system for which a flag says something. */
export interface FlaggedSystem {
  id: string
  name: string
  criticality: string
  status: FlagStatus
  sentence: string
  since: string
  evaluatedAt: string
  /** Number of the finding of a raised flag. */
  findingNumber: number | null
}

/** A flag as the overview shows it. */
export interface FlagView {
  key: string
  title: string
  claim: string
  proof: string
  clears: string
  severity: Severity
  verb: { label: string; path: string }
  /** When each clause holds, with the numbers that apply. */
  statements: { key: string; says: string }[]
  leftOut: readonly { clause: string; why: string }[]
  isOwn: boolean
  enabled: boolean
  counts: FlagCounts
  weeks: FlagWeek[]
  /** The first of the systems for which it is raised, worst first. */
  raised: FlaggedSystem[]
  /** The most frequent reasons why it is unknown, with how many systems share them. */
  unknownReasons: { sentence: string; systems: number }[]
}

/** A system in the matrix: one cell for each flag that was judged. */
export interface MatrixRow {
  id: string
  name: string
  criticality: string
  raised: number
  unknown: number
  cells: Readonly<Record<string, { status: FlagStatus; sentence: string }>>
}

/** The page of all flags. */
export interface RedFlagsPage {
  /** Flags that are on, in reading order. */
  flags: FlagView[]
  /** Rules that are off. */
  off: { key: string; title: string; claim: string; isOwn: boolean }[]
  matrix: { rows: MatrixRow[]; total: number; page: number; pages: number }
  coverage: Coverage
  mayEvaluate: boolean
  mayChangeRules: boolean
  now: string
}

/** What all systems together were judged by, and when. */
export interface Coverage {
  systems: number
  /** Of which every flag that is on was judged. */
  judged: number
  oldest: string | null
  newest: string | null
}

/** A number that an administrator may change, as it stands. */
export interface ThresholdView {
  key: string
  label: string
  unit: string
  value: number
  initial: number
  min: number
  max: number
}

/** Everything about one rule. */
export interface FlagDetail {
  flag: FlagView
  thresholds: ThresholdView[]
  changedAt: string | null
  /** YAML of an own rule. */
  source: string | null
  systems: { rows: FlaggedSystem[]; total: number; page: number; pages: number }
  show: FlagStatus
  mayChange: boolean
  coverage: Coverage
  now: string
}

/** One of the words in the row on a system's page. */
export interface SystemFlag {
  key: string
  title: string
  /** Null: not judged yet. */
  status: FlagStatus | null
  sentence: string
  since: string | null
  clauses: ClauseReading[]
  clears: string
  verb: { label: string; path: string }
}

/** What an own rule would do, before it is saved. */
export interface OwnRulePreview {
  document: OwnRuleDocument
  statements: { key: string; says: string }[]
  effect: Effect
}
