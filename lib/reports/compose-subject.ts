import { cleanText } from './clean-text'
import { resourceOf } from './compose-capacity'
import { findTroubles } from './compose-troubles'
import { dateOf, periodDays, type ReportFrame, weekNumber } from './report-frame'
import { say } from './say'

const flagText = `{flags, plural, one {# red flag} other {# red flags}}`

/** The subject of the mail: the period, then the numbers; "all on time" only when everything was seen. */
export function composeSubject(frame: ReportFrame): string {
  const { scope, period } = frame.facts
  const week = weekNumber(period.week)
  const name = week === null ? periodDays(period) : `Week ${week}`
  const team = scope.kind === 'team' ? `, ${cleanText(scope.name, 40)}` : ''
  return cleanText(`${name}${team}: ${told(frame)}`, 140)
}

function told(frame: ReportFrame): string {
  const { coverage, redFlags, findings, maintenance, capacity } = frame.facts
  if (coverage.checks === 0) return 'nothing watched'
  if (coverage.currentChecks === 0) return 'nothing known'
  const overdue = findings.overdue + maintenance.overdue
  const parts: string[] = []
  if (redFlags.raised > 0) parts.push(say(flagText, { flags: redFlags.raised }))
  if (overdue > 0) parts.push(`${overdue} overdue`)
  const [soonest] = capacity.rows
  if (soonest?.earliest) {
    parts.push(
      soonest.status === 'reached'
        ? `${resourceOf(soonest)} at its limit`
        : `${resourceOf(soonest)} by ${dateOf(frame, soonest.earliest)}`,
    )
  }
  if (coverage.unknownChecks > 0) parts.push(`${coverage.unknownChecks} unknown`)
  if (parts.length > 0) return parts.join(', ')
  const [trouble] = findTroubles(frame)
  return trouble?.text ?? 'all on time'
}
