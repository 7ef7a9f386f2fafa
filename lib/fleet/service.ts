import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow } from '@/lib/db/database'
import { enabledRules } from '@/lib/red-flags/judge-systems'
import { allowedDays, provingLevels, unprovenBackup } from '@/lib/red-flags/rules/unproven-backup'
import { ruleByKey } from '@/lib/red-flags/service'
import { latestReport, recentNumbers } from '@/lib/reports/service'
import { listTeams } from '@/lib/systems/change-store'
import { type AllowedDays, listUnproven, readProofStates } from '@/lib/trends/proof-store'
import {
  readAlertFlow,
  readFlagStates,
  readMaintenanceFlow,
  readOpenStates,
  readScoreStates,
} from '@/lib/trends/store'
import { chosenOf, sumOf } from '@/lib/trends/sum-counts'
import { lastSevenDays, type Span } from '@/lib/trends/weeks'
import { measureLines } from './measure-lines'
import { type FleetCounts, flagsOf, goodGrades, onTime } from './measures'
import { fleetHeadline, fleetLead } from './sentences'
import { readFleetSpans, readOverdueAndWatching } from './store'
import { teamFlags, teamLines } from './team-lines'
import type { FleetView, UnprovenLine } from './view'

/** Spans of seven days that sparklines show. */
const spansShown = 12
/** Backups on the page: what a manager can ask about. */
const unprovenShown = 12
/** Weekly reports that a mean is made of. */
const meanReports = 4

/** How old a proof may be here, by criticality: as the red flag says it. */
async function allowedHere(): Promise<AllowedDays> {
  const { numbers } = await ruleByKey(unprovenBackup.key)
  return {
    critical: allowedDays('critical', numbers),
    high: allowedDays('high', numbers),
    medium: allowedDays('medium', numbers),
    low: allowedDays('low', numbers),
  }
}

async function readCounts(
  spans: readonly Span[],
  keys: readonly string[],
  allowed: AllowedDays,
): Promise<FleetCounts> {
  const [scores, flags, open, maintenance, alerts, proofs] = await Promise.all([
    readScoreStates(spans),
    readFlagStates(spans, keys),
    readOpenStates(spans),
    readMaintenanceFlow(spans),
    readAlertFlow(spans),
    readProofStates(spans, allowed, provingLevels),
  ])
  return { spans: spans.length, scores, flags, open, maintenance, alerts, proofs }
}

/** How the fleet stands, team by team, beside a week ago and the four weeks before. */
export async function getFleet(viewer: Viewer): Promise<FleetView> {
  const now = await databaseNow()
  const spans = lastSevenDays(now, spansShown)
  const [rules, allowed, teams] = await Promise.all([enabledRules(), allowedHere(), listTeams()])
  const keys = rules.map(({ rule }) => rule.key)
  const [counts, unproven, whole, today, reports, report] = await Promise.all([
    readCounts(spans, keys, allowed),
    listUnproven(now, allowed, provingLevels, unprovenShown),
    readFleetSpans(spans),
    readOverdueAndWatching(),
    recentNumbers({ kind: 'instance' }, meanReports),
    latestReport(viewer),
  ])
  const claimed = sumOf(chosenOf(counts.proofs, 0, 'all'), (row) => row.claimed)
  const nameOf = new Map(teams.map(({ id, name }) => [id, name]))
  return {
    now: now.toISOString(),
    zone: viewer.timeZone,
    headline: fleetHeadline({
      systems: today.systems,
      flags: flagsOf(counts, 'all', 'raised'),
      unknown: flagsOf(counts, 'all', 'unknown'),
      onTime: onTime(counts, 'all'),
    }),
    lead: fleetLead({
      systems: today.systems,
      good: goodGrades(counts, 'all').now,
      claimed,
      unproven: unproven.total,
    }),
    systems: today.systems,
    measures: measureLines(counts, { whole, today, reports: reports.map((each) => each.numbers) }),
    teams: teamLines(counts, teams),
    flags: {
      columns: rules.map(({ rule: { key, title } }) => ({ key, title })),
      rows: teamFlags(counts, teams, keys),
    },
    unproven: {
      claimed,
      total: unproven.total,
      rows: unproven.rows.map(
        ({ teamId, proofAt, ...row }): UnprovenLine => ({
          ...row,
          team: teamId && (nameOf.get(teamId) ?? null),
          proofAt: proofAt?.toISOString() ?? null,
        }),
      ),
    },
    report: report?.week ?? null,
  }
}
