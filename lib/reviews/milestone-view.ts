import type { Control, Outcome } from '@/lib/checklists/schema'
import type { Severity } from '@/lib/checks/define-check'
import type { EvidenceKind } from '@/lib/evidence/schema'
import type { Cap } from '@/lib/score/schema'
import type { Agenda } from './agenda'
import type { ReviewAnswer } from './review-answer'

// What a closed review keeps. Rendering, comparing and exporting need nothing but this.

export interface MilestoneEvidence {
  id: string
  kind: EvidenceKind
  title: string
  url: string | null
  fileName: string | null
  byteSize: number | null
  sha256: string
  capturedAt: string
  capturedBy: string | null
}

export interface MilestoneQuestion {
  position: number
  key: string
  area: string
  question: string
  why: string
  severity: Severity
  type: Control['type']
  /** Of the control: two answers compare only where it is the same. */
  meaning: string
  choices: { key: string; label: string; outcome: Outcome }[]
  threshold: Control['threshold']
  /** None: it was not answered this time. */
  answer: ReviewAnswer | null
  /** The answer in words. */
  label: string | null
  outcome: Outcome | null
  /** The data were confirmed as they were. */
  isFromData: boolean
  suggestion: {
    from: 'data' | 'last'
    outcome: Outcome
    label: string
    statement: string
    facts: { sentence: string; href: string | null }[]
    source: string
  } | null
  previous: { label: string; outcome: Outcome | null; quarter: string | null } | null
  isSameAsLast: boolean
  isReproof: boolean
  note: string
  evidence: MilestoneEvidence[]
  answeredBy: string | null
  answeredAt: string | null
  secondsSpent: number
  /** The finding that says so. */
  finding: { number: number; isNew: boolean } | null
}

export interface MilestoneFinding {
  number: number
  title: string
  detail: string
  remediation: string
  severity: Severity
  kind: string
  state: string
  owner: string | null
  due: string
  firstSeen: string
  acceptedUntil: string | null
  /** Opened by closing this review. */
  isNew: boolean
}

export interface MilestoneScore {
  formulaVersion: number
  posture: number
  cappedPosture: number
  coverage: number
  health: number | null
  grade: string
  caps: Cap[]
}

export interface MilestonePayload {
  schema: number
  review: {
    id: string
    quarter: string
    plannedFor: string
    preparedAt: string
    submittedAt: string
    closedAt: string
    lead: string
    seed: number
    /** Zone in which the days of the record are written. */
    timeZone: string
  }
  system: {
    id: string
    name: string
    kind: string
    environment: string
    criticality: string
    owner: string | null
    backupOwner: string | null
    team: string | null
    rpoMinutes: number | null
    rtoMinutes: number | null
    runbookUrl: string | null
  }
  checklist: { key: string; title: string; version: number; hash: string }
  questions: MilestoneQuestion[]
  /** Controls that do not apply, and so were not asked. */
  notAsked: { key: string; question: string; reason: string; approver: string | null; until: string }[]
  findings: MilestoneFinding[]
  /** Open at the end, by severity; accepted ones apart. */
  findingCounts: Record<Severity | 'accepted', number>
  agenda: Agenda
  score: MilestoneScore | null
  signatures: {
    handedIn: { by: string; at: string }
    signed: { by: string; name: string; role: string; at: string; isOwnWork: boolean }
  }
}

/** A milestone with what proves it. */
export interface MilestoneView {
  reviewId: string
  payload: MilestonePayload
  sha256: string
  /** The stored text still has the stored hash. */
  isIntact: boolean
}
