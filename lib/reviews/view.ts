import type { Control, Outcome } from '@/lib/checklists/schema'
import type { Severity } from '@/lib/checks/define-check'
import type { EvidenceView } from '@/lib/evidence/view'
import type { Agenda } from './agenda'
import type { GateLine } from './gate'
import type { ContentField } from './merge-answers'
import type { AnswerChoice } from './review-answer'
import type { ReviewState } from './review-state'

// What the screens of reviews show: JSON-safe.

/** What became of an answer that was sent. */
export type SaveResult =
  | {
      saved: true
      revision: number
      savedAt: string
      /** What somebody else wrote meanwhile is part of it. */
      merged: boolean
      /** The next question without an answer, after this one first; none: all are answered. */
      nextPosition: number | null
    }
  | { saved: false; revision: number; conflict: AnswerConflict }

/** Two people said different things to the same question. */
export interface AnswerConflict {
  fields: ContentField[]
  theirs: { label: string; note: string }
  theirsBy: string
  theirsAt: string
  mine: { label: string; note: string }
}

export interface Named {
  id: string
  name: string
}

/** What stands above every page of a review. */
export interface ReviewHead {
  id: string
  systemId: string
  systemName: string
  quarter: string
  /** "Q4 2026". */
  quarterName: string
  state: ReviewState
  lead: Named
  plannedFor: string
  preparedAt: string | null
  total: number
  answered: number
  minutesLeft: number
  /** The viewer may work on it, whatever its state. */
  mayWork: boolean
  /** Answers may be given now, by this viewer. */
  mayAnswer: boolean
  /** Why nothing can be answered, where that is so. */
  closedSentence: string | null
  now: string
}

export interface SuggestionView {
  from: 'data' | 'last'
  outcome: Outcome
  label: string
  statement: string
  facts: { sentence: string; href: string | null }[]
  gap: string | null
  /** The choice that it suggests, by its value. */
  choice: string | null
}

/** What the fields of a question hold. */
export interface AnswerFields {
  answer: string
  value: string
  text: string
  reasonCode: string
  reason: string
  until: string
  note: string
  findingOwnerId: string
  findingDue: string
}

export interface SaidView {
  at: string
  by: string
  label: string
  note: string
  isKept: boolean
}

export interface QuestionPage {
  head: ReviewHead
  position: number
  control: {
    key: string
    area: string
    question: string
    why: string
    remediation: string
    severity: Severity
    type: Control['type']
    unit: string | null
    evidencePolicy: Control['evidencePolicy']
  }
  choices: AnswerChoice[]
  suggestion: SuggestionView | null
  /** "Q3: Within 35 days", where something was said before. */
  previous: { label: string; when: string; by: string | null } | null
  isSameAsLast: boolean
  isReproof: boolean
  fields: AnswerFields
  evidence: EvidenceView[]
  revision: number
  /** Who answered, and when it was saved. */
  answeredBy: string | null
  savedAt: string | null
  /** What which answer opens, each without its owner and date. */
  effects: string[]
  /** Why no answer opens anything though something is wrong. */
  effectNote: string | null
  plan: { owner: Named | null; due: string }
  people: Named[]
  present: { name: string; position: number }[]
  said: SaidView[]
  previousPosition: number | null
  nextPosition: number | null
}

/** One line of "confirm what data know". */
export interface ConfirmRow {
  key: string
  position: number
  area: string
  question: string
  severity: Severity
  suggestion: SuggestionView
  isSameAsLast: boolean
  sameAs: string | null
  /** The answer stands as it was suggested. */
  isConfirmed: boolean
  /** Somebody gave another answer. */
  otherAnswer: string | null
  answeredBy: string | null
  revision: number
}

export interface ConfirmPage {
  head: ReviewHead
  /** First question that is answered in person and still open. */
  nextPosition: number | null
  rows: ConfirmRow[]
  /** When data were asked. */
  askedAt: string | null
}

export interface QuestionLine {
  key: string
  position: number
  area: string
  question: string
  severity: Severity
  outcome: Outcome | null
  label: string | null
  isNotApplicable: boolean
  isReproof: boolean
  suggestion: { from: 'data' | 'last'; outcome: Outcome } | null
  answeredBy: string | null
}

/** A review under way. */
export interface OverviewPage {
  head: ReviewHead
  agenda: Agenda | null
  questions: QuestionLine[]
  suggested: number
  toConfirm: number
  /** First question without an answer. */
  nextPosition: number | null
  batch: { id: string; done: number; total: number } | null
  steps: { at: string; actor: string; type: string; comment: string | null }[]
  people: Named[]
  endReason: string | null
  milestoneId: string | null
}

export interface PlannedFindingLine {
  key: string
  position: number
  question: string
  severity: Severity
  kind: string
  label: string
  remediation: string
  owner: Named | null
  /** As a date field wants it. */
  dueDay: string
  due: string
}

/** The last look before signing. */
export interface CheckPage {
  head: ReviewHead
  missing: GateLine[]
  findings: PlannedFindingLine[]
  /** Answers that a check reports too: nothing is opened twice. */
  alreadyReported: { position: number; question: string }[]
  notApplicable: { position: number; question: string; reason: string; until: string }[]
  open: { position: number; question: string; severity: Severity }[]
  expiring: { number: number; title: string; until: string }[]
  comparison: CheckComparison | null
  people: Named[]
  submitted: { by: string; at: string } | null
  /** May sign, or why not. */
  signing: { may: boolean; sentence: string | null; isOwnWork: boolean; name: string }
}

export interface CheckComparison {
  quarterName: string
  better: number
  worse: number
  changes: { position: number; question: string; before: string; after: string; change: 'better' | 'worse' }[]
}
