import type { ReportFacts } from '../report-facts'
import { factsOf, noGrades } from './report-facts-builder'
import { backupRow, expiringFact, id, limitRow } from './report-rows'

/** Weeks that differ in one section's source. */
export const weeksOfSources = {
  'no alert is recorded': factsOf({
    alerts: { watched: false, why: 'no alert was recorded in this period' },
  }),
  'alerts that were noise': factsOf({
    alerts: {
      watched: true,
      fired: 10,
      acted: 2,
      neededNothing: 8,
      tooLate: 0,
      unrated: 0,
      woke: 4,
      rules: [{ rule: 'cpu', fired: 8, neededNothing: 8 }],
    },
  }),
  'alerts that nobody rated': factsOf({
    alerts: {
      watched: true,
      fired: 3,
      acted: 0,
      neededNothing: 0,
      tooLate: 0,
      unrated: 3,
      woke: 0,
      rules: [],
    },
  }),
  'alerts that were useful': factsOf({
    alerts: {
      watched: true,
      fired: 1,
      acted: 1,
      neededNothing: 0,
      tooLate: 0,
      unrated: 0,
      woke: 1,
      rules: [],
    },
  }),
  'an incident that users noticed': factsOf({
    incidents: {
      watched: true,
      began: 2,
      byUsers: 1,
      withoutPrevention: 1,
      unproven: 3,
      worst: { systemId: id(1), system: 'orders-db', number: 12, title: 'Orders answered 500' },
    },
  }),
  'an incident without prevention': factsOf({
    incidents: { watched: true, began: 0, byUsers: 0, withoutPrevention: 1, unproven: 0, worst: null },
  }),
  'no backup anywhere': factsOf({
    backups: {
      claimed: 0,
      withinObjective: 0,
      proven: 0,
      without: 3,
      rows: [
        backupRow({
          state: 'none',
          backupAgeHours: null,
          objectiveHours: null,
          proofAt: null,
          proofLevel: null,
        }),
      ],
    },
  }),
  'backups late but proven': factsOf({
    backups: { withinObjective: 13, rows: [backupRow({ state: 'late', backupAgeHours: 31 })] },
  }),
  'a backup without objective': factsOf({ backups: { withinObjective: 13, noObjective: 1 } }),
  'no history for any forecast': factsOf({ capacity: { forecast: 0, tooLittleHistory: 31 } }),
  'one limit lacks history': factsOf({ capacity: { forecast: 30, tooLittleHistory: 1 } }),
  'nothing has a limit': factsOf({ capacity: { watched: 0, forecast: 0 } }),
  'a limit that is reached': factsOf({
    capacity: { near: 1, rows: [limitRow({ status: 'reached', value: 91 })] },
  }),
  'a limit far away': factsOf({
    capacity: {
      near: 1,
      rows: [limitRow({ earliest: '2027-02-10T00:00:00.000Z', middle: null, latest: null })],
    },
  }),
  'a certificate ran out': factsOf({
    expiring: { total: 1, items: [expiringFact({ at: '2026-11-20T00:00:00.000Z' })] },
  }),
  'nothing has an end': factsOf({ expiring: { certificates: { watched: 0, unread: 0 }, dated: 0 } }),
  'no certificate is checked': factsOf({ expiring: { certificates: { watched: 0, unread: 0 } } }),
  'certificates that nobody could read': factsOf({
    expiring: { certificates: { watched: 9, unread: 2 }, dated: 0 },
  }),
  'a version out of support': factsOf({
    security: { versions: { watched: true, systems: 12, unsupported: 1, ending: 0 } },
  }),
  'an unannounced change': factsOf({
    changes: {
      unexpected: 1,
      acknowledged: 1,
      items: [
        {
          systemId: '0193a000-0000-7000-8000-000000000004',
          system: 'reports-db',
          id: '0193a000-0000-7000-8000-000000000501',
          at: '2026-11-19T10:00:00.000Z',
          subject: 'max_connections',
          key: 'setting',
          before: '100',
          after: '400',
        },
      ],
    },
  }),
  'one source of security missing': factsOf({
    security: {
      systemSignIns: { watched: true, failed: 3 },
      updates: { watched: true, systems: 12, behind: 2 },
      vulnerabilities: { watched: false, why: 'No check compares packages with published ones.' },
    },
  }),
  'every source of security': factsOf({
    security: {
      systemSignIns: { watched: true, failed: 0 },
      updates: { watched: true, systems: 12, behind: 0 },
      vulnerabilities: { watched: true, open: 2 },
      versions: { watched: true, systems: 12, unsupported: 0, ending: 1 },
    },
  }),
  'changes are not observed': factsOf({ changes: { watchedSystems: 0, announced: 0 } }),
  'nothing is scored': factsOf({
    score: { grades: noGrades, median: null, medianBefore: null, worst: null, unscored: 18 },
  }),
} satisfies Record<string, ReportFacts>
