import type { ReportFacts } from '../report-facts'
import { factsOf, previousNumbers, tier } from './report-facts-builder'
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

/** What a team meets in an ordinary week: something in every section. */
export const typicalWeek: ReportFacts = factsOf({
  previous: previousNumbers({
    onTimePercent: 83,
    redFlags: 0,
    openFindings: 27,
    currentChecks: 141,
    provenBackups: 13,
  }),
  coverage: { currentChecks: 141, unknownChecks: 5, failingChecks: 7 },
  decisions: {
    total: 3,
    items: [
      decision({
        kind: 'capacity',
        ...{ systemId: id(1), system: 'orders-db' },
        number: null,
        severity: null,
        title: '/var reaches 90 % about 14 Dec',
        person: 'Ruth Okafor',
        by: '2026-11-27T22:59:59.000Z',
        href: `/systems/${id(1)}/capacity`,
      }),
      decision(),
      decision({
        kind: 'accept-risk',
        number: 118,
        title: 'No replica in a second site',
        person: null,
        severity: 'medium',
        href: '/findings/118',
      }),
    ],
  },
  findings: {
    opened: 3,
    verified: 7,
    accepted: 1,
    open: { critical: 0, high: 4, medium: 12, low: 7 },
    acceptedOpen: 2,
    overdue: 3,
    unowned: 2,
    items: [
      findingLine(),
      findingLine({
        number: 119,
        title: 'Certificate ends in 12 days',
        system: 'api-edge',
        systemId: id(2),
        severity: 'medium',
      }),
      findingLine({ number: 88, title: 'Disk 92 % full', what: 'verified' }),
    ],
  },
  score: {
    grades: { A: 9, B: 5, C: 2, D: 0, F: 1, '?': 1 },
    median: 86.2,
    medianBefore: 84,
    worst: { systemId: id(3), system: 'legacy-cron', posture: 41, grade: 'F' },
    movements: [
      {
        systemId: id(3),
        system: 'legacy-cron',
        from: 61,
        to: 41,
        gradeFrom: 'D',
        gradeTo: 'F',
        causes: { stale: -20, outcome: 0 },
      },
    ],
    causes: { outcome: 12.4, stale: -20 },
  },
  redFlags: {
    raised: 1,
    unknown: 2,
    clear: 105,
    rows: [
      flagLine(),
      flagLine({
        key: 'emergency-disk',
        title: 'Emergency disk',
        systems: [],
        raised: 0,
        newlyRaised: 0,
        unknown: 2,
      }),
    ],
  },
  changes: {
    unexpected: 1,
    items: [
      {
        systemId: id(4),
        system: 'reports-db',
        id: id(501),
        at: '2026-11-19T10:00:00.000Z',
        subject: 'max_connections',
        key: 'setting',
        before: '100',
        after: '400',
      },
    ],
  },
  backups: { withinObjective: 14, proven: 13, rows: [backupRow()] },
  capacity: {
    tooLittleHistory: 3,
    forecast: 28,
    near: 2,
    rows: [
      limitRow(),
      limitRow({
        system: 'reports-db',
        systemId: id(4),
        resource: 'connections',
        measure: 'connections',
        value: 126,
        unit: 'count',
        limit: 200,
        limitLabel: 'max_connections',
        growthPerWeek: 4,
        earliest: '2027-01-21T00:00:00.000Z',
        middle: '2027-02-06T00:00:00.000Z',
        latest: null,
      }),
    ],
  },
  expiring: {
    total: 2,
    items: [
      expiringFact(),
      expiringFact({
        kind: 'acceptance',
        title: 'F-61',
        at: '2026-12-15T00:00:00.000Z',
        href: '/findings/61',
      }),
    ],
  },
  security: {
    ownSignIns: { watched: true, refused: 14, refusedBefore: 3 },
    versions: { watched: true, systems: 12, unsupported: 1, ending: 2 },
    reviews: { watched: true, current: 20, stale: 3, never: 1 },
  },
  alerts: {
    watched: true,
    fired: 18,
    acted: 11,
    neededNothing: 5,
    tooLate: 1,
    unrated: 1,
    woke: 3,
    rules: [{ rule: 'api-edge latency', fired: 5, neededNothing: 4 }],
  },
  maintenance: {
    byTier: {
      daily: tier(14),
      weekly: tier(10, { onTime: 7, late: 1, missed: 2 }),
      monthly: tier(2),
      quarterly: tier(0),
    },
    overdue: 1,
    items: [overdueTask()],
  },
  blindSpots: { unknownChecks: 5, staleAnswers: 3, neverAnswered: 1, items: [unknownCheck()] },
  nextWeek: {
    total: 9,
    items: [
      upcoming(),
      upcoming({ kind: 'review', title: 'Q4 2026', at: '2026-11-26T09:00:00.000Z', href: '/reviews' }),
    ],
  },
})
