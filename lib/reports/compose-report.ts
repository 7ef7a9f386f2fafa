import { cleanText } from './clean-text'
import { composeAlerts } from './compose-alerts'
import { composeBackups } from './compose-backups'
import { composeBlindSpots } from './compose-blind-spots'
import { composeCapacity } from './compose-capacity'
import { composeChanged } from './compose-changed'
import { composeDecisions, decisionsLead } from './compose-decisions'
import { composeExpiring } from './compose-expiring'
import { composeFigures } from './compose-figures'
import { composeHeadline } from './compose-headline'
import { composeMaintenance } from './compose-maintenance'
import { composeNextWeek } from './compose-next-week'
import { composeRedFlags } from './compose-red-flags'
import { composeSecurity } from './compose-security'
import { composeSubject } from './compose-subject'
import { composeSummary } from './compose-summary'
import type { ReportDocument } from './report-document'
import type { ReportFacts } from './report-facts'
import { frameOf, momentWithYear, periodDays, type ReportFrame, weekNumber } from './report-frame'
import { shareRows } from './share-rows'

/** The report as it is read, made of frozen facts and of nothing else. Pure: the same facts say the same. */
export function composeReport(
  facts: ReportFacts,
  { installation }: { installation: string },
): ReportDocument {
  const frame = frameOf(facts)
  return {
    subject: composeSubject(frame),
    title: titleOfPeriod(facts),
    scope:
      facts.scope.kind === 'team' ? cleanText(facts.scope.name, 60) || 'Team without a name' : 'All systems',
    meta: composeMeta(frame, installation),
    builtAt: facts.builtAt,
    headline: composeHeadline(frame),
    summary: composeSummary(frame),
    figures: composeFigures(frame),
    decisions: composeDecisions(frame),
    decisionsLead: decisionsLead(frame),
    sections: shareRows([
      composeChanged(frame),
      composeRedFlags(frame),
      composeBackups(frame),
      composeCapacity(frame),
      composeExpiring(frame),
      composeSecurity(frame),
      composeAlerts(frame),
      composeMaintenance(frame),
      composeBlindSpots(frame),
      composeNextWeek(frame),
    ]),
  }
}

/** "Week 47, 16 to 22 Nov 2026"; the days alone for a period of choice. */
function titleOfPeriod({ period }: ReportFacts): string {
  const week = weekNumber(period.week)
  return week === null ? periodDays(period) : `Week ${week}, ${periodDays(period)}`
}

/** Whose report, when it was built, and until when facts were taken if that was before the period's end. */
function composeMeta({ facts: { period, asOf, builtAt }, zone }: ReportFrame, installation: string): string {
  const built = `Built ${momentWithYear(builtAt, zone)} (${zone})`
  const cut = new Date(asOf) < new Date(period.to) ? `facts until ${momentWithYear(asOf, zone)}` : ''
  return [cleanText(installation, 60), built, cut].filter(Boolean).join(' · ')
}
