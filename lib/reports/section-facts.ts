import type { Severity } from '@/lib/checks/define-check'

// The parts of ReportFacts, one for each section. Lists are cut to what a page can hold; counts are of everything.

/** A section whose source may not exist: then it prints "not watched" and why, never zero. */
export type Watched<T> = ({ watched: true } & T) | { watched: false; why: string }

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F' | '?'
export type GradeCounts = Readonly<Record<Grade, number>>
export type SeverityCounts = Readonly<Record<Severity, number>>
export const reportTiers = ['daily', 'weekly', 'monthly', 'quarterly'] as const
export type ReportTier = (typeof reportTiers)[number]

export interface OfSystem {
  systemId: string
  system: string
}

export interface CoverageFacts {
  systems: number
  checks: number
  currentChecks: number
  /** Read unknown at that time: stale, silent, could not look. */
  unknownChecks: number
  failingChecks: number
  /** First run still to come. */
  pendingChecks: number
  pausedChecks: number
}

export interface FindingLine extends OfSystem {
  number: number
  title: string
  severity: Severity
  what: 'new' | 'reopened' | 'verified' | 'accepted'
}

export interface FindingsFacts {
  opened: number
  reopened: number
  /** Ended by proof: verified by a person, healed by runs, proof recorded. */
  verified: number
  accepted: number
  /** Open at the end, by severity; risks that are accepted are counted apart. */
  open: SeverityCounts
  acceptedOpen: number
  overdue: number
  unowned: number
  /** Of what happened, worst first, at most 12. */
  items: readonly FindingLine[]
}

export interface ScoreMovement extends OfSystem {
  from: number
  to: number
  gradeFrom: Grade
  gradeTo: Grade
  /** Points by cause (lib/score): "outcome changed" → -4.2. */
  causes: Readonly<Record<string, number>>
}

export interface ScoreFacts {
  grades: GradeCounts
  /** Of capped posture over all scored systems. */
  median: number | null
  medianBefore: number | null
  worst: (OfSystem & { posture: number; grade: Grade }) | null
  /** Largest first, at most 5. */
  movements: readonly ScoreMovement[]
  /** Sum over all systems by cause. */
  causes: Readonly<Record<string, number>>
  unscored: number
}

export interface RedFlagLine {
  key: string
  title: string
  /** Raised systems, longest first, at most 5, and how many there are. */
  systems: readonly (OfSystem & { since: string; sentence: string })[]
  raised: number
  /** Raised within the period. */
  newlyRaised: number
  cleared: number
  unknown: number
}

export interface RedFlagsFacts {
  /** Cells of flag × system. */
  raised: number
  unknown: number
  clear: number
  rows: readonly RedFlagLine[]
}

export interface ChangesFacts {
  /** Systems with at least one check that observes something that can change. */
  watchedSystems: number
  announced: number
  unexpected: number
  acknowledged: number
  /** Unexpected ones, newest first, at most 5. */
  items: readonly (OfSystem & {
    id: string
    at: string
    subject: string
    key: string
    before: string | null
    after: string | null
  })[]
}

export interface BackupsFacts {
  /** Systems with a backup source (a backup target, or a recorded restore). */
  claimed: number
  /** Newest backup within the recovery point objective; systems without an objective are in noObjective. */
  withinObjective: number
  noObjective: number
  /** A passing restore of level queried or better within the allowed age. */
  proven: number
  neverProven: number
  /** Systems that should have one (database, host, backup) and have no source. */
  without: number
  /** Worst first, at most 6. */
  rows: readonly (OfSystem & {
    backupAgeHours: number | null
    objectiveHours: number | null
    proofAt: string | null
    proofLevel: 'listed' | 'restored' | 'queried' | 'booted' | null
    allowedProofDays: number
    state: 'ok' | 'late' | 'unproven' | 'never-proven' | 'unknown' | 'none'
  })[]
}

export interface CapacityFacts {
  /** Series with a limit. */
  watched: number
  /** Of these: with a forecast, and without enough history. */
  forecast: number
  tooLittleHistory: number
  /** Reach their limit within 90 days by the pessimistic edge, soonest first, at most 6. */
  rows: readonly (OfSystem & {
    checkId: string
    key: string
    resource: string
    measure: string
    value: number | null
    unit: string | null
    limit: number | null
    limitLabel: string
    status: string
    growthPerWeek: number | null
    earliest: string | null
    middle: string | null
    latest: string | null
  })[]
  near: number
}

export interface SecurityFacts {
  /** Refused sign-ins to this installation; of the systems themselves nothing is collected. */
  ownSignIns: Watched<{ refused: number; refusedBefore: number }>
  systemSignIns: Watched<{ failed: number }>
  updates: Watched<{ systems: number; behind: number }>
  vulnerabilities: Watched<{ open: number }>
  /** Systems whose version is out of support or ends within 180 days. */
  versions: Watched<{ systems: number; unsupported: number; ending: number }>
  /** Answers of controls of the security dimension: how many are current, stale, never given. */
  reviews: Watched<{ current: number; stale: number; never: number }>
}

export interface AlertsFacts {
  fired: number
  acted: number
  neededNothing: number
  tooLate: number
  unrated: number
  woke: number
  /** Most noise first, at most 3. */
  rules: readonly { rule: string; fired: number; neededNothing: number }[]
}

export interface TierFacts {
  due: number
  onTime: number
  late: number
  /** Period over, not done. */
  missed: number
  skipped: number
}

export interface MaintenanceFacts {
  tasks: number
  byTier: Readonly<Record<ReportTier, TierFacts>>
  overdue: number
  withProblem: number
  minutes: number
  /** Overdue longest first, at most 4. */
  items: readonly (OfSystem & {
    taskId: string
    title: string
    tier: ReportTier
    dueAt: string
    owner: string | null
  })[]
}

export interface BlindSpotFacts {
  unknownChecks: number
  /** Slots that nobody executed within the period. */
  missedRuns: number
  /** Seconds within the period in which no worker was alive. */
  workerDownSeconds: number
  staleAnswers: number
  neverAnswered: number
  systemsWithoutChecks: number
  /** At most 5, longest unknown first. */
  items: readonly (OfSystem & { checkId: string; check: string; since: string; reason: string })[]
}

export interface UpcomingFact extends OfSystem {
  kind: 'task' | 'review' | 'acceptance-ends' | 'finding-due'
  title: string
  at: string
  /** How many of the same fall together: daily tasks of a system are one line. */
  count: number
  href: string
}

export interface TeamFact {
  /** null: systems that belong to no team. */
  id: string | null
  name: string
  systems: number
  grades: GradeCounts
  redFlags: number
  openFindings: number
  overdueFindings: number
  onTimePercent: number | null
  alertNoisePercent: number | null
  /** Age in days of the oldest restore proof among its backups; null: some were never proven. */
  oldestProofDays: number | null
  neverProven: number
}
