import type { ReportFacts } from '../report-facts'
import { factsOf, manyOf, previousNumbers, tier } from './report-facts-builder'
import {
  backupRow,
  decision,
  expiringFact,
  findingLine,
  flagLine,
  id,
  limitRow,
  overdueTask,
  unknownCheck,
  upcoming,
} from './report-rows'

/** A week in which everything went wrong at once. */
export const weekOnFire: ReportFacts = factsOf({
  previous: previousNumbers({ redFlags: 4, overdueFindings: 3 }),
  coverage: { currentChecks: 90, unknownChecks: 56, failingChecks: 61, pausedChecks: 4 },
  decisions: {
    total: 14,
    items: manyOf(8, (place) =>
      decision({
        number: 200 + place,
        id: id(400 + place),
        severity: 'critical',
        href: `/findings/${200 + place}`,
      }),
    ),
  },
  findings: {
    opened: 44,
    reopened: 6,
    verified: 1,
    open: { critical: 9, high: 31, medium: 40, low: 12 },
    overdue: 22,
    unowned: 12,
    items: manyOf(12, (place) =>
      findingLine({
        number: 300 + place,
        severity: 'critical',
        system: `shard-${place}`,
        systemId: id(place),
      }),
    ),
  },
  score: {
    grades: { A: 0, B: 1, C: 2, D: 4, F: 10, '?': 1 },
    median: 38.7,
    medianBefore: 81,
    movements: manyOf(5, (place) => ({
      systemId: id(place),
      system: `shard-${place}`,
      from: 80,
      to: 30,
      gradeFrom: 'B' as const,
      gradeTo: 'F' as const,
      causes: { finding: -50 },
    })),
    causes: { finding: -250 },
  },
  redFlags: {
    raised: 21,
    unknown: 12,
    clear: 75,
    rows: [
      'postponed',
      'unproven-backup',
      'ignored-alerts',
      'emergency-disk',
      'surprise-expiry',
      'missing-after-migration',
    ].map((key, place) =>
      flagLine({ key, title: `Flag ${key}`, raised: place + 1, newlyRaised: 1, unknown: 2 }),
    ),
  },
  changes: {
    unexpected: 9,
    items: manyOf(5, (place) => ({
      systemId: id(place),
      system: `shard-${place}`,
      id: id(500 + place),
      at: '2026-11-21T10:00:00.000Z',
      subject: 'server version',
      key: 'version',
      before: '16.3',
      after: null,
    })),
  },
  backups: {
    withinObjective: 2,
    proven: 1,
    neverProven: 6,
    without: 3,
    rows: [
      backupRow({ state: 'late', backupAgeHours: 90 }),
      backupRow({
        state: 'never-proven',
        proofAt: null,
        proofLevel: null,
        system: 'shard-1',
        systemId: id(11),
      }),
      backupRow({ state: 'none', backupAgeHours: null, system: 'shard-2', systemId: id(12) }),
      backupRow({ state: 'unknown', backupAgeHours: null, system: 'shard-3', systemId: id(13) }),
      backupRow({ system: 'shard-4', systemId: id(14) }),
      backupRow({ system: 'shard-5', systemId: id(15) }),
    ],
  },
  capacity: {
    near: 11,
    rows: [
      limitRow({ status: 'reached', value: 97 }),
      ...manyOf(5, (place) => limitRow({ system: `shard-${place}`, systemId: id(place) })),
    ],
  },
  expiring: {
    total: 12,
    items: manyOf(8, (place) =>
      expiringFact({
        at: `2026-11-${20 + place}T10:00:00.000Z`,
        system: `edge-${place}`,
        systemId: id(20 + place),
      }),
    ),
  },
  security: {
    ownSignIns: { watched: true, refused: 912, refusedBefore: 3 },
    versions: { watched: true, systems: 12, unsupported: 7, ending: 2 },
    reviews: { watched: true, current: 2, stale: 20, never: 12 },
  },
  alerts: {
    watched: true,
    fired: 188,
    acted: 12,
    neededNothing: 150,
    tooLate: 16,
    unrated: 10,
    woke: 41,
    rules: manyOf(3, (place) => ({ rule: `rule ${place}`, fired: 60, neededNothing: 50 })),
  },
  maintenance: {
    byTier: {
      daily: tier(14, { onTime: 2, missed: 12 }),
      weekly: tier(10, { onTime: 1, late: 2, missed: 6, skipped: 1 }),
      monthly: tier(2, { onTime: 0, missed: 2 }),
      quarterly: tier(1, { onTime: 0, missed: 1 }),
    },
    overdue: 19,
    withProblem: 3,
    items: manyOf(4, (place) => overdueTask({ taskId: id(310 + place), owner: null })),
  },
  blindSpots: {
    unknownChecks: 56,
    missedRuns: 9120,
    workerDownSeconds: 40_000,
    staleAnswers: 20,
    neverAnswered: 12,
    systemsWithoutChecks: 2,
    items: manyOf(5, (place) => unknownCheck({ checkId: id(600 + place) })),
  },
  nextWeek: {
    total: 31,
    items: manyOf(8, (place) =>
      upcoming({
        at: `2026-11-${23 + (place % 6)}T09:00:00.000Z`,
        title: `Patch ${place}`,
        count: place + 1,
      }),
    ),
  },
})
