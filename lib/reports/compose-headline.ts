import { formatDuration } from '@/lib/format/moment'
import { openFindings } from './read-numbers'
import type { Claim } from './report-document'
import type { ReportFrame } from './report-frame'
import { opening, say } from './say'

const flags = `{flags, plural, one {# red flag is raised} other {# red flags are raised}}{change, select, none {} first {} same {, as the {unit} before} more {, {by, number} more than the {unit} before} other {, {by, number} fewer than the {unit} before}}{overdue, plural, =0 {} one {, # finding is past due} other {, # findings are past due}}`
const overdueText = `{overdue, plural, one {# finding is past due} other {# findings are past due}}{change, select, none {} first {} same {, as the {unit} before} more {, {by, number} more than the {unit} before} other {, {by, number} fewer than the {unit} before}}`
const tasksText = `{tasks, plural, one {# task is overdue} other {# tasks are overdue}}{change, select, none {} first {} same {, as the {unit} before} more {, {by, number} more than the {unit} before} other {, {by, number} fewer than the {unit} before}}`
const openText = `{open, plural, one {# finding is open} other {# findings are open}}, none past due`
const unknownText = `{unknown, plural, one {# of {checks, number} checks is} other {# of {checks, number} checks are}} unknown`

/** From this share of the period on, the first thing to say is that nobody looked. */
const blindShare = 0.25

/** The verdict in one sentence: what is worst, against the period before, and how much of it we could see. */
export function composeHeadline(frame: ReportFrame): Claim {
  const claim = (kind: string, text: string, href: string): Claim => ({
    key: `headline.${kind}`,
    text: `${opening(text)}.`,
    href: frame.view(href),
  })
  const { coverage, redFlags, findings, maintenance, previous } = frame.facts
  const blind = blindText(frame)
  if (blind) return claim(...blind)
  const seen =
    coverage.unknownChecks > 0
      ? `; ${say(unknownText, { unknown: coverage.unknownChecks, checks: coverage.checks })}`
      : ''
  const unit = frame.unit
  if (redFlags.raised > 0) {
    const values = {
      flags: redFlags.raised,
      overdue: findings.overdue,
      unit,
      ...compared(redFlags.raised, previous?.redFlags),
    }
    return claim('flags', `${say(flags, values)}${seen}`, '/red-flags')
  }
  if (findings.overdue > 0) {
    const values = {
      overdue: findings.overdue,
      unit,
      ...compared(findings.overdue, previous?.overdueFindings),
    }
    return claim('overdue', `${say(overdueText, values)}${seen}`, '/findings?view=past-sla')
  }
  if (maintenance.overdue > 0) {
    const values = {
      tasks: maintenance.overdue,
      unit,
      ...compared(maintenance.overdue, previous?.overdueTasks),
    }
    return claim('tasks', `${say(tasksText, values)}${seen}`, '/tasks')
  }
  const open = openFindings(findings)
  if (open > 0) return claim('open', `${say(openText, { open })}${seen}`, '/findings')
  if (coverage.unknownChecks > 0)
    return claim('unknown', `nothing is known to be wrong${seen}`, '/systems?view=no-data')
  if (redFlags.unknown > 0 || redFlags.clear === 0) {
    return claim('unjudged', unjudged(frame), '/red-flags')
  }
  return claim(
    'well',
    `All is well: nothing raised, open or overdue; all ${say('{checks, plural, one {# check is} other {# checks are}} current', { checks: coverage.checks })}`,
    '/fleet',
  )
}

function unjudged({ facts: { redFlags } }: ReportFrame): string {
  const why =
    redFlags.unknown > 0
      ? say(`{unknown, plural, one {# red flag is} other {# red flags are}} unknown`, {
          unknown: redFlags.unknown,
        })
      : 'no red flag was judged'
  return `nothing is open or overdue, but ${why}`
}

/** Where too little was seen for any verdict. */
function blindText({ facts, unit }: ReportFrame): [kind: string, text: string, href: string] | null {
  const { coverage, blindSpots, period, asOf } = facts
  if (coverage.systems === 0)
    return ['empty', `nothing was watched this ${unit}: there is no system`, '/systems']
  if (coverage.checks === 0) {
    const text = say(
      `nothing was watched this {unit}: {systems, plural, one {# system has} other {# systems have}} no check`,
      { unit, systems: coverage.systems },
    )
    return ['unwatched', text, '/systems']
  }
  if (coverage.pendingChecks === coverage.checks) {
    return [
      'starting',
      say(`nothing is known yet: {checks, plural, one {# check has} other {# checks have}} still to run`, {
        checks: coverage.checks,
      }),
      '/systems',
    ]
  }
  const length = (new Date(asOf).getTime() - new Date(period.from).getTime()) / 1000
  const away = formatDuration(blindSpots.workerDownSeconds)
  if (coverage.currentChecks === 0) {
    return [
      'unknown-all',
      say(
        `the state of {checks, plural, one {# check} other {all # checks}} is unknown: no result is current`,
        { checks: coverage.checks },
      ),
      '/systems?view=no-data',
    ]
  }
  if (blindSpots.workerDownSeconds >= length * blindShare) {
    const flags = say(`{flags, plural, =0 {no red flag} one {# red flag} other {# red flags}}`, {
      flags: facts.redFlags.raised,
    })
    return [
      'away',
      `nobody looked for ${away} of this ${unit}; since then ${flags} and ${facts.findings.overdue} overdue`,
      '/systems?view=no-data',
    ]
  }
  return null
}

function compared(now: number, before: number | null | undefined): { change: string; by: number } {
  if (before === null || before === undefined) return { change: 'none', by: 0 }
  const change = now === before ? 'same' : now > before ? 'more' : 'fewer'
  return { change, by: Math.abs(now - before) }
}
