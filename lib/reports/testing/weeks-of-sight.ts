import type { ReportFacts } from '../report-facts'
import { factsOf, manyOf, noGrades, noTiers, tier } from './report-facts-builder'
import { flagLine, id, unknownCheck } from './report-rows'

/** An installation on its first day: nothing exists but the facts that nothing exists. */
const nothing: ReportFacts = factsOf({
  isFirst: true,
  previous: null,
  coverage: { systems: 0, checks: 0, currentChecks: 0 },
  score: { grades: noGrades, median: null, medianBefore: null, worst: null },
  redFlags: { clear: 0 },
  changes: { watchedSystems: 0, announced: 0 },
  backups: { claimed: 0, withinObjective: 0, proven: 0 },
  capacity: { watched: 0, forecast: 0 },
  expiring: { certificates: { watched: 0, unread: 0 }, dated: 0 },
  security: {
    versions: { watched: false, why: 'no version is known' },
    reviews: { watched: false, why: 'no checklist asks' },
  },
  alerts: { watched: false, why: 'no alert was recorded in this period' },
  maintenance: { tasks: 0, byTier: noTiers, minutes: 0 },
})

/** Weeks that differ in how much was seen. */
export const weeksOfSight = {
  'the first week': factsOf({ isFirst: true, previous: null, score: { medianBefore: null } }),
  'a gap before it': factsOf({ previous: null }),
  'nothing at all': nothing,
  'one system without checks': factsOf({
    ...nothing,
    coverage: { systems: 1, checks: 0, currentChecks: 0 },
    blindSpots: { systemsWithoutChecks: 1 },
  }),
  'one system': factsOf({
    coverage: { systems: 1, checks: 1, currentChecks: 1 },
    score: { grades: { ...noGrades, A: 1 }, worst: null },
    redFlags: { clear: 6 },
    backups: { claimed: 1, withinObjective: 1, proven: 1 },
    capacity: { watched: 1, forecast: 1 },
    maintenance: { tasks: 1, byTier: { ...noTiers, weekly: tier(1) } },
  }),
  '500 systems': factsOf({
    coverage: { systems: 500, checks: 10_000, currentChecks: 9_871, unknownChecks: 129, failingChecks: 300 },
    redFlags: {
      raised: 41,
      unknown: 77,
      clear: 2_882,
      rows: [flagLine({ raised: 41, newlyRaised: 7, cleared: 3, unknown: 77 })],
    },
    blindSpots: {
      unknownChecks: 129,
      items: manyOf(5, (place) => unknownCheck({ checkId: id(700 + place), system: `node-${place}` })),
    },
  }),
  'all unknown': factsOf({
    coverage: { currentChecks: 0, unknownChecks: 146 },
    redFlags: { unknown: 108, clear: 0 },
    blindSpots: { unknownChecks: 146, items: [unknownCheck()] },
  }),
  'every check still to run': factsOf({
    isFirst: true,
    previous: null,
    coverage: { currentChecks: 0, pendingChecks: 146 },
  }),
  'one check unknown': factsOf({
    coverage: { currentChecks: 145, unknownChecks: 1 },
    blindSpots: { unknownChecks: 1, items: [unknownCheck()] },
  }),
  'the worker was down half the week': factsOf({
    coverage: { currentChecks: 146 },
    blindSpots: { workerDownSeconds: 302_400, missedRuns: 20_160 },
    findings: { overdue: 2 },
  }),
  'the worker was down for an hour': factsOf({ blindSpots: { workerDownSeconds: 4_000, missedRuns: 140 } }),
} satisfies Record<string, ReportFacts>
