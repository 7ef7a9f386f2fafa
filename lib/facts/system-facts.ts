import type { ForecastStatus } from '@/lib/capacity/forecast'
import type { Dimension, Severity } from '@/lib/checks/define-check'
import type { Verdict } from '@/lib/checks/verdict'
import type { FindingKind, FindingState } from '@/lib/findings/finding-state'

// What rules judge: red flags, automatic answers and the watchers of core questions are pure functions of this.

/** Everything that is known of one system at one instant, as plain data. */
export interface SystemFacts {
  now: Date
  system: SystemFact
  targets: readonly { id: string; kind: string; address: string }[]
  checks: readonly CheckFact[]
  /** Open ones, and those that ended within the last 13 months. */
  findings: readonly FindingFact[]
  tasks: readonly TaskFact[]
  /** Of the last 13 months, newest first; so are the three below. */
  drills: readonly DrillFact[]
  migrations: readonly MigrationFact[]
  alerts: readonly AlertFact[]
  /** Newcomers who walked through it and whose mentor signed, within 13 months, newest first. */
  walkthroughs: readonly WalkthroughFact[]
  /** What happened anyway, within 13 months, newest first. */
  incidents: readonly IncidentFact[]
  dependencies: readonly DependencyFact[]
  /** Systems that need this one. */
  dependents: readonly DependencyFact[]
  /** When its last review was closed. */
  reviewedAt: Date | null
  /** Hourly figures of disk and volume checks, 90 days, oldest first. */
  disks: readonly DiskSeries[]
  /** What checks of expiry saw end within 90 days; a check that saw nothing end is left out. */
  expiries: readonly ExpiryFact[]
}

export interface DependencyFact {
  id: string
  name: string
  purpose: string
  /** How many of its own checks have a current result: whether anybody would see it fail. */
  currentChecks: number
}

export interface SystemFact {
  id: string
  name: string
  kind: string
  environment: string
  criticality: 'critical' | 'high' | 'medium' | 'low'
  isSelf: boolean
  owner: { id: string; name: string } | null
  backupOwner: { id: string; name: string } | null
  teamId: string | null
  runbookUrl: string | null
  /** When the system's own facts (runbook, owners, limits) were last changed by a person. */
  editedAt: Date
  timeZone: string
  rpoMinutes: number | null
  rtoMinutes: number | null
  maintenanceWindow: string | null
  reviewCadenceDays: number
  createdAt: Date
}

export interface CheckFact {
  id: string
  kind: string
  name: string
  dimension: Dimension | null
  target: { id: string; kind: string; address: string }
  /** As it reads now: a stale, silent or overdue check is unknown. */
  state: Verdict | 'paused' | 'never'
  since: Date | null
  reason: string | null
  /** Of the last run, which gave the reason. `state` may differ: it is held back, or the run is too long ago. */
  lastVerdict: Verdict | null
  value: number | null
  unit: string | null
  warnAt: number | null
  failAt: number | null
  /** Last run with a verdict other than unknown. */
  conclusiveAt: Date | null
  lastOkAt: Date | null
  /** Last time that its state was warn or fail. */
  lastBadAt: Date | null
  pausedAt: Date | null
  pausedUntil: Date | null
  createdAt: Date
  intervalSeconds: number
}

export interface FindingFact {
  id: string
  number: number
  kind: FindingKind
  checkId: string | null
  checkKind: string | null
  controlKey: string | null
  title: string
  severity: Severity
  state: FindingState
  ownerId: string | null
  firstSeen: Date
  due: Date
  dueMovedCount: number
  /** First time that a person did something with it. */
  actedOnAt: Date | null
  endedAt: Date | null
  acceptance: { until: Date; approvedAt: Date } | null
}

export interface TaskFact {
  id: string
  key: string
  tier: 'daily' | 'weekly' | 'monthly' | 'quarterly'
  title: string
  idempotent: 'yes' | 'no' | 'unknown'
  paused: boolean
  ownerId: string | null
  /**
   * When it was archived; null while it is planned. An archived one is here only for the work that it leaves undone,
   * late or put off, and no longer than 90 days: archiving must not make a system look better kept than it is.
   */
  archivedAt: Date | null
  /** Of the last 13 months whose work could begin by now, newest first; of an archived task what was due or ended by then. */
  occurrences: readonly OccurrenceFact[]
}

export interface OccurrenceFact {
  id: string
  periodStart: Date
  periodEnd: Date
  scheduledAt: Date
  dueAt: Date
  state: 'pending' | 'in-progress' | 'done' | 'done-with-problem' | 'skipped'
  finishedAt: Date | null
  onTime: boolean | null
  snoozeCount: number
  measure: number | null
  provenByCheckId: string | null
}

export interface DrillFact {
  id: string
  level: 'listed' | 'restored' | 'queried' | 'booted'
  result: 'pass' | 'partial' | 'fail'
  backupName: string
  startedAt: Date
  durationSeconds: number
  dataLossSeconds: number | null
}

export interface MigrationFact {
  id: string
  kind: 'migration' | 'restore'
  title: string
  happenedAt: Date
  verifications: readonly {
    id: string
    state: 'open' | 'closed'
    closedAt: Date | null
    /** Areas looked at, and how many things are missing there. */
    missing: number
    areas: readonly { area: string; outcome: string }[]
  }[]
}

export interface AlertFact {
  id: string
  rule: string
  class: 'attention' | 'wake'
  firedAt: Date
  acknowledgedAt: Date | null
  outcome: 'acted' | 'needed-nothing' | 'too-late' | 'unknown'
  snoozeCount: number
}

export interface WalkthroughFact {
  person: { id: string; name: string }
  completedAt: Date
  /** Whoever left does not help any more. */
  canSignIn: boolean
}

export interface IncidentFact {
  number: number
  title: string
  startedAt: Date
  isClosed: boolean
  preventions: readonly { title: string; state: 'unproven' | 'proven' | 'gone' }[]
}

export interface DiskSeries {
  checkId: string
  checkKind: string
  /** Mount point or volume. */
  resource: string
  unit: string
  warnAt: number | null
  failAt: number | null
  hours: readonly { at: Date; min: number; max: number; last: number }[]
  /** What its newest forecast says of its critical limit; null: there is none of the last three days. */
  forecast: DiskForecast | null
}

export interface DiskForecast {
  status: ForecastStatus
  /** Pessimistic edge: when it may be critical at the earliest; null: not within half a year. */
  earliest: Date | null
}

export interface ExpiryFact {
  checkId: string
  /** Of the endpoint whose certificate ended. */
  address: string
  /** Each time that it ended, oldest first. */
  expiredAt: readonly Date[]
}
