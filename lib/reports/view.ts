import type { ReportDocument } from './report-document'
import type { ReportFacts } from './report-facts'
import type { ReportNumbers } from './report-numbers'
import type { ReportKind, ReportsQuery } from './schema'

// What the pages of reports show: JSON-safe.

/** A report in a list. */
export interface ReportHead {
  id: string
  kind: ReportKind
  scope: 'instance' | 'team'
  teamId: string | null
  /** "All systems", or the team as it was called then. */
  scopeName: string
  /** "2026-W47"; null for a period of choice. */
  week: string | null
  from: string
  to: string
  zone: string
  builtAt: string
  buildMs: number
  sha256: string
  /** "Week 47, 16 to 22 Nov 2026". */
  title: string
  headline: string
  numbers: ReportNumbers
  /** Where it is read. */
  href: string
}

/** A whole report: the frozen facts and sentences. */
export interface ReportView extends ReportHead {
  schemaVersion: number
  document: ReportDocument
  facts: ReportFacts
  /** Whether the stored text still has its checksum. */
  isIntact: boolean
  /** The weeks beside it of the same scope, for `[` and `]`. */
  older: { id: string; week: string; href: string } | null
  newer: { id: string; week: string; href: string } | null
}

/** A report that somebody asked for. */
export interface ReportRequestView {
  id: string
  scopeName: string
  from: string
  to: string
  zone: string
  requestedBy: string
  requestedAt: string
  state: 'waiting' | 'building' | 'done' | 'failed'
  /** When it is done. */
  reportId: string | null
  href: string | null
  fault: string | null
}

export interface ReportsPage {
  query: ReportsQuery
  reports: ReportHead[]
  total: number
  pages: number
  teams: { id: string; name: string }[]
  /** Asked for within a day, newest first, at most 10. */
  requests: ReportRequestView[]
  /** The zone in which weeks end here. */
  zone: string
  /** When the running week ends, and its name: "First report on Mon 30 Nov". */
  next: { week: string; endsAt: string }
  now: string
  mayBuild: boolean
  mayChange: boolean
}

/** Numbers of one week, for charts over weeks. */
export interface WeekNumbers {
  id: string
  week: string
  from: string
  to: string
  numbers: ReportNumbers
}

/** What reading a period again came to. */
export interface Recomputed {
  /** Every number is the same. */
  isEqual: boolean
  /** Names of numbers, with what was stored and what comes out now. */
  differences: { number: keyof ReportNumbers; stored: number | null; now: number | null }[]
  /** Sources that do not reach back that far any more: they are said instead of trusted. */
  expired: { source: string; keptSince: string; sentence: string }[]
  /** The result in one sentence. */
  sentence: string
}
