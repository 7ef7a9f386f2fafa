import type { Severity } from '@/lib/checks/define-check'
import type { DueState } from './due-date'
import type { FindingState } from './finding-state'
import type { FindingView } from './finding-views'
import type { FindingFilter } from './schema'

/** A row of the findings list: JSON-safe. */
export interface FindingRow {
  id: string
  number: number
  title: string
  detail: string
  severity: Severity
  state: FindingState
  systemId: string
  systemName: string
  ownerId: string | null
  ownerName: string | null
  due: string
  dueState: DueState
  firstSeen: string
  reopenCount: number
  acceptedUntil: string | null
  /** The viewer may triage it. */
  editable: boolean
}

export interface FindingList {
  filter: FindingFilter
  rows: FindingRow[]
  total: number
  pageSize: number
  counts: Record<FindingView, number>
  /** Proof that somebody looks, for the empty list. */
  coverage: { reported: number; checks: number; lastRunAt: string | null }
  people: { id: string; name: string }[]
  at: string
}

export interface FindingEventView {
  id: string
  at: string
  actor: string
  type: string
  from: string | null
  to: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  comment: string | null
}

export interface AcceptanceView {
  id: string
  decision: string
  rationale: string
  requesterId: string
  requester: string
  approver: string | null
  selfApproved: boolean
  requestedAt: string
  approvedAt: string | null
  until: string
  renewalCount: number
  endedAt: string | null
  endReason: string | null
}

/** What a viewer may do now; a page shows no button that would be refused. */
export interface FindingAbilities {
  triage: boolean
  start: boolean
  resolve: boolean
  confirm: boolean
  verifyNow: boolean
  dismiss: boolean
  merge: boolean
  comment: boolean
  reopen: boolean
  requestAcceptance: boolean
  approveAcceptance: boolean
  declineAcceptance: boolean
  revokeAcceptance: boolean
  edit: boolean
}

export interface FindingDetail extends FindingRow {
  kind: string
  origin: string
  resource: string
  /** Of a control: its question was answered so. */
  controlKey: string | null
  /** The rule of a red flag; null when another origin has it, or the rule was deleted. */
  flagKey: string | null
  /** The run of a restore that showed it. */
  drillRunId: string | null
  /** The guided verification in which something differs. */
  guidedId: string | null
  remediation: string
  severityReason: string
  stateSince: string
  lastSeen: string
  slaStart: string
  slaPausedSeconds: number
  dueMovedCount: number
  resolvedAt: string | null
  resolvedBy: string | null
  resolvedWithinSla: boolean | null
  verifiedAt: string | null
  okStreak: number
  reviewOn: string | null
  duplicateOf: { number: number; title: string } | null
  duplicates: { number: number; title: string }[]
  check: { id: string; name: string; verdict: string; reason: string | null; lastRunAt: string | null } | null
  system: { id: string; name: string; criticality: string; runbookUrl: string | null }
  events: FindingEventView[]
  acceptances: AcceptanceView[]
  abilities: FindingAbilities
  at: string
}

/** Words of the states, the same everywhere. */
export const stateNames: Readonly<Record<FindingState, string>> = {
  open: 'Open',
  triaged: 'Triaged',
  'in-progress': 'In progress',
  resolved: 'Resolved, not yet proved',
  accepted: 'Risk accepted',
  verified: 'Verified',
  'false-positive': 'False positive',
  duplicate: 'Duplicate',
}

/** Names of the views, in the order of their tabs. */
export const viewNames: Readonly<Record<FindingView, string>> = {
  open: 'Open',
  mine: 'Mine',
  'past-sla': 'Past their date',
  'due-7d': 'Due in 7 d',
  unowned: 'Unowned',
  accepted: 'Risk accepted',
  reopened: 'Reopened',
  closed: 'Closed',
}
