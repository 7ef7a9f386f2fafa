import { formatDuration } from '@/lib/format/moment'
import { capital } from '@/lib/format/sentences'
import { findTroubles } from './compose-troubles'
import { openFindings } from './read-numbers'
import type { Claim } from './report-document'
import type { ReportFrame } from './report-frame'
import { listed, say } from './say'

const changeText = `{change, select, none {} same {, as the {unit} before} more {, {by, number} more than the {unit} before} other {, {by, number} fewer than the {unit} before}}`
const flagText = `{flags, plural, one {# red flag is raised} other {# red flags are raised}}${changeText}{overdue, plural, =0 {} one {; # finding past due} other {; # findings past due}}`
const overdueText = `{overdue, plural, one {# finding is past due} other {# findings are past due}}${changeText}`
const taskText = `{tasks, plural, one {# task is overdue} other {# tasks are overdue}}${changeText}`
const troubleText = `nothing is past due, but {trouble}{others, plural, =0 {} one {, and # more thing is not as it should be} other {, and # more things are not as they should be}}`
const wellText = `all is well: nothing raised, open or overdue, and {checks, plural, one {the only check is} other {all # checks are}} current`
const openText = `{open, plural, one {# finding is open} other {# findings are open}}, none past due`
const unknownText = `{unknown, number} of {checks, plural, one {# check} other {# checks}} unknown`

const partlyText = `nothing is raised, open or overdue, and {checks, plural, one {the only check is} other {all # checks are}} current; not watched: {parts}`
const unwatchedText = `nothing was watched this {unit}: {systems, plural, one {the only system has} other {# systems have}} no check`
const startingText = `nothing is known yet: {checks, plural, one {the only check has} other {# checks have}} still to run`
const blindChecksText = `nothing is known: {checks, plural, one {the only check has} other {none of # checks has}} a current result`
const awayText = `nobody looked for {away} of this {unit}; what is known: {flags, plural, =0 {no red flag} one {# red flag} other {# red flags}}, {overdue, plural, =0 {no finding} one {# finding} other {# findings}} past due`

/** From this share of the period on, the first thing to say is that nobody looked. */
const blindShare = 0.25

/** The verdict in one sentence: what is worst, against the period before, and how much of it we could see. */
export function composeHeadline(frame: ReportFrame): Claim {
  const [kind, text, href] = blindText(frame) ?? verdict(frame)
  return { key: `headline.${kind}`, text: `${capital(text)}.`, href: frame.view(href) }
}

type Verdict = [kind: string, text: string, href: string]

function verdict(frame: ReportFrame): Verdict {
  const { coverage, redFlags, findings, maintenance, previous } = frame.facts
  const { unknownChecks: unknown, checks } = coverage
  const seen = unknown > 0 ? `; ${say(unknownText, { unknown, checks })}` : ''
  const { unit } = frame
  if (redFlags.raised > 0) {
    const change = compared(redFlags.raised, previous?.redFlags)
    const text = say(flagText, { flags: redFlags.raised, overdue: findings.overdue, unit, ...change })
    return ['flags', `${text}${seen}`, '/red-flags']
  }
  if (findings.overdue > 0) {
    const change = compared(findings.overdue, previous?.overdueFindings)
    const text = say(overdueText, { overdue: findings.overdue, unit, ...change })
    return ['overdue', `${text}${seen}`, '/findings?view=past-sla']
  }
  if (maintenance.overdue > 0) {
    const change = compared(maintenance.overdue, previous?.overdueTasks)
    return ['tasks', `${say(taskText, { tasks: maintenance.overdue, unit, ...change })}${seen}`, '/tasks']
  }
  const [trouble, ...others] = findTroubles(frame)
  if (trouble) {
    const text = say(troubleText, { trouble: trouble.text, others: others.length })
    return ['trouble', `${text}${seen}`, trouble.href]
  }
  const open = openFindings(findings)
  if (open > 0) return ['open', `${say(openText, { open })}${seen}`, '/findings']
  if (unknown > 0) return ['unknown', `nothing is known to be wrong${seen}`, '/systems?view=no-data']
  const parts = unwatchedParts(frame)
  if (parts.length > 0) return ['partly', say(partlyText, { checks, parts: listed(parts) }), '/fleet']
  return ['well', say(wellText, { checks }), '/fleet']
}

/** Sections whose source does not exist, or knows nothing yet: a week without them is not called well. */
function unwatchedParts({ facts }: ReportFrame): string[] {
  const { backups, capacity, expiring, alerts, changes, score } = facts
  const parts: readonly (readonly [isMissing: boolean, name: string])[] = [
    [backups.claimed === 0, 'backups'],
    [capacity.watched === 0 || capacity.forecast === 0, 'limits'],
    [expiring.certificates.watched + expiring.dated + expiring.total === 0, 'expiry dates'],
    [!alerts.watched, 'alerts'],
    [changes.watchedSystems === 0, 'changes'],
    [score.median === null, 'scores'],
  ]
  return parts.filter(([isMissing]) => isMissing).map(([, name]) => name)
}

/** Where too little was seen for any verdict. */
function blindText({ facts, unit }: ReportFrame): Verdict | null {
  const { coverage, blindSpots, period, asOf } = facts
  const { systems, checks } = coverage
  if (systems === 0) return ['empty', `nothing was watched this ${unit}: there is no system`, '/systems']
  if (checks === 0) return ['unwatched', say(unwatchedText, { unit, systems }), '/systems']
  if (coverage.pendingChecks === checks) return ['starting', say(startingText, { checks }), '/systems']
  if (coverage.currentChecks === 0)
    return ['blind', say(blindChecksText, { checks }), '/systems?view=no-data']
  const length = (new Date(asOf).getTime() - new Date(period.from).getTime()) / 1000
  if (blindSpots.workerDownSeconds < length * blindShare) return null
  const text = say(awayText, {
    away: formatDuration(blindSpots.workerDownSeconds),
    unit,
    flags: facts.redFlags.raised,
    overdue: facts.findings.overdue,
  })
  return ['away', text, '/systems?view=no-data']
}

/** How a count stands to that of the period before. */
function compared(now: number, before: number | null | undefined): { change: string; by: number } {
  if (before === null || before === undefined) return { change: 'none', by: 0 }
  const change = now === before ? 'same' : now > before ? 'more' : 'fewer'
  return { change, by: Math.abs(now - before) }
}
