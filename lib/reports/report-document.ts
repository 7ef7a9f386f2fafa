import type { ReportFacts } from './report-facts'

// The report as it is read: the same sentences and rows on the page, on paper, in mail, PDF and CSV. It is made once
// from the facts (compose-report.ts), stored with them, and never made again: what was sent is what is shown.

/** A sentence with where it can be checked. */
export interface Claim {
  /** Stable name of the sentence: "headline.flags", "backups.lead". docs/report-claims.md says which facts it is made of. */
  key: string
  text: string
  /** Path within the product that shows the same: "/red-flags". */
  href: string
}

/** The states of the shared vocabulary; each has a shape and a word, never only a colour. */
export type ReportTone = 'fail' | 'warn' | 'unknown' | 'accepted' | 'ok' | 'off' | 'plain'

/** One of the four numbers at the top. */
export interface ReportFigure {
  key: string
  label: string
  /** "96 %"; "not watched" where its source does not exist. */
  value: string
  tone: ReportTone
  /** "was 94 %", "first week". */
  change: string
  /** "goal 95 %". */
  goal: string
  href: string
}

export interface ReportDecision {
  /** "Accept the risk F-118 on orders-db until 14 Jan?" */
  ask: string
  /** Why now. */
  why: string
  person: string
  /** "by Fri 27 Nov". */
  by: string
  href: string
}

export const sectionKeys = [
  'changed',
  'red-flags',
  'backups',
  'capacity',
  'expiring',
  'security',
  'alerts',
  'maintenance',
  'blind-spots',
  'next-week',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export interface ReportRow {
  tone: ReportTone
  /** The word of its state: "overdue", "not watched". Empty for tone plain. */
  word: string
  /** What it is about, short: "orders-db /var". */
  subject: string
  /** The rest in at most a line: "76 % of 90 %, reached between 9 and 23 Dec". */
  text: string
  href: string
}

export interface ReportSection {
  key: SectionKey
  title: string
  /** False where the source does not exist: the lead then says "not watched" and why. */
  watched: boolean
  /** How the section stands as a whole, by its worst part; plain where it only tells. */
  tone: ReportTone
  /** The word of that state: "raised", "on time", "not watched". Empty for tone plain. */
  word: string
  /** The section in one sentence. */
  lead: Claim
  /** The rows worth a line, worst first; few enough for one page. */
  rows: readonly ReportRow[]
  /** How many more there are behind the lead's link. */
  more: number
}

export interface ReportDocument {
  /** Of the mail: "Week 47: 1 red flag, 3 overdue, orders-db disk by 14 Dec". */
  subject: string
  /** "Week 47, 16 to 22 Nov 2026". */
  title: string
  /** "All systems" or the team's name. */
  scope: string
  /** "ops.example.com · Built Mon 23 Nov 2026, 00:04 (Europe/Berlin)". */
  meta: string
  /** ISO, UTC: the date of creation that files made of it carry. */
  builtAt: string
  headline: Claim
  /** Two or three sentences. */
  summary: readonly Claim[]
  figures: readonly ReportFigure[]
  /** At most 5 on the first page, all of them on the second. */
  decisions: readonly ReportDecision[]
  /** "Nobody has to decide anything this week." where there are none. */
  decisionsLead: Claim
  /** All ten, in this order. */
  sections: readonly ReportSection[]
}

/** What is stored: canonical JSON of this is the payload, its sha256 stands beside it. */
export interface ReportPayload {
  schemaVersion: 1
  facts: ReportFacts
  document: ReportDocument
}
