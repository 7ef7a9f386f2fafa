import type { DecisionFact } from '../decision-fact'
import type { ExpiringFact } from '../expiring-fact'
import type { ReportFacts } from '../report-facts'
import type {
  BackupsFacts,
  CapacityFacts,
  FindingLine,
  MaintenanceFacts,
  RedFlagLine,
  UpcomingFact,
} from '../section-facts'

// Single things of a report, each as it usually is; what is given replaces its fields.

/** A stable id: the same number names the same thing. */
export function id(number: number): string {
  return `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

const onSystem = (number: number, system: string) => ({ systemId: id(number), system })

/** A finding that something happened to. */
export function findingLine(parts: Partial<FindingLine> = {}): FindingLine {
  return {
    ...onSystem(1, 'orders-db'),
    number: 118,
    title: 'WAL archiving stopped',
    severity: 'high',
    what: 'new',
    ...parts,
  }
}

/** A flag that is raised for one system. */
export function flagLine(parts: Partial<RedFlagLine> = {}): RedFlagLine {
  return {
    key: 'unproven-backup',
    title: 'Backups never restored',
    systems: [
      {
        ...onSystem(1, 'orders-db'),
        since: '2026-11-17T08:00:00.000Z',
        sentence: 'last restore 101 d ago (limit 35 d)',
      },
    ],
    raised: 1,
    newlyRaised: 1,
    cleared: 0,
    unknown: 0,
    ...parts,
  }
}

/** A backup of which something is wrong. */
export function backupRow(parts: Partial<BackupsFacts['rows'][number]> = {}): BackupsFacts['rows'][number] {
  return {
    ...onSystem(1, 'orders-db'),
    backupAgeHours: 11,
    objectiveHours: 24,
    proofAt: '2026-08-13T09:00:00.000Z',
    proofLevel: 'queried',
    allowedProofDays: 35,
    state: 'unproven',
    ...parts,
  }
}

/** A series that reaches its limit soon. */
export function limitRow(parts: Partial<CapacityFacts['rows'][number]> = {}): CapacityFacts['rows'][number] {
  return {
    ...onSystem(1, 'orders-db'),
    checkId: id(101),
    key: '/var/lib/postgresql',
    resource: '/var',
    measure: 'disk',
    value: 76.4,
    unit: '%',
    limit: 90,
    limitLabel: '90 %, where its check fails',
    status: 'reaches',
    growthPerWeek: 2.1,
    earliest: '2026-12-09T00:00:00.000Z',
    middle: '2026-12-14T00:00:00.000Z',
    latest: '2026-12-23T00:00:00.000Z',
    ...parts,
  }
}

/** Something that ends soon. */
export function expiringFact(parts: Partial<ExpiringFact> = {}): ExpiringFact {
  return {
    ...onSystem(2, 'api-edge'),
    kind: 'certificate',
    title: 'api.example.com',
    at: '2026-12-02T12:00:00.000Z',
    href: `/checks/${id(102)}`,
    ...parts,
  }
}

/** A task whose date has passed. */
export function overdueTask(
  parts: Partial<MaintenanceFacts['items'][number]> = {},
): MaintenanceFacts['items'][number] {
  return {
    ...onSystem(1, 'orders-db'),
    taskId: id(301),
    title: 'Restore test',
    tier: 'monthly',
    dueAt: '2026-11-12T08:00:00.000Z',
    owner: 'Ruth Okafor',
    ...parts,
  }
}

/** Something that comes in the next seven days. */
export function upcoming(parts: Partial<UpcomingFact> = {}): UpcomingFact {
  return {
    ...onSystem(2, 'api-edge'),
    kind: 'task',
    title: 'Patch the host',
    at: '2026-11-24T09:00:00.000Z',
    count: 1,
    href: `/tasks/${id(302)}`,
    ...parts,
  }
}

/** A decision that waits. */
export function decision(parts: Partial<DecisionFact> = {}): DecisionFact {
  return {
    ...onSystem(3, 'legacy-cron'),
    kind: 'overdue-finding',
    id: id(401),
    number: 97,
    title: 'TLS 1.1 is accepted',
    severity: 'high',
    person: 'Mats Lind',
    by: '2026-11-25T22:59:59.000Z',
    since: '2026-11-14T08:00:00.000Z',
    href: '/findings/97',
    ...parts,
  }
}

/** An unknown check. */
export function unknownCheck(
  parts: Partial<ReportFacts['blindSpots']['items'][number]> = {},
): ReportFacts['blindSpots']['items'][number] {
  return {
    ...onSystem(4, 'reports-db'),
    checkId: id(104),
    check: 'Replication lag',
    since: '2026-11-20T11:00:00.000Z',
    reason: 'the collector cannot sign in',
    ...parts,
  }
}
