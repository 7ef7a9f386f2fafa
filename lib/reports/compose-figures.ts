import { formatNumber } from '@/lib/format/measure'
import { openFindings, reportNumbers } from './read-numbers'
import type { ReportFigure, ReportTone } from './report-document'
import type { ReportFrame } from './report-frame'
import type { ReportNumbers } from './report-numbers'
import { say } from './say'

/** Share of maintenance in time that a team is asked for. */
export const onTimeGoalPercent = 95

/** The four numbers at the top, each with what it was and what it should be. */
export function composeFigures(frame: ReportFrame): ReportFigure[] {
  const numbers = reportNumbers(frame.facts)
  return [onTime(frame, numbers), checks(frame, numbers), findings(frame, numbers), backups(frame, numbers)]
}

/** "was 94 %"; what stands there when there is nothing to compare with. */
function was(frame: ReportFrame, before: (numbers: ReportNumbers) => string | null): string {
  const { previous, isFirst } = frame.facts
  if (previous === null) return isFirst ? 'first report' : `no ${frame.unit} before`
  const value = before(previous)
  return value === null ? 'was unknown' : `was ${value}`
}

function onTime(frame: ReportFrame, { onTimePercent }: ReportNumbers): ReportFigure {
  const percent = (value: number | null) => (value === null ? null : `${formatNumber(value)} %`)
  const hasTasks = frame.facts.maintenance.tasks > 0
  return {
    key: 'on-time',
    label: 'Maintenance on time',
    value: percent(onTimePercent) ?? (hasTasks ? 'none due' : 'not watched'),
    tone:
      onTimePercent === null
        ? hasTasks
          ? 'plain'
          : 'unknown'
        : onTimePercent >= onTimeGoalPercent
          ? 'ok'
          : 'warn',
    change: was(frame, (before) => percent(before.onTimePercent)),
    goal: `goal ${onTimeGoalPercent} %`,
    href: frame.view('/tasks?view=record'),
  }
}

function checks(frame: ReportFrame, { currentChecks, checks: all }: ReportNumbers): ReportFigure {
  const { unknownChecks, failingChecks } = frame.facts.coverage
  const goal = say(
    `{unknown, plural, =0 {none unknown} other {# unknown}}, {failing, plural, =0 {none failing} other {# failing}}`,
    {
      unknown: unknownChecks,
      failing: failingChecks,
    },
  )
  const tone: ReportTone = all === 0 || currentChecks < all ? 'unknown' : failingChecks > 0 ? 'fail' : 'ok'
  return {
    key: 'checks',
    label: 'Checks current',
    value: all === 0 ? 'not watched' : `${formatNumber(currentChecks)} of ${formatNumber(all)}`,
    tone,
    change: was(frame, (before) =>
      before.checks === 0 ? null : `${formatNumber(before.currentChecks)} of ${formatNumber(before.checks)}`,
    ),
    goal: all === 0 ? 'no check yet' : goal,
    href: frame.view('/systems'),
  }
}

function findings(frame: ReportFrame, numbers: ReportNumbers): ReportFigure {
  const { findings: facts, coverage } = frame.facts
  const isWatched = coverage.systems > 0
  return {
    key: 'findings',
    label: 'Findings open',
    value: isWatched ? formatNumber(openFindings(facts)) : 'not watched',
    tone: !isWatched ? 'unknown' : facts.overdue > 0 ? 'fail' : 'plain',
    change: was(frame, (before) => formatNumber(before.openFindings)),
    goal: !isWatched
      ? 'no system yet'
      : say(
          `{overdue, plural, =0 {none past due} other {# past due}}{accepted, plural, =0 {} other {, # accepted}}`,
          {
            overdue: numbers.overdueFindings,
            accepted: facts.acceptedOpen,
          },
        ),
    href: frame.view('/findings'),
  }
}

function backups(frame: ReportFrame, { provenBackups, claimedBackups }: ReportNumbers): ReportFigure {
  const { without } = frame.facts.backups
  const pair = (proven: number, claimed: number) => `${formatNumber(proven)} of ${formatNumber(claimed)}`
  const isWatched = claimedBackups > 0
  return {
    key: 'backups',
    label: 'Backups proven',
    value: isWatched ? pair(provenBackups, claimedBackups) : 'not watched',
    tone: !isWatched ? 'unknown' : provenBackups < claimedBackups || without > 0 ? 'fail' : 'ok',
    change: was(frame, (before) =>
      before.claimedBackups === 0 ? null : pair(before.provenBackups, before.claimedBackups),
    ),
    goal:
      without === 0
        ? 'goal all'
        : say(`{without, plural, one {# system without} other {# systems without}}`, { without }),
    href: frame.view('/red-flags/unproven-backup'),
  }
}
