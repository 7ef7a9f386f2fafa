import { forecastsAsOf } from '@/lib/capacity/store'
import { changesAsOf } from '@/lib/changes/store'
import { inSnapshot } from '@/lib/db/in-snapshot'
import type { Sql } from '@/lib/db/pool'
import { knownRules } from '@/lib/red-flags/active-rules'
import { readStoredRules } from '@/lib/red-flags/rule-store'
import { unprovenBackup } from '@/lib/red-flags/rules/unproven-backup'
import { weekAfter } from '../periods'
import type { ReportFacts } from '../report-facts'
import type { ReportNumbers } from '../report-numbers'
import type { ReportScope } from '../schema'
import type { ChangesFacts } from '../section-facts'
import { readAlerts } from './alert-store'
import { backupFacts } from './backup-facts'
import { readBackupSources } from './backup-store'
import { readAlive, readMissedRuns } from './blind-store'
import { capacityFacts } from './capacity-facts'
import { type Attendance, attendanceAt, type ChecksAsOf, readChecks } from './check-store'
import { collectDecisions } from './collect-decisions'
import { collectScores } from './collect-scores'
import { downSeconds } from './down-seconds'
import { expiringCertificates, expiringDays, expiringFacts, expiringListed } from './expiring-facts'
import { readEndingAnswers, readEndingDecisions } from './expiring-store'
import { readFindings, readFindingsDue } from './finding-store'
import { flagFacts, rulesAsOf } from './flag-facts'
import { readFlagMoves, readFlags, readLaterRules, readLaterSwitches } from './flag-store'
import { readIncidents } from './incident-store'
import { readMaintenance } from './maintenance-store'
import { namedAsOf } from './named-as-of'
import { type ScopeSystem, systemsAsOf, teamName } from './scope-store'
import { type AnswerCounts, readAnswers } from './score-store'
import { securityFacts } from './security-facts'
import { readRefusedSignIns, readVersions } from './security-store'
import { teamFacts } from './team-facts'
import { upcomingFacts, upcomingListed } from './upcoming-facts'
import { readUpcomingWork } from './upcoming-store'
import { readValues } from './value-store'
import type { Window } from './window'

const dayMs = 86_400_000
/** Days after which the last figure of a check says nothing any more. */
const valueDays = 3

/** A period of one scope, and what is known of the one before. */
export interface CollectInput {
  scope: ReportScope
  period: ReportFacts['period']
  /** The period's end, or the moment of the build if that came first. */
  asOf: Date
  previous: ReportNumbers | null
  isFirst: boolean
  builtAt: Date
}

/**
 * What the engine knows about a period: everything as it was at `asOf`, from histories, so that a late build and a
 * later reading give the same. One consistent look at the database, whatever is written meanwhile.
 */
export async function collectReportFacts(input: CollectInput, on?: Sql): Promise<ReportFacts> {
  if (on) return collect(input, on)
  return inSnapshot((snapshot) => collect(input, snapshot))
}

async function collect(input: CollectInput, on: Sql): Promise<ReportFacts> {
  const { scope, period, asOf } = input
  const systems = await systemsAsOf(scope, asOf, on)
  const window: Window = {
    ids: systems.map(({ id }) => id),
    from: new Date(period.from),
    to: new Date(period.to),
    asOf,
    on,
  }
  const attendance = await attendanceAt(window)
  const checks = await readChecks(window, attendance)
  const forecasts = await forecastsAsOf(asOf, window.ids, on)
  const findings = await readFindings(window)
  const scores = await collectScores(window, systems)
  const answers = await readAnswers(window)
  const flags = await collectFlags(window, systems)
  const backups = await collectBackups(window, systems, flags.thresholds)
  const alerts = await readAlerts(window)
  const maintenance = await readMaintenance(window)
  const ends = await collectEnds(window, systems, period.zone)
  const facts: ReportFacts = {
    scope:
      scope.kind === 'team'
        ? { ...scope, name: (await teamName(scope.id, on)) ?? 'a team that is gone' }
        : scope,
    period,
    asOf: asOf.toISOString(),
    builtAt: input.builtAt.toISOString(),
    isFirst: input.isFirst,
    previous: input.previous,
    coverage: checks.coverage,
    decisions: await collectDecisions(window, systems, forecasts, period.zone),
    findings: findings.facts,
    score: scores.facts,
    redFlags: flags.facts,
    changes: await collectChanges(window),
    backups: backups.facts,
    capacity: capacityFacts(forecasts, asOf),
    expiring: ends.expiring,
    security: securityFacts(scope, await readRefusedSignIns(window), await readVersions(window), answers),
    alerts: alerts.facts,
    incidents: await readIncidents(window),
    maintenance: withOwners(maintenance.facts, systems),
    blindSpots: await collectBlindSpots(window, attendance, checks, answers),
    nextWeek: ends.nextWeek,
    teams:
      scope.kind === 'team'
        ? []
        : teamFacts(systems, {
            scores: scores.rows,
            flags: flags.cells,
            findings: findings.bySystem,
            maintenance: maintenance.bySystem,
            alerts: alerts.bySystem,
            proofs: backups.proofs,
          }),
  }
  return namedAsOf(facts, new Map(systems.map(({ id, name }) => [id, name])))
}

