import { canTriageFinding } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Severity } from '@/lib/checks/define-check'
import { effectiveVerdict } from '@/lib/checks/freshness'
import type { Verdict } from '@/lib/checks/verdict'
import { Problem } from '@/lib/problem'
import { listPeople } from '@/lib/systems/change-store'
import { abilitiesOf } from './abilities'
import {
  type DetailRow,
  findFindingDetail,
  listAcceptances,
  listDuplicates,
  listEvents,
  listSystemChecks,
} from './detail-store'
import { dueState } from './due-date'
import type { FindingState } from './finding-state'
import { countViews, listFindings, pageSize, type RegisterRow, readCoverage } from './register-store'
import type { FindingFilter } from './schema'
import type { FindingDetail, FindingList, FindingRow } from './view'

/** One page of the register with the counts of all views. Reading is open to everybody who signed in. */
export async function getFindingList(viewer: Viewer, filter: FindingFilter): Promise<FindingList> {
  const [rows, counts, coverage, people] = await Promise.all([
    listFindings(viewer.id, filter),
    countViews(viewer.id),
    readCoverage(),
    listPeople(),
  ])
  return {
    filter,
    rows: rows.map((row) => findingRow(viewer, row, coverage.now)),
    total: rows[0]?.total ?? 0,
    pageSize,
    counts,
    coverage: {
      reported: coverage.reported,
      checks: coverage.checks,
      lastRunAt: coverage.lastRunAt?.toISOString() ?? null,
    },
    people: people.map(({ id, name }) => ({ id, name })),
    at: coverage.now.toISOString(),
  }
}

/** A finding with its history and what the viewer may do. Throws Problem not-found. */
export async function getFinding(viewer: Viewer, number: number): Promise<FindingDetail> {
  const row =
    Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? await findFindingDetail(number) : null
  if (!row) throw new Problem('not-found', 'This finding does not exist.')
  const [events, acceptances, duplicates] = await Promise.all([
    listEvents(row.id),
    listAcceptances(row.id),
    listDuplicates(row.id),
  ])
  return {
    ...findingRow(viewer, row, row.now),
    ...textsOf(row),
    ...timesOf(row),
    duplicateOf:
      row.masterNumber === null ? null : { number: row.masterNumber, title: row.masterTitle ?? '' },
    duplicates,
    check: checkOf(row),
    system: {
      id: row.systemId,
      name: row.systemName,
      criticality: row.criticality,
      runbookUrl: row.runbookUrl,
    },
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
    acceptances: acceptances.map((each) => ({
      ...each,
      requestedAt: each.requestedAt.toISOString(),
      approvedAt: iso(each.approvedAt),
      until: each.until.toISOString(),
      endedAt: iso(each.endedAt),
    })),
    abilities: abilitiesOf(viewer, row, acceptances),
    at: row.now.toISOString(),
  }
}

/** What the forms of a finding offer: people, and checks that could compensate. */
export async function getFindingChoices(
  systemId: string,
): Promise<{ people: { id: string; name: string }[]; checks: { id: string; name: string }[] }> {
  const [people, checks] = await Promise.all([listPeople(), listSystemChecks(systemId)])
  return { people, checks }
}

function findingRow(viewer: Viewer, row: Omit<RegisterRow, 'total'>, now: Date): FindingRow {
  const state = row.state as FindingState
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    detail: row.detail,
    severity: row.severity as Severity,
    state,
    systemId: row.systemId,
    systemName: row.systemName,
    ownerId: row.ownerId,
    ownerName: row.ownerName,
    due: row.due.toISOString(),
    dueState: dueState({ state, due: row.due }, now),
    firstSeen: row.firstSeen.toISOString(),
    reopenCount: row.reopenCount,
    acceptedUntil: iso(row.acceptedUntil),
    editable: canTriageFinding(viewer, row),
  }
}

function textsOf(row: DetailRow) {
  const { kind, origin, resource, controlKey, flagKey, drillRunId, guidedId } = row
  const { remediation, severityReason } = row
  return { kind, origin, resource, controlKey, flagKey, drillRunId, guidedId, remediation, severityReason }
}

function timesOf(row: DetailRow) {
  const { slaPausedSeconds, dueMovedCount, resolvedBy, resolvedWithinSla, okStreak } = row
  return {
    slaPausedSeconds,
    dueMovedCount,
    resolvedBy,
    resolvedWithinSla,
    okStreak,
    stateSince: row.stateSince.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    slaStart: row.slaStart.toISOString(),
    resolvedAt: iso(row.resolvedAt),
    verifiedAt: iso(row.verifiedAt),
    reviewOn: iso(row.reviewOn),
  }
}

function checkOf(row: DetailRow): FindingDetail['check'] {
  if (row.checkId === null) return null
  const stored =
    row.checkVerdict === null || row.checkStaleAfter === null
      ? null
      : { verdict: row.checkVerdict as Verdict, staleAfter: row.checkStaleAfter }
  return {
    id: row.checkId,
    name: row.checkName ?? '',
    verdict: effectiveVerdict(stored, row.now).verdict,
    reason: row.checkReason,
    lastRunAt: iso(row.checkRunAt),
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null
