import { capital } from '@/lib/format/sentences'
import { cleanText } from './clean-text'
import { reachOf, resourceOf } from './compose-capacity'
import { allTiers } from './read-numbers'
import type { Claim } from './report-document'
import type { ReportFrame } from './report-frame'
import { say } from './say'

const coverageText = `{current, number} of {checks, plural, one {# check} other {# checks}} on {systems, plural, one {# system} other {# systems}} {checks, plural, one {is} other {{current, plural, one {is} other {are}}}} current{pending, plural, =0 {} one {, # has still to run} other {, # have still to run}}.`
const balanceText = `{verdict, select, fewer {{by, plural, one {# more finding was} other {# more findings were}} closed than opened} more {{by, plural, one {# more finding} other {# more findings}} opened than closed} other {As many findings opened as closed}}`
const workText = `{onTime, number} of {due, plural, one {# task was} other {# tasks {onTime, plural, one {was} other {were}}}} done on time`
const teamText = `{team} carries most: {flags, plural, =0 {no red flag} one {# red flag} other {# red flags}}, {overdue, plural, =0 {none} other {#}} of {open, plural, one {# open finding} other {# open findings}} past due.`

/**
 * Two or three sentences under the verdict: how much was seen, how work stands, what comes next. The verdict names what
 * is unknown; when there is enough else to say, coverage is not said twice.
 */
export function composeSummary(frame: ReportFrame): Claim[] {
  const others = [workClaim(frame), nextClaim(frame) ?? teamClaim(frame)].filter((claim) => claim !== null)
  const coverage = coverageClaim(frame)
  const isSaid = others.length > 1 && frame.facts.coverage.unknownChecks > 0
  return coverage && !isSaid ? [coverage, ...others] : others
}

function coverageClaim({ facts: { coverage }, view }: ReportFrame): Claim | null {
  if (coverage.checks === 0) return null
  const text = say(coverageText, {
    current: coverage.currentChecks,
    checks: coverage.checks,
    systems: coverage.systems,
    pending: coverage.pendingChecks,
  })
  return { key: 'summary.coverage', text, href: view('/systems') }
}

function workClaim({ facts, view }: ReportFrame): Claim | null {
  const opened = facts.findings.opened + facts.findings.reopened
  const closed = facts.findings.verified
  const { due, onTime } = allTiers(facts.maintenance.byTier)
  const balance =
    opened + closed === 0
      ? null
      : say(balanceText, {
          verdict: closed > opened ? 'fewer' : opened > closed ? 'more' : 'same',
          by: Math.abs(closed - opened),
        })
  const work = due === 0 ? null : say(workText, { due, onTime })
  const text = balance ?? work
  if (text === null) return null
  return {
    key: 'summary.work',
    text: `${capital(text)}.`,
    href: view(balance ? '/findings' : '/tasks?view=record'),
  }
}

function nextClaim(frame: ReportFrame): Claim | null {
  const [soonest] = frame.facts.capacity.rows
  if (!soonest || soonest.earliest === null) return null
  const text =
    soonest.status === 'reached'
      ? `${resourceOf(soonest)} has reached its limit.`
      : `${resourceOf(soonest)} runs out first, ${reachOf(frame, soonest)}.`
  return { key: 'summary.capacity', text, href: `/systems/${soonest.systemId}/capacity` }
}

/** Where several teams share an installation: who has most to do. Teams are compared by what is raised, not by people. */
function teamClaim({ facts: { teams } }: ReportFrame): Claim | null {
  const burden = (team: (typeof teams)[number]) => team.redFlags * 1000 + team.overdueFindings
  const [most] = [...teams].sort((a, b) => burden(b) - burden(a) || (a.name < b.name ? -1 : 1))
  if (teams.length < 2 || !most || burden(most) === 0) return null
  const text = say(teamText, {
    team: capital(cleanText(most.name, 40)),
    flags: most.redFlags,
    overdue: most.overdueFindings,
    open: most.openFindings,
  })
  return {
    key: 'summary.teams',
    text,
    href: most.id === null ? '/fleet' : `/fleet?team=${encodeURIComponent(most.id)}`,
  }
}
