import type { ReportFacts } from './report-facts'
import type { ReportNumbers } from './report-numbers'
import { sharePercent } from './say'
import { reportTiers, type TierFacts } from './section-facts'

/** All tiers together. */
export function allTiers(byTier: ReportFacts['maintenance']['byTier']): TierFacts {
  const sum = (part: keyof TierFacts) => reportTiers.reduce((total, tier) => total + byTier[tier][part], 0)
  return {
    due: sum('due'),
    onTime: sum('onTime'),
    late: sum('late'),
    missed: sum('missed'),
    skipped: sum('skipped'),
  }
}

/** Open findings of every severity; accepted risks are not among them. */
export function openFindings({ open }: Pick<ReportFacts['findings'], 'open'>): number {
  return open.critical + open.high + open.medium + open.low
}

/** The numbers that this period is compared by. What nothing is known about is null, never zero. */
export function reportNumbers(facts: ReportFacts): ReportNumbers {
  const { coverage, redFlags, findings, maintenance, score, changes, backups, alerts, capacity } = facts
  const tiers = allTiers(maintenance.byTier)
  const rated = alerts.watched ? alerts.fired - alerts.unrated : 0
  return {
    systems: coverage.systems,
    checks: coverage.checks,
    currentChecks: coverage.currentChecks,
    redFlags: redFlags.raised + redFlags.unknown + redFlags.clear > 0 ? redFlags.raised : null,
    unknownFlags: redFlags.unknown,
    openFindings: openFindings(findings),
    overdueFindings: findings.overdue,
    opened: findings.opened,
    closed: findings.verified,
    onTimePercent: sharePercent(tiers.onTime, tiers.due),
    overdueTasks: maintenance.overdue,
    medianPosture: score.median,
    unexpectedChanges: changes.watchedSystems > 0 ? changes.unexpected : null,
    provenBackups: backups.proven,
    claimedBackups: backups.claimed,
    alertNoisePercent: alerts.watched ? sharePercent(alerts.neededNothing, rated) : null,
    nearLimits: capacity.forecast > 0 ? capacity.near : null,
  }
}
