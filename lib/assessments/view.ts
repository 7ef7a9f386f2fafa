import type { ControlAnswer, SuggestedAnswer } from '@/lib/checklists/answer'
import type { Control, Outcome } from '@/lib/checklists/schema'
import type { Severity } from '@/lib/checks/define-check'
import type { EvidenceView } from '@/lib/evidence/view'
import type { AssessmentSource, Freshness } from './freshness'
import type { CoreProposal } from './propose-core'
import type { CoreQuestion, ExclusionReason } from './schema'
import type { CoreItem, Watcher } from './watch-core'

/** One control of a system as lists show it: JSON-safe. */
export interface ControlLine {
  key: string
  area: string
  question: string
  severity: Severity
  /** What counts now: an answer that is stale counts as unknown. */
  outcome: Outcome
  freshness: Freshness
  source: AssessmentSource | null
  /** The answer in words, or what the data say. */
  statement: string | null
  answeredAt: string | null
  answeredBy: string | null
  validUntil: string | null
  evidence: { id: string; title: string }[]
  findingNumber: number | null
  /** Left out until then; or asked for. */
  exclusion: { until: string; isInForce: boolean } | null
  /** The question meant something else when it was answered. */
  isReworded: boolean
}

/** The other half of a claim and its proof: both are questions of their own. */
export interface OtherHalf {
  /** What the other one is to this one. */
  is: 'claim' | 'proof'
  line: ControlLine
  /** What follows for the claim, in a sentence. */
  sentence: string
}

export interface ControlCounts {
  /** Controls that apply and are not left out. */
  asked: number
  /** Of them answered with anything but "unknown", and fresh. */
  answered: number
  byData: number
  pass: number
  warn: number
  fail: number
  unknown: number
  stale: number
  excluded: number
}

export interface ChecklistControls {
  key: string
  title: string
  versionNumber: number
  counts: ControlCounts
  areas: { area: string; controls: ControlLine[] }[]
}

export interface ControlsView {
  checklists: ChecklistControls[]
  counts: ControlCounts
  editable: boolean
  now: string
}

export interface ExclusionView {
  id: string
  reasonCode: ExclusionReason
  reason: string
  requester: string
  requesterId: string
  approver: string | null
  selfApproved: boolean
  requestedAt: string
  approvedAt: string | null
  until: string
  endedAt: string | null
  endReason: string | null
  state: 'asked' | 'in-force' | 'ended'
}

export interface ControlEventView {
  id: string
  at: string
  who: string
  type: string
  outcome: Outcome | null
  /** The answer, or the reason of an exclusion. */
  text: string
  note: string
  evidence: EvidenceView[]
  setAside: 'somebody-answered-first' | 'data-say-otherwise' | null
}

/** Everything on the page of one control of one system. */
export interface ControlView {
  control: Control
  checklist: { key: string; title: string; versionNumber: number }
  line: ControlLine
  answer: ControlAnswer | null
  note: string
  evidence: EvidenceView[]
  revision: number
  /** The claim that it proves, and the proofs of what it claims. */
  otherHalves: OtherHalf[]
  /** What the data say right now. */
  suggestion: SuggestedAnswer | null
  exclusions: ExclusionView[]
  events: ControlEventView[]
  /** Neighbours in the order of the list, for keys. */
  previous: string | null
  next: string | null
  /** The next one that has no answer that counts. */
  nextOpen: string | null
  ownerName: string | null
  findingDue: string
  latestExclusionEnd: string
  abilities: { answer: boolean; approveExclusion: boolean; declineExclusion: boolean; endExclusion: boolean }
  now: string
}

export interface CoreItemView extends CoreItem {
  createdAt: string
  createdBy: string | null
  watchers: Watcher[]
  isWatched: boolean
}

/** The four core questions of a system. */
export interface CoreQuestionsView {
  rows: { question: CoreQuestion; items: CoreItemView[] }[]
  proposals: CoreProposal[]
  choices: {
    checks: { id: string; name: string }[]
    controls: { key: string; question: string }[]
    tasks: { id: string; title: string }[]
  }
  editable: boolean
  now: string
}
