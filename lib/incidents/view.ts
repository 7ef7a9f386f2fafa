import type { Severity } from '@/lib/checks/define-check'
import type { IncidentCounts } from './headline'
import type { Proposal } from './rank-proposals'
import type {
  Detection,
  IncidentEventType,
  IncidentFilter,
  IncidentState,
  IncidentView,
  PreventionKind,
  PreventionState,
  PreventionWay,
} from './schema'

export interface IncidentLine {
  id: string
  number: number
  title: string
  systemId: string
  system: string
  startedAt: string
  detectedAt: string
  endedAt: string | null
  detectedBy: Detection
  severity: Severity
  state: IncidentState
  proven: number
  unproven: number
  gone: number
}

/** One quarter, newest first. */
export interface QuarterLine {
  /** "2026-Q4". */
  quarter: string
  incidents: number
  byUsers: number
  withoutPrevention: number
  unproven: number
  /** Half of them were noticed within so many minutes. */
  medianMinutesToNotice: number
}

export interface IncidentList {
  filter: IncidentFilter
  counts: IncidentCounts & Readonly<Record<'users' | 'closed', number>>
  rows: IncidentLine[]
  total: number
  page: number
  pages: number
  quarters: QuarterLine[]
  headline: string
  lead: string
  mayRecord: boolean
  now: string
}

export interface PreventionView {
  id: string
  kind: PreventionKind
  title: string
  why: string
  state: PreventionState
  provenAt: string | null
  /** How it stands and what is missing. */
  sentence: string
  /** Where the thing is, while it is there. */
  href: string | null
  addedAt: string
  addedBy: string | null
}

export interface IncidentEventView {
  id: string
  at: string
  by: string | null
  type: IncidentEventType
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  comment: string | null
}

export interface IncidentPage {
  id: string
  number: number
  revision: number
  title: string
  detail: string
  lesson: string
  cost: string
  costMinutes: number | null
  severity: Severity
  state: IncidentState
  detectedBy: Detection
  startedAt: string
  detectedAt: string
  endedAt: string | null
  closedAt: string | null
  closedBy: string | null
  recordedAt: string
  recordedBy: string | null
  system: { id: string; name: string; isArchived: boolean }
  finding: { number: number; title: string } | null
  alert: { rule: string; firedAt: string } | null
  evidenceIds: string[]
  preventions: PreventionView[]
  /** Likeliest first; those already chosen are left out. */
  proposals: Proposal[]
  /** Further ones that are not shown. */
  furtherProposals: number
  events: IncidentEventView[]
  lead: string
  preventionLead: string
  /** What stands in the way of closing. */
  obstacles: string[]
  mayChange: boolean
  mayWaive: boolean
  now: string
}

/** Fields of the form as it shows them: moments by the clock of the viewer, "2026-11-14T02:10". */
export interface IncidentTold {
  title: string
  detail: string
  startedAt: string
  detectedAt: string
  endedAt: string
  detectedBy: Detection
  severity: Severity
  costMinutes: string
  cost: string
  lesson: string
}

/** What the form of a new incident is filled with. */
export interface IncidentFormView {
  systems: { id: string; name: string }[]
  proposed: Omit<IncidentTold, 'lesson'> & {
    systemId: string
    findingId: string | null
    alertId: string | null
  }
  /** "From finding F-12". */
  from: string | null
}

/** What the form of a prevention offers. */
export interface PreventionChoices {
  incident: { number: number; title: string; systemId: string; system: string }
  checks: { value: string; label: string }[]
  /** Kinds of checks that nobody asks of a target yet. */
  offers: { value: string; label: string }[]
  tasks: { value: string; label: string }[]
  controls: { value: string; label: string }[]
  mayWriteQuestions: boolean
}

export const detectionNames: Readonly<Record<Detection, string>> = {
  us: 'Us',
  alert: 'Alert of another tool',
  users: 'Users',
}

export const incidentViewNames: Readonly<Record<IncidentView, string>> = {
  open: 'Open',
  'no-prevention': 'Without prevention',
  unproven: 'Not proven',
  users: 'Noticed by users',
  closed: 'Closed',
  all: 'All',
}

export const preventionKindNames: Readonly<Record<PreventionKind, string>> = {
  check: 'Check',
  task: 'Task',
  control: 'Question',
  'alert-rule': 'Alert rule',
}

/** The ways of preventing, as the form offers them. */
export const wayNames: Readonly<Record<PreventionWay, { label: string; hint: string }>> = {
  check: { label: 'A check that is there', hint: 'Proven when it has seen the fault.' },
  'new-check': { label: 'A new check', hint: 'Of something that nobody looks at yet.' },
  task: { label: 'A task that is there', hint: 'Proven when it was done on time, as often as you say.' },
  'new-task': { label: 'A new task', hint: 'Planned at once, in the low-traffic window.' },
  control: { label: 'A question that is asked', hint: 'Proven when it is answered “pass” with evidence.' },
  'new-control': {
    label: 'A new question',
    hint: 'Goes into the draft of the checklist “Lessons from incidents”.',
  },
  'alert-rule': {
    label: 'An alert rule of another tool',
    hint: 'Proven when it rang and somebody acted on it.',
  },
}
