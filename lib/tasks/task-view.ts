import type { Schedule } from './schedule-schema'
import type { anchors, automations, EvidencePolicy, idempotences, TaskTier } from './schema'
import type { OccurrenceLine, Somebody, TaskCounts } from './view'

// Shapes of one task, one occurrence, one system's tasks and the forms; lists of many are in view.ts.

/** An occurrence with all that was recorded. */
export interface OccurrenceRecord extends OccurrenceLine {
  startedAt: string | null
  finishedBy: Somebody | null
  measure: number | null
  note: string | null
  skipReason: string | null
  minutes: number | null
  evidenceIds: string[]
  /** A check proved it. */
  provenBy: { checkId: string; name: string; runAt: string } | null
  finding: { id: string; number: number; title: string } | null
}

/** One task as its own page and as a row of its system's page. */
export interface TaskLine {
  id: string
  key: string
  revision: number
  systemId: string
  system: string
  tier: TaskTier
  title: string
  owner: Somebody | null
  /** "Every Sunday at the start of the low-traffic window (02:00), Europe/Berlin". */
  scheduleText: string
  automation: (typeof automations)[number]
  expectedMinutes: number
  lastDoneAt: string | null
  onTimeShare: number | null
  /** The occurrence that counts now: the oldest that is due, else the next one. */
  current: OccurrenceLine | null
  paused: { since: string; until: string; reason: string } | null
  archivedAt: string | null
}

export interface TaskEventLine {
  id: string
  at: string
  actor: string
  type: string
  occurrenceId: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  comment: string | null
}

/** What could prove a task or does, check by check. */
export interface TaskProof {
  kind: string
  kindTitle: string
  /** Active checks of this kind on the system; none: adding one would do it. */
  checks: {
    id: string
    name: string
    verdict: string
    reason: string | null
    lastOkAt: string | null
  }[]
}

export interface TaskPage {
  now: string
  zone: string
  /** "Due since Sunday 02:00, until Tuesday 02:00; last done 8 d ago, 92 % on time over a year". */
  headline: string
  task: TaskLine & {
    why: string
    procedure: string
    evidenceWanted: string
    evidencePolicy: EvidencePolicy
    measureLabel: string | null
    measureUnit: string | null
    idempotent: (typeof idempotences)[number]
    idempotentProof: string
    needsDowntime: boolean
    needsVerification: boolean
    provenByKinds: string[]
    schedule: Schedule
    timeZone: string
    anchor: (typeof anchors)[number]
    after: { id: string; title: string } | null
    followers: { id: string; title: string }[]
    graceMinutes: number
    ownerId: string | null
    createdAt: string
    /** A window text that cannot be read: the default 02:00 holds meanwhile. */
    windowNotice: string | null
  }
  proofs: TaskProof[]
  /** "This could be automated: Backup age (bk.age) answers it" or why a check has not done it yet. */
  proofSentence: string | null
  upcoming: OccurrenceLine[]
  history: { rows: OccurrenceRecord[]; total: number; page: number; pages: number }
  events: TaskEventLine[]
  editable: boolean
}

export interface ProposedTask {
  key: string
  tier: TaskTier
  title: string
  why: string
  procedure: string
  expectedMinutes: number
  evidenceWanted: string
  needsDowntime: boolean
  needsVerification: boolean
  idempotent: (typeof idempotences)[number]
  scheduleText: string
  after: string | null
  /** The check that will do it, or that would if it were added; null: a person must. */
  automation: { by: 'check' | 'could-be'; kinds: { kind: string; title: string; watched: boolean }[] } | null
}

/** "14 tasks for a PostgreSQL database: review and add". */
export interface TaskProposal {
  systemId: string
  headline: string
  sets: { name: string; tasks: ProposedTask[] }[]
  total: number
  /** Sets that nothing on the system points at, to be chosen by hand (MySQL, Redis …). */
  otherSets: { name: string; key: string; count: number }[]
}

/** /systems/[id]/tasks. */
export interface SystemTasks {
  now: string
  zone: string
  headline: string
  counts: TaskCounts
  tasks: TaskLine[]
  proposal: TaskProposal
  windowNotice: string | null
  editable: boolean
}

/** What the task form offers. */
export interface TaskForm {
  system: { id: string; name: string; timeZone: string; maintenanceWindow: string | null }
  people: { id: string; name: string }[]
  /** Tasks of the system that it could follow: same or shorter tier, no cycle. */
  others: { id: string; title: string; tier: TaskTier }[]
  /** Kinds of checks, and whether the system has an active one. */
  kinds: { kind: string; title: string; watched: boolean }[]
  zones: string[]
}

/** What a schedule that is being written comes to, before it is saved. */
export interface SchedulePreview {
  /** "Every Sunday at 02:00, Europe/Berlin". */
  text: string
  /** The next five instants from which it would be due. */
  dates: string[]
  /** Clock changes on the way, days that are left out: "29 Mar 2026 02:30 does not exist: 03:00 instead". */
  notes: string[]
}

/** "Done with a problem": what the finding would be, for the person to confirm. */
export interface FindingProposal {
  occurrenceId: string
  taskId: string
  task: string
  systemId: string
  system: string
  title: string
  detail: string
  remediation: string
  severity: string
  ownerId: string | null
  due: string
  people: { id: string; name: string }[]
  /** Raised already. */
  finding: { id: string; number: number } | null
}

/** One occurrence with what is needed to do it and to record it. */
export interface OccurrencePage {
  now: string
  zone: string
  occurrence: OccurrenceRecord
  task: Pick<
    TaskPage['task'],
    | 'why'
    | 'procedure'
    | 'evidenceWanted'
    | 'idempotent'
    | 'idempotentProof'
    | 'scheduleText'
    | 'lastDoneAt'
    | 'onTimeShare'
  >
  /** Why a check has not done it, or that one could. */
  proofSentence: string | null
  /** Last numbers recorded, newest first, so that a new one can be compared. */
  earlier: { at: string; measure: number | null; minutes: number | null; note: string | null }[]
  events: TaskEventLine[]
  editable: boolean
}
