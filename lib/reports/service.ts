import { appendAudit } from '@/lib/audit/store'
import { canBuildReport, canChangeReports, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { listTeams, teamExists } from '@/lib/systems/change-store'
import { periodOfDays, weekOf } from './periods'
import { recompute } from './recompute'
import { headOf, viewOf } from './report-heads'
import {
  countReports,
  findReport,
  findWeekly,
  listHeads,
  listNumbers,
  neighbours,
  newestHead,
} from './report-store'
import { countRequests, findRequest, insertRequest, listRequests, type RequestRow } from './request-store'
import {
  longestPeriodDays,
  type ReportRequestForm,
  type ReportScope,
  type ReportSettings,
  type ReportsQuery,
  reportKey,
  reportsPerPage,
} from './schema'
import { readReportSettings, saveReportSettings } from './settings-store'
import type { Recomputed, ReportHead, ReportRequestView, ReportsPage, ReportView, WeekNumbers } from './view'

// Reading is open to everybody who has signed in: services take the viewer to make sure there is one.

const mayBuild = 'Building a report needs the role maintainer. An admin can give it to you.'
const mayChange = 'When reports are built is decided by administrators.'

/** Requests of one person that may wait at once, and that an hour may hold: each report is kept for good. */
const openRequests = 5
const requestsPerHour = 20

/** The list of reports, newest first; of all systems, or of one team. */
export async function listReports(viewer: Viewer, query: ReportsQuery): Promise<ReportsPage> {
  const [now, settings] = await Promise.all([databaseNow(), readReportSettings()])
  const filter = { team: query.team, kind: query.kind }
  const [heads, total, teams, requests] = await Promise.all([
    listHeads(filter, { limit: reportsPerPage, offset: (query.page - 1) * reportsPerPage }),
    countReports(filter),
    listTeams(),
    listRequests(now),
  ])
  const running = weekOf(now, settings.zone)
  return {
    query,
    reports: heads.map(headOf),
    total,
    pages: Math.max(1, Math.ceil(total / reportsPerPage)),
    teams,
    requests: requests.map((row) => requestView(row, now)),
    zone: settings.zone,
    next: { week: running.name, endsAt: running.to.toISOString() },
    now: now.toISOString(),
    mayBuild: canBuildReport(viewer),
    mayChange: canChangeReports(viewer),
  }
}

/**
 * One report by its id, or by its week ("2026-W47"; then of all systems, or of the team). Throws not-found.
 */
export async function getReport(
  _viewer: Viewer,
  key: string,
  scope: ReportScope = { kind: 'instance' },
): Promise<ReportView> {
  return readReportView(key, scope)
}

/** The same for whoever has a valid link to it: whether the link is valid was decided before. Throws not-found. */
export async function readReportView(
  key: string,
  scope: ReportScope = { kind: 'instance' },
): Promise<ReportView> {
  const isKnown = reportKey.safeParse(key).success && (scope.kind === 'instance' || isId(scope.id))
  const row = isKnown ? await (isId(key) ? findReport(key) : findWeekly(key, scope)) : null
  if (!row)
    throw new Problem(
      'not-found',
      'There is no such report. The list shows every week that was built, and when the next one is due.',
    )
  return viewOf(row, await neighbours(row))
}

/** The newest weekly report on all systems; null before the first. */
export async function latestReport(_viewer: Viewer): Promise<ReportHead | null> {
  const row = await newestHead({ kind: 'instance' })
  return row && headOf(row)
}

/** The numbers of the last weekly reports of a scope, oldest first. */
export function recentNumbers(scope: ReportScope, weeks: number): Promise<WeekNumbers[]> {
  return listNumbers(scope, weeks)
}

/** Asks for a report on whole days of choice; the worker builds it. Throws Problem: forbidden, invalid, too-many. */
export async function requestReport(viewer: Viewer, form: ReportRequestForm): Promise<{ requestId: string }> {
  permit(canBuildReport(viewer), mayBuild)
  const period = periodOfDays(form.firstDay, form.lastDay, form.zone)
  if (!period) throw refuse('lastDay', 'The last day must not lie before the first: choose e.g. 2026-11-22.')
  if (period.days > longestPeriodDays)
    throw refuse('firstDay', `At most ${longestPeriodDays} days at once: choose a later first day.`)
  const requestId = newId()
  await inTransaction(async (tx) => {
    const now = await transactionNow(tx)
    if (period.from >= now)
      throw refuse('firstDay', 'This period has not begun: choose today or a day before.')
    if (form.team && !(await teamExists(tx, form.team)))
      throw refuse('team', 'This team does not exist any more: choose another one, or all systems.')
    const { open, lately } = await countRequests(tx, viewer.id, now)
    if (lately >= requestsPerHour)
      throw new Problem(
        'too-many',
        `${requestsPerHour} reports in one hour are enough for one person, because each is kept. Try again later, or ask for a longer period.`,
      )
    if (open >= openRequests)
      throw new Problem(
        'too-many',
        `${openRequests} reports that you asked for are still waiting. Try again when one of them is built; usually that takes less than a minute.`,
      )
    await insertRequest(tx, {
      id: requestId,
      scope: form.team ? 'team' : 'instance',
      teamId: form.team,
      periodFrom: period.from,
      periodTo: period.to,
      zone: form.zone,
      requestedById: viewer.id,
      requestedAt: now,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'report.request',
      entity: 'report_request',
      entityId: requestId,
      after: { ...form },
    })
  })
  return { requestId }
}

/** What became of a request. Throws not-found. */
export async function getReportRequest(_viewer: Viewer, id: string): Promise<ReportRequestView> {
  const row = isId(id) ? await findRequest(id) : null
  if (!row) throw new Problem('not-found', 'Nobody asked for this report.')
  return requestView(row, await databaseNow())
}

/**
 * Reads the period of a report again from what is still kept: the same numbers, or which differ, or which source
 * does not reach back that far. Changes nothing. Who asks for a report that is read already gets the same answer.
 * Throws not-found, too-many.
 */
export async function recomputeReport(_viewer: Viewer, id: string): Promise<Recomputed> {
  const row = isId(id) ? await findReport(id) : null
  if (!row) throw new Problem('not-found', 'There is no such report.')
  const running = recomputing.get(id)
  if (running) return running
  if (recomputing.size >= recomputedAtOnce)
    throw new Problem(
      'too-many',
      'Other reports are being checked right now, which reads all their records again. Try again in a minute.',
    )
  const work = recompute(row).finally(() => recomputing.delete(id))
  recomputing.set(id, work)
  return work
}

/** Reading a period again takes many queries, so that a few readers could keep the database from everybody else. */
const recomputedAtOnce = 2
const recomputing = new Map<string, Promise<Recomputed>>()

/** In which time zone weeks begin and end here. */
export function getReportSettings(_viewer: Viewer): Promise<ReportSettings> {
  return readReportSettings()
}

/** Changes that; reports that were built stay as they are. Throws Problem: forbidden. */
export async function changeReportSettings(viewer: Viewer, settings: ReportSettings): Promise<void> {
  permit(canChangeReports(viewer), mayChange)
  await inTransaction(async (tx) => {
    const before = await saveReportSettings(tx, settings, await transactionNow(tx))
    await appendAudit(tx, {
      actor: viewer,
      action: 'report.change-settings',
      entity: 'instance_setting',
      entityId: 'reports',
      before,
      after: settings,
    })
  })
}

const refuse = (field: string, sentence: string) => new Problem('invalid', sentence, { [field]: sentence })

function requestView(row: RequestRow, now: Date): ReportRequestView {
  const isHeld = row.leaseUntil !== null && row.leaseUntil > now
  return {
    id: row.id,
    scopeName: row.scopeName,
    from: row.periodFrom.toISOString(),
    to: row.periodTo.toISOString(),
    zone: row.zone,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    state: row.fault ? 'failed' : row.reportId ? 'done' : isHeld ? 'building' : 'waiting',
    reportId: row.reportId,
    href: row.reportId && `/reports/${row.reportId}`,
    fault: row.fault,
  }
}
