import type { ReportFacts } from '../report-facts'
import type { ReportNumbers } from '../report-numbers'
import type { TierFacts } from '../section-facts'
import { id } from './report-rows'

// Weeks for tests: a quiet one of 18 systems, and single facts to disturb it with.

type Parts = { [Key in keyof ReportFacts]?: Partial<ReportFacts[Key]> | ReportFacts[Key] }

/** A quiet week in which everything was watched; each part that is given replaces its own fields. */
export function factsOf(parts: Parts = {}): ReportFacts {
  const base = quietWeek
  const merged: Record<string, unknown> = { ...base }
  for (const [key, part] of Object.entries(parts)) {
    const own = merged[key]
    const isPlain = part !== null && typeof part === 'object' && !Array.isArray(part)
    merged[key] = isPlain && own !== null && typeof own === 'object' ? { ...own, ...part } : part
  }
  return merged as unknown as ReportFacts
}

/** A tier of which all was done in time, but for what is given. */
export const tier = (due: number, parts: Partial<TierFacts> = {}): TierFacts => ({
  due,
  onTime: due,
  late: 0,
  missed: 0,
  skipped: 0,
  ...parts,
})

/** No maintenance was due. */
export const noTiers = { daily: tier(0), weekly: tier(0), monthly: tier(0), quarterly: tier(0) }

/** No system has a grade. */
export const noGrades = { A: 0, B: 0, C: 0, D: 0, F: 0, '?': 0 }

/** So many of something. */
export const manyOf = <T>(count: number, make: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => make(place))

const quietWeek: ReportFacts = {
  scope: { kind: 'instance' },
  period: {
    kind: 'weekly',
    week: '2026-W47',
    from: '2026-11-15T23:00:00.000Z',
    to: '2026-11-22T23:00:00.000Z',
    zone: 'Europe/Berlin',
  },
  asOf: '2026-11-22T23:00:00.000Z',
  builtAt: '2026-11-22T23:04:11.000Z',
  isFirst: false,
  previous: previousNumbers(),
  coverage: {
    systems: 18,
    checks: 146,
    currentChecks: 146,
    unknownChecks: 0,
    failingChecks: 0,
    pendingChecks: 0,
    pausedChecks: 0,
  },
  decisions: { total: 0, items: [] },
  findings: {
    opened: 0,
    reopened: 0,
    verified: 0,
    accepted: 0,
    open: { critical: 0, high: 0, medium: 0, low: 0 },
    acceptedOpen: 0,
    overdue: 0,
    unowned: 0,
    items: [],
  },
  score: {
    grades: { A: 12, B: 4, C: 2, D: 0, F: 0, '?': 0 },
    median: 92.4,
    medianBefore: 92.4,
    worst: { systemId: id(7), system: 'legacy-cron', posture: 71.2, grade: 'C' },
    movements: [],
    causes: { outcome: 0, stale: 0, finding: 0, exclusion: 0, checklist: 0 },
    unscored: 0,
  },
  redFlags: { raised: 0, unknown: 0, clear: 108, rows: [] },
  changes: { watchedSystems: 18, announced: 2, unexpected: 0, acknowledged: 0, items: [] },
  backups: {
    claimed: 14,
    withinObjective: 14,
    noObjective: 0,
    proven: 14,
    neverProven: 0,
    without: 0,
    rows: [],
  },
  capacity: { watched: 31, forecast: 31, tooLittleHistory: 0, near: 0, rows: [] },
  expiring: { certificates: { watched: 9, unread: 0 }, dated: 31, total: 0, items: [] },
  security: {
    ownSignIns: { watched: true, refused: 0, refusedBefore: 2 },
    systemSignIns: { watched: false, why: 'nothing collects it' },
    updates: { watched: false, why: 'nothing collects it' },
    vulnerabilities: { watched: false, why: 'nothing collects it' },
    versions: { watched: true, systems: 12, unsupported: 0, ending: 0 },
    reviews: { watched: true, current: 24, stale: 0, never: 0 },
  },
  alerts: {
    watched: true,
    fired: 0,
    acted: 0,
    neededNothing: 0,
    tooLate: 0,
    unrated: 0,
    woke: 0,
    rules: [],
  },
  incidents: { watched: false, why: 'nobody ever wrote one down' },
  maintenance: {
    tasks: 40,
    byTier: { daily: tier(14), weekly: tier(10), monthly: tier(2), quarterly: tier(0) },
    overdue: 0,
    withProblem: 0,
    minutes: 260,
    items: [],
  },
  blindSpots: {
    unknownChecks: 0,
    missedRuns: 0,
    workerDownSeconds: 0,
    staleAnswers: 0,
    neverAnswered: 0,
    systemsWithoutChecks: 0,
    items: [],
  },
  nextWeek: { total: 0, items: [] },
  teams: [],
}

/** The numbers of the week before the quiet one. */
export function previousNumbers(parts: Partial<ReportNumbers> = {}): ReportNumbers {
  return {
    systems: 18,
    checks: 146,
    currentChecks: 146,
    redFlags: 0,
    unknownFlags: 0,
    openFindings: 0,
    overdueFindings: 0,
    opened: 1,
    closed: 2,
    onTimePercent: 96,
    overdueTasks: 0,
    medianPosture: 92.4,
    unexpectedChanges: 0,
    provenBackups: 14,
    claimedBackups: 14,
    alertNoisePercent: 20,
    nearLimits: 0,
    ...parts,
  }
}
