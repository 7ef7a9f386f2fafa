import { formatDuration } from '@/lib/format/moment'
import { daysTo, pressingDays, resourceOf } from './compose-capacity'
import { allTiers } from './read-numbers'
import type { ReportFrame } from './report-frame'
import { say } from './say'

/** Something that is wrong though no flag is raised and nothing is past due; short enough for a subject. */
export interface Trouble {
  text: string
  href: string
}

/** What keeps a week without flags and without overdue work from being called well, most pressing first. */
export function findTroubles(frame: ReportFrame): Trouble[] {
  return [
    ...checkTroubles(frame),
    ...capacityTroubles(frame),
    ...backupTroubles(frame),
    ...endTroubles(frame),
    ...workTroubles(frame),
    ...sightTroubles(frame),
  ]
}

/** A trouble where there is at least one of them. */
function counted(count: number, template: string, href: string): Trouble[] {
  return count > 0 ? [{ text: say(template, { count }), href }] : []
}

/** Only the first of many are listed: where all of them are so, there may be more. */
const atLeast = (count: number, listed: number, all: number) =>
  count > 0 && count === listed && all > listed ? 'at least ' : ''

function checkTroubles({ facts: { coverage } }: ReportFrame): Trouble[] {
  return counted(
    coverage.failingChecks,
    '{count, plural, one {# check fails} other {# checks fail}}',
    '/findings',
  )
}

function capacityTroubles(frame: ReportFrame): Trouble[] {
  const { rows, near } = frame.facts.capacity
  const reached = rows.find(({ status }) => status === 'reached')
  if (reached) return [{ text: `${resourceOf(reached)} is at its limit`, href: '/capacity' }]
  const soon = rows.filter((row) => daysTo(frame, row.earliest) <= pressingDays).length
  return counted(
    soon,
    `${atLeast(soon, rows.length, near)}{count, plural, one {# limit} other {# limits}} may be reached within ${pressingDays} days`,
    '/capacity',
  )
}

function backupTroubles({ facts: { backups } }: ReportFrame): Trouble[] {
  const { claimed, proven, neverProven, without, withinObjective, noObjective } = backups
  const href = '/red-flags/unproven-backup'
  return [
    ...counted(without, '{count, plural, one {# system has} other {# systems have}} no backup', href),
    ...counted(
      Math.max(claimed - proven, neverProven),
      '{count, plural, one {# backup is} other {# backups are}} not proven',
      href,
    ),
    ...counted(
      claimed - withinObjective - noObjective,
      '{count, plural, one {# backup is} other {# backups are}} older than agreed',
      href,
    ),
  ]
}

function endTroubles({ facts: { expiring, security }, now }: ReportFrame): Trouble[] {
  const expired = expiring.items.filter(({ at }) => new Date(at).getTime() <= now.getTime()).length
  const open = security.vulnerabilities.watched ? security.vulnerabilities.open : 0
  const unsupported = security.versions.watched ? security.versions.unsupported : 0
  return [
    ...counted(
      expired,
      `${atLeast(expired, expiring.items.length, expiring.total)}{count, plural, one {# thing has} other {# things have}} expired`,
      '/reviews',
    ),
    ...counted(
      open,
      '{count, plural, one {# vulnerability is} other {# vulnerabilities are}} known',
      '/systems',
    ),
    ...counted(
      unsupported,
      '{count, plural, one {# version is} other {# versions are}} out of support',
      '/systems',
    ),
  ]
}

function workTroubles({ facts: { alerts, maintenance, changes } }: ReportFrame): Trouble[] {
  const late = alerts.watched ? alerts.tooLate : 0
  const { missed } = allTiers(maintenance.byTier)
  return [
    ...counted(
      late,
      '{count, plural, one {# alert} other {# alerts}} came too late',
      '/red-flags/ignored-alerts',
    ),
    ...counted(missed, '{count, plural, one {# task was} other {# tasks were}} missed', '/tasks?view=record'),
    ...counted(
      changes.unexpected,
      '{count, plural, one {# change was} other {# changes were}} not announced',
      '/changes',
    ),
    ...(maintenance.tasks === 0 ? [{ text: 'no maintenance is defined', href: '/tasks' }] : []),
  ]
}

function sightTroubles({ facts: { coverage, blindSpots, redFlags } }: ReportFrame): Trouble[] {
  const away = `nobody looked for ${formatDuration(blindSpots.workerDownSeconds)}`
  const href = '/systems?view=no-data'
  return [
    ...(blindSpots.workerDownSeconds > 0 ? [{ text: away, href }] : []),
    ...counted(
      redFlags.unknown,
      '{count, plural, one {# red flag is} other {# red flags are}} unknown',
      '/red-flags',
    ),
    ...(redFlags.raised + redFlags.unknown + redFlags.clear === 0
      ? [{ text: 'no red flag was judged', href: '/red-flags' }]
      : []),
    ...counted(
      coverage.pendingChecks,
      '{count, plural, one {# check has} other {# checks have}} still to run',
      href,
    ),
    ...counted(coverage.pausedChecks, '{count, plural, one {# check is} other {# checks are}} paused', href),
    ...counted(
      blindSpots.systemsWithoutChecks,
      '{count, plural, one {# system has} other {# systems have}} no check',
      href,
    ),
  ]
}
