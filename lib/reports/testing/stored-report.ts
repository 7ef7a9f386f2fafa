import { storeTestReport as storeFacts } from '@/scripts/testing/report-fixture'
import { reportWeeks } from './report-weeks'

/** Stores the report of a week in UTC, as if it had been built then; returns its id. */
export function storeTestReport(report: {
  week: string
  to: Date
  builtAt: Date
  team?: { id: string; name: string }
}): Promise<string> {
  const { week, to, team } = report
  const facts = reportWeeks['a typical week']
  const from = new Date(to.getTime() - 7 * 86_400_000).toISOString()
  return storeFacts({
    ...facts,
    scope: team ? { kind: 'team', ...team } : { kind: 'instance' },
    period: { ...facts.period, kind: 'weekly', week, from, to: to.toISOString(), zone: 'UTC' },
    builtAt: report.builtAt.toISOString(),
  })
}
