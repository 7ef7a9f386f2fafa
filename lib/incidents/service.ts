import { canRecordIncident, canWaivePrevention } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inSnapshot } from '@/lib/db/in-snapshot'
import type { Sql } from '@/lib/db/pool'
import { closingObstacles } from './closing-gate'
import { foundIncident } from './found-incident'
import { incidentLead, incidentsHeadline, incidentsLead, preventionSentence } from './headline'
import { judgeStored } from './judge-stored'
import { countIncidents, listIncidentRows, readQuarters } from './list-store'
import { readPreventions, type StoredPrevention } from './prevention-store'
import { readKnownBefore } from './proposal-store'
import { type Proposal, rankProposals } from './rank-proposals'
import type { IncidentFilter } from './schema'
import { type IncidentRow, readIncidentEvents } from './store'
import type { IncidentList, IncidentPage, PreventionView } from './view'

// Reading is open to everybody who has signed in.

const perPage = 25
const eventsShown = 100
const proposalsShown = 8

/** Incidents of all systems, newest first; the open ones by default. */
export function listIncidents(viewer: Viewer, filter: IncidentFilter): Promise<IncidentList> {
  return readList(viewer, filter, null)
}

/** Incidents of one system. */
export function getSystemIncidents(
  viewer: Viewer,
  system: { id: string; teamId: string | null; archivedAt: string | null },
  filter: IncidentFilter,
): Promise<IncidentList> {
  return readList(viewer, filter, system)
}

async function readList(
  viewer: Viewer,
  filter: IncidentFilter,
  system: { id: string; teamId: string | null; archivedAt: string | null } | null,
): Promise<IncidentList> {
  const scope = { systemId: system?.id ?? null, zone: viewer.timeZone }
  const { now, ...counts } = await countIncidents(scope)
  const rows = await listIncidentRows(scope, filter, { limit: perPage, offset: (filter.page - 1) * perPage })
  const total = rows[0]?.total ?? 0
  return {
    filter,
    counts,
    rows: json(rows.map(({ total: _, ...row }) => row)),
    total,
    page: filter.page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    quarters: await readQuarters(scope),
    headline: incidentsHeadline(counts, system !== null),
    lead: incidentsLead(counts),
    mayRecord: system
      ? canRecordIncident(viewer, system) && system.archivedAt === null
      : canRecordIncident(viewer, { teamId: null }),
    now: now.toISOString(),
  }
}

/** One incident with its preventions, and what may have pointed at it. Throws Problem not-found. */
export async function getIncident(viewer: Viewer, number: number): Promise<IncidentPage> {
  const { row, preventions, ranked, events } = await readWhole(number)
  const views = preventions.map((each) => preventionView(each, row.now))
  const mayWaive = canWaivePrevention(viewer)
  const { system, isArchived, systemId, finding, alert, ...told } = partsOf(row)
  return {
    ...told,
    system: { id: systemId, name: system, isArchived },
    finding,
    alert,
    preventions: views,
    proposals: ranked.slice(0, proposalsShown),
    furtherProposals: Math.max(0, ranked.length - proposalsShown),
    events: json(events),
    lead: incidentLead(row, row.now),
    preventionLead: preventionSentence({
      state: row.state,
      proven: views.filter(({ state }) => state === 'proven').length,
      total: views.length,
    }),
    obstacles: closingObstacles({
      state: row.state,
      // The end can be said while closing.
      endedAt: row.endedAt ?? row.now,
      preventions: views,
      notPreventable: '',
      mayWaive,
    }),
    mayChange: canRecordIncident(viewer, row) && !row.isArchived,
    mayWaive,
    now: row.now.toISOString(),
  }
}

/** As of one moment: an incident that is closed meanwhile is not shown open beside the line that says so. */
const readWhole = (number: number) =>
  inSnapshot(async (on) => {
    const row = await foundIncident(number, on)
    const preventions = await readPreventions(row.id, on)
    const ranked = row.state === 'open' ? await propose(row, preventions, on) : []
    return { row, preventions, ranked, events: await readIncidentEvents(row.id, eventsShown, on) }
  })

function partsOf(row: IncidentRow) {
  const {
    findingNumber,
    findingTitle,
    alertRule,
    alertFiredAt,
    now: _now,
    teamId: _team,
    timeZone: _zone,
    ...rest
  } = row
  return {
    ...json(rest),
    finding: findingNumber === null ? null : { number: findingNumber, title: findingTitle ?? '' },
    alert:
      alertRule === null || !alertFiredAt ? null : { rule: alertRule, firedAt: alertFiredAt.toISOString() },
  }
}

function preventionView(prevention: StoredPrevention, now: Date): PreventionView {
  const { state, sentence } = judgeStored(prevention, now)
  const { id, kind, title, why, addedBy, addedAt, provenAt } = prevention
  return {
    id,
    kind,
    title,
    why,
    state,
    sentence,
    addedBy,
    addedAt: addedAt.toISOString(),
    provenAt: provenAt?.toISOString() ?? null,
    href: state === 'gone' ? null : hrefOf(prevention),
  }
}

function hrefOf({ checkId, taskId, controlKey, systemId, facts }: StoredPrevention): string {
  if (checkId !== null) return `/checks/${checkId}`
  if (taskId !== null) return `/tasks/${taskId}`
  if (controlKey === null) return `/systems/${systemId}/proofs/alerts`
  return facts.kind === 'control' && facts.isAsked
    ? `/systems/${systemId}/controls/${controlKey}`
    : '/checklists'
}

/** What pointed at it, without what is chosen already. */
async function propose(
  row: IncidentRow,
  preventions: readonly StoredPrevention[],
  on: Sql,
): Promise<Proposal[]> {
  const chosen = new Set(
    preventions.flatMap(({ checkId, taskId, controlKey, alertRule }) => [
      checkId,
      taskId,
      controlKey,
      alertRule,
    ]),
  )
  const known = await readKnownBefore(row, on)
  return rankProposals(known, row, row.timeZone).filter(({ use }) => use.what === '' || !chosen.has(use.what))
}

type Json<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Name in keyof T]: Json<T[Name]> }
      : T

/** Instants as text, as screens get them. */
function json<T>(value: T): Json<T> {
  return JSON.parse(JSON.stringify(value)) as Json<T>
}