async function collectFlags(window: Window, systems: readonly ScopeSystem[]) {
  const known = knownRules(await readStoredRules(window.on))
  const later = { switches: await readLaterSwitches(window), rules: await readLaterRules(window) }
  const rules = rulesAsOf(known, later)
  const keys = rules.map(({ key }) => key)
  const cells = await readFlags(window, keys)
  return {
    cells,
    facts: flagFacts(rules, cells, await readFlagMoves(window, keys), systems),
    thresholds: known.find(({ rule }) => rule.key === unprovenBackup.key)?.numbers ?? {},
  }
}

async function collectBackups(
  window: Window,
  systems: readonly ScopeSystem[],
  thresholds: Awaited<ReturnType<typeof collectFlags>>['thresholds'],
) {
  const ages = await readValues(window, 'bk.age', valueDays)
  return backupFacts(systems, await readBackupSources(window), ages, { asOf: window.asOf, thresholds })
}

async function collectChanges(window: Window): Promise<ChangesFacts> {
  const { ids, from, to, asOf, on } = window
  // It reads up to and including the instant it is given.
  const { items, ...counts } = await changesAsOf(ids, from, to, new Date(asOf.getTime() - 1), on)
  return { ...counts, items: items.map(({ at, ...item }) => ({ ...item, at: at.toISOString() })) }
}

async function collectEnds(window: Window, systems: readonly ScopeSystem[], zone: string) {
  const { asOf } = window
  const until = new Date(asOf.getTime() + expiringDays * dayMs)
  const weekAhead = weekAfter(asOf, zone)
  const values = await readValues(window, 'tls.expiry', valueDays)
  const certificates = expiringCertificates(values, systems, until)
  const decisions = await readEndingDecisions(window, until)
  const answers = await readEndingAnswers(window, until, expiringListed)
  const endingSoon = decisions.items.filter(
    ({ kind, at }) => kind === 'acceptance' && Date.parse(at) < weekAhead.getTime(),
  )
  const due = await readFindingsDue(window, weekAhead, upcomingListed)
  const work = await readUpcomingWork(window, weekAhead, upcomingListed)
  return {
    expiring: expiringFacts(values, certificates, decisions, answers),
    nextWeek: upcomingFacts(work, endingSoon, due),
  }
}

async function collectBlindSpots(
  window: Window,
  attendance: Attendance,
  { coverage, systemsWithoutChecks, items }: ChecksAsOf,
  { stale, never }: AnswerCounts,
): Promise<ReportFacts['blindSpots']> {
  return {
    unknownChecks: coverage.unknownChecks,
    missedRuns: await readMissedRuns(window, attendance),
    workerDownSeconds: await collectDown(window),
    staleAnswers: stale,
    neverAnswered: never,
    systemsWithoutChecks,
    items,
  }
}

/** Since the first system there is somebody has to look; before that nothing was missed. */
async function collectDown(window: Window): Promise<number> {
  const { spans, watchedSince } = await readAlive(window)
  if (watchedSince === null || watchedSince >= window.asOf) return 0
  return downSeconds(spans, watchedSince > window.from ? watchedSince : window.from, window.asOf)
}

/** A task without an owner belongs to the owner of its system. */
function withOwners(
  facts: ReportFacts['maintenance'],
  systems: readonly ScopeSystem[],
): ReportFacts['maintenance'] {
  const owners = new Map(systems.map(({ id, owner }) => [id, owner]))
  return {
    ...facts,
    items: facts.items.map((item) => ({ ...item, owner: item.owner ?? owners.get(item.systemId) ?? null })),
  }
}
