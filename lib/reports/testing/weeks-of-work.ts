import type { ReportFacts } from '../report-facts'
import { factsOf, noTiers, previousNumbers, tier } from './report-facts-builder'
import { findingLine, flagLine, overdueTask, upcoming } from './report-rows'

/** Weeks that differ in flags, findings and maintenance. */
export const weeksOfWork = {
  'a single red flag': factsOf({ redFlags: { raised: 1, clear: 107, rows: [flagLine()] } }),
  'fewer red flags than before': factsOf({
    previous: previousNumbers({ redFlags: 4 }),
    redFlags: { raised: 3, clear: 105, rows: [flagLine({ raised: 3, newlyRaised: 0, cleared: 1 })] },
  }),
  'as many red flags as before': factsOf({
    previous: previousNumbers({ redFlags: 2 }),
    redFlags: { raised: 2, clear: 106, rows: [flagLine({ raised: 2, newlyRaised: 0 })] },
  }),
  'red flags unknown': factsOf({
    redFlags: {
      unknown: 6,
      clear: 102,
      rows: [flagLine({ systems: [], raised: 0, newlyRaised: 0, unknown: 6 })],
    },
  }),
  'no rule is on': factsOf({ redFlags: { clear: 0 } }),
  'one finding past due': factsOf({
    findings: { overdue: 1, open: { critical: 0, high: 1, medium: 0, low: 0 } },
  }),
  'findings open, none late': factsOf({
    findings: {
      opened: 1,
      open: { critical: 0, high: 0, medium: 1, low: 0 },
      items: [findingLine({ severity: 'medium' })],
    },
  }),
  'more closed than opened': factsOf({
    findings: {
      opened: 1,
      verified: 5,
      open: { critical: 0, high: 0, medium: 3, low: 0 },
      items: [findingLine({ what: 'verified' })],
    },
  }),
  'a risk was accepted': factsOf({
    findings: { accepted: 1, acceptedOpen: 1, items: [findingLine({ what: 'accepted' })] },
  }),
  'a finding came back': factsOf({
    findings: {
      reopened: 1,
      open: { critical: 1, high: 0, medium: 0, low: 0 },
      items: [findingLine({ what: 'reopened', severity: 'critical' })],
    },
  }),
  'one task overdue': factsOf({
    maintenance: {
      overdue: 1,
      byTier: { ...noTiers, weekly: tier(1, { onTime: 0, missed: 1 }) },
      items: [overdueTask()],
    },
  }),
  'a planned week': factsOf({
    nextWeek: {
      total: 4,
      items: [
        upcoming(),
        upcoming({ kind: 'review', title: 'Q4 2026', at: '2026-11-26T09:00:00.000Z', href: '/reviews' }),
        upcoming({ title: 'Daily tasks', count: 7, at: '2026-11-23T05:00:00.000Z' }),
      ],
    },
  }),
  'nothing was due': factsOf({ maintenance: { byTier: noTiers, minutes: 0 } }),
  'no task is defined': factsOf({ maintenance: { tasks: 0, byTier: noTiers, minutes: 0 } }),
  'tasks done with problems': factsOf({ maintenance: { withProblem: 2 } }),
} satisfies Record<string, ReportFacts>
