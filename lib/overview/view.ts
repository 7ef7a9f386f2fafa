import type { StripDay } from '@/lib/charts/status-strip'
import type { Severity } from '@/lib/checks/define-check'
import type { FindingState } from '@/lib/findings/finding-state'
import type { Json } from '@/lib/json'
import type { TargetKind } from '@/lib/systems/target-address'
import type { CheckState, StateCounts } from './check-state'
import type { SystemView } from './schema'
import type { TrendWindow } from './trend-range'

// Shapes for screens: JSON-safe, instants as ISO text.

/** When this was read, and whether anybody is at work. Part of every page's data. */
export interface Reading {
  now: string
  /** Last sign of life of any worker. */
  heartbeatAt: string | null
  /** Nobody is at work: nothing may look fine. */
  silent: boolean
}

export interface SystemRow {
  id: string
  name: string
  kind: string
  isSelf: boolean
  environment: string
  criticality: string
  owner: string | null
  counts: StateCounts
  /** Newest result of any of its checks. */
  lastAt: string | null
  strip: StripDay[]
}

/** Over all systems, whatever is shown. */
export interface Coverage {
  systems: number
  /** Every check has a current result. */
  watched: number
  /** By the worst of their checks. */
  failing: number
  warning: number
  blind: number
  checks: number
  /** Checks with a current, conclusive result. */
  current: number
}

export interface SystemsPage {
  reading: Reading
  rows: SystemRow[]
  /** Systems that match view and filter. */
  total: number
  page: number
  pages: number
  views: Record<SystemView, number>
  coverage: Coverage
}

export interface FindingLine {
  id: string
  number: number
  title: string
  detail: string
  severity: Severity
  state: FindingState
  owner: string | null
  due: string
  firstSeen: string
}

export interface CheckLine {
  id: string
  name: string
  kind: string
  dimension: string
  target: string
  state: CheckState
  reason: string | null
  value: number | null
  unit: string | null
  warnAt: number | null
  failAt: number | null
  finishedAt: string | null
  lastOkAt: string | null
  since: string | null
  spark: [at: number, value: number][]
}

export interface TargetLine {
  id: string
  kind: TargetKind
  address: string
  secretSetAt: string | null
}

export interface ChangeLine {
  at: string
  checkId: string
  checkName: string
  from: string | null
  to: string
  reason: string
}

export interface SystemPage {
  reading: Reading
  system: {
    id: string
    name: string
    kind: string
    isSelf: boolean
    environment: string
    criticality: string
    description: string
    owner: string | null
    backupOwner: string | null
    team: string | null
    teamId: string | null
    runbookUrl: string | null
    timeZone: string
    maintenanceWindow: string | null
    tags: string[]
    rpoMinutes: number | null
    rtoMinutes: number | null
    createdAt: string
    archivedAt: string | null
  }
  counts: StateCounts
  checks: CheckLine[]
  targets: TargetLine[]
  findings: FindingLine[]
  openFindings: number
  changes: ChangeLine[]
  strip: StripDay[]
  /** Changes of one UTC day, when one is open. */
  day: { day: string; changes: ChangeLine[] } | null
}

/** A system beside another one. */
export interface DependencyLine {
  id: string
  name: string
  purpose: string
  counts: StateCounts
}

export interface Dependencies {
  needs: DependencyLine[]
  neededBy: DependencyLine[]
  /** Names on the shortest way through what it needs back to itself; null where none comes back. */
  circle: string[] | null
}

export interface RunLine {
  scheduledFor: string
  startedAt: string
  durationMs: number
  verdict: string
  reason: string
  value: number | null
  unit: string | null
  trigger: string
  evidence: Json
}

export interface ResourceLine {
  name: string
  value: number | null
  verdict: CheckState
  detail: string | null
}

export interface CheckPage {
  reading: Reading
  check: CheckLine & {
    config: Json
    intervalSeconds: number
    graceSeconds: number
    timeoutMs: number
    failAfter: number
    okAfter: number
    pausedReason: string | null
    pausedUntil: string | null
    nextDueAt: string | null
    running: boolean
    missed: number
    targetKind: string
  }
  system: { id: string; name: string; isSelf: boolean; teamId: string | null; criticality: string }
  /** null: this version does not know the kind. */
  definition: {
    title: string
    proves: string
    remediation: string
    privileges: string
    thresholdSource: string
  } | null
  runs: RunLine[]
  resources: ResourceLine[]
  findings: FindingLine[]
  series: { key: string; unit: string }[]
  points: [at: number, mean: number | null, low: number | null, high: number | null][]
  /** Of the time before, as measured; null where it was not asked for. */
  before: [at: number, mean: number | null, low: number | null, high: number | null][] | null
  pointsUnit: string | null
  window: TrendWindow
  strip: StripDay[]
  day: { day: string; changes: ChangeLine[] } | null
}
