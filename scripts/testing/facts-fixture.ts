import { verdicts } from '@/lib/checks/verdict'
import type {
  AlertFact,
  CheckFact,
  DiskSeries,
  DrillFact,
  FindingFact,
  MigrationFact,
  OccurrenceFact,
  SystemFact,
  SystemFacts,
  TaskFact,
} from '@/lib/facts/system-facts'

// Facts for tests of pure rules: a system of which nothing is known, and one of everything that a test may add.

/** The instant of all facts here. */
export const factsNow = new Date('2026-11-23T12:00:00Z')

const day = 86_400_000

/** So many days before the instant of the facts. */
export const daysAgo = (days: number) => new Date(factsNow.getTime() - days * day)

/** A system with nothing but its name, and what the test knows of it. */
export function factsOf(
  known: Partial<Omit<SystemFacts, 'system'>> & { system?: Partial<SystemFact> } = {},
): SystemFacts {
  const { system, ...rest } = known
  return {
    now: factsNow,
    system: {
      id: 'system',
      name: 'orders',
      kind: 'web-service',
      environment: 'production',
      criticality: 'high',
      isSelf: false,
      owner: { id: 'olga', name: 'Olga' },
      backupOwner: null,
      teamId: null,
      runbookUrl: null,
      editedAt: daysAgo(10),
      timeZone: 'UTC',
      rpoMinutes: null,
      rtoMinutes: null,
      maintenanceWindow: null,
      reviewCadenceDays: 90,
      createdAt: daysAgo(10),
      ...system,
    },
    targets: [],
    checks: [],
    findings: [],
    tasks: [],
    drills: [],
    migrations: [],
    alerts: [],
    walkthroughs: [],
    incidents: [],
    dependencies: [],
    dependents: [],
    reviewedAt: null,
    disks: [],
    expiries: [],
    ...rest,
  }
}

/** A check that passes. */
export const checkFact = (known: Partial<CheckFact> = {}): CheckFact => ({
  id: 'check',
  kind: 'tcp.open',
  name: 'Answers',
  dimension: 'service-health',
  target: { id: 'target', kind: 'tcp', address: 'orders.example.com:5672' },
  state: 'ok',
  since: daysAgo(5),
  reason: 'Connected.',
  lastVerdict: verdicts.find((verdict) => verdict === known.state) ?? 'ok',
  value: 1,
  unit: 'ms',
  warnAt: null,
  failAt: null,
  conclusiveAt: factsNow,
  lastOkAt: factsNow,
  lastBadAt: null,
  pausedAt: null,
  pausedUntil: null,
  createdAt: daysAgo(10),
  intervalSeconds: 60,
  ...known,
})

/** A finding that nobody has touched. */
export const findingFact = (known: Partial<FindingFact> = {}): FindingFact => ({
  id: 'finding',
  number: 12,
  kind: 'defect',
  checkId: null,
  checkKind: null,
  controlKey: null,
  title: 'It is so',
  severity: 'high',
  state: 'open',
  ownerId: null,
  firstSeen: daysAgo(5),
  due: daysAgo(-25),
  dueMovedCount: 0,
  actedOnAt: null,
  endedAt: null,
  acceptance: null,
  ...known,
})

/** A weekly task without any period yet. */
export const taskFact = (known: Partial<TaskFact> = {}): TaskFact => ({
  id: 'task',
  key: 'postgres.vacuum-analyze',
  tier: 'weekly',
  title: 'Vacuum',
  idempotent: 'yes',
  paused: false,
  ownerId: null,
  archivedAt: null,
  occurrences: [],
  ...known,
})

/** A period of seven days that began so many days ago and was done in time. */
export const occurrenceFact = (began: number, known: Partial<OccurrenceFact> = {}): OccurrenceFact => ({
  id: `occurrence of ${began}`,
  periodStart: daysAgo(began),
  periodEnd: daysAgo(began - 7),
  scheduledAt: daysAgo(began),
  dueAt: daysAgo(began - 1),
  state: 'done',
  finishedAt: daysAgo(began),
  onTime: true,
  snoozeCount: 0,
  measure: null,
  provenByCheckId: null,
  ...known,
})

/** A restore that passed at level queried. */
export const drillFact = (known: Partial<DrillFact> = {}): DrillFact => ({
  id: 'drill',
  level: 'queried',
  result: 'pass',
  backupName: 'orders-2026-11-14.tar',
  startedAt: daysAgo(9),
  durationSeconds: 660,
  dataLossSeconds: 3_600,
  ...known,
})

/** A migration that nobody has verified. */
export const migrationFact = (known: Partial<MigrationFact> = {}): MigrationFact => ({
  id: 'migration',
  kind: 'migration',
  title: 'PostgreSQL 17 to 18',
  happenedAt: daysAgo(3),
  verifications: [],
  ...known,
})

/** An alert that was taken within a minute and led to an action. */
export const alertFact = (known: Partial<AlertFact> = {}): AlertFact => {
  const firedAt = known.firedAt ?? daysAgo(2)
  return {
    id: 'alert',
    rule: 'DiskFull',
    class: 'attention',
    acknowledgedAt: new Date(firedAt.getTime() + 60_000),
    outcome: 'acted',
    snoozeCount: 0,
    ...known,
    firedAt,
  }
}

/** A disk of which 95 % is critical, with these shares of use per hour; the last is of this hour. */
export const diskSeries = (used: readonly number[], known: Partial<DiskSeries> = {}): DiskSeries => ({
  checkId: 'check',
  checkKind: 'host.disk_free',
  resource: '/var',
  unit: '%',
  warnAt: 70,
  failAt: 95,
  hours: used.map((value, index) => ({
    at: new Date(factsNow.getTime() - (used.length - 1 - index) * 3_600_000),
    min: value,
    max: value,
    last: value,
  })),
  forecast: { status: 'steady', earliest: null },
  ...known,
})
