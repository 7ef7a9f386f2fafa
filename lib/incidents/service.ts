import { canPublishChecklist, canRecordIncident, canWaivePrevention, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { localText } from '@/lib/changes/local-moment'
import { databaseNow } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { offeredChecks } from './add-check'
import { closingObstacles } from './closing-gate'
import { incidentLead, incidentsHeadline, incidentsLead, preventionSentence } from './headline'
import { judgeStored } from './judge-stored'
import { countIncidents, listIncidentRows, readQuarters } from './list-store'
import { listIncidentSystems, type Origin, originOfAlert, originOfFinding } from './origin-store'
import { readPreventions, type StoredPrevention } from './prevention-store'
import { readKnownBefore, readTargets, readThings } from './proposal-store'
import { type Proposal, rankProposals } from './rank-proposals'
import type { IncidentFilter, NewIncidentQuery } from './schema'
import { type IncidentRow, readIncident, readIncidentEvents } from './store'
import type { IncidentFormView, IncidentList, IncidentPage, PreventionChoices, PreventionView } from './view'

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
  const row = await found(number)
  const preventions = await readPreventions(row.id)
  const views = preventions.map((each) => preventionView(each, row.now))
  const ranked = row.state === 'open' ? await propose(row, preventions) : []
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
    events: json(await readIncidentEvents(row.id, eventsShown)),
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

async function found(number: number): Promise<IncidentRow> {
  const row =
    Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? await readIncident(number) : null
  if (!row) throw new Problem('not-found', 'There is no such incident.')
  return row
}

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
async function propose(row: IncidentRow, preventions: readonly StoredPrevention[]): Promise<Proposal[]> {
  const chosen = new Set(
    preventions.flatMap(({ checkId, taskId, controlKey, alertRule }) => [
      checkId,
      taskId,
      controlKey,
      alertRule,
    ]),
  )
  const known = await readKnownBefore(row)
  return rankProposals(known, row, row.timeZone).filter(({ use }) => use.what === '' || !chosen.has(use.what))
}

/** What the form of a new incident offers, filled from what it is started from. Throws Problem forbidden. */
export async function getIncidentForm(viewer: Viewer, query: NewIncidentQuery): Promise<IncidentFormView> {
  permit(
    canRecordIncident(viewer, { teamId: null }),
    'Writing down incidents needs the role maintainer. A manager or admin can give it to you.',
  )
  const systems = (await listIncidentSystems()).filter((system) => canRecordIncident(viewer, system))
  const origin = await originOf(query)
  const now = await databaseNow()
  const local = (at: Date | null) => (at === null ? '' : localText(at, viewer.timeZone))
  return {
    systems: systems.map(({ id, name }) => ({ id, name })),
    proposed: {
      systemId: origin?.systemId ?? query.system ?? '',
      title: (origin?.title ?? '').slice(0, 160),
      detail: (origin?.detail ?? '').slice(0, 4_000),
      startedAt: local(origin?.startedAt ?? now),
      detectedAt: local(origin?.startedAt ?? now),
      endedAt: local(origin?.endedAt ?? null),
      detectedBy: origin?.detectedBy ?? 'us',
      severity: origin?.severity ?? 'high',
      findingId: origin?.findingId ?? null,
      alertId: origin?.alertId ?? null,
    },
    from: origin?.label ?? null,
  }
}

async function originOf({ finding, alert }: NewIncidentQuery): Promise<Origin | null> {
  if (finding !== null) return originOfFinding(finding)
  return alert === null ? null : originOfAlert(alert)
}

/** What may be chosen as a prevention of an incident. Throws Problem: not-found, forbidden. */
export async function getPreventionChoices(viewer: Viewer, number: number): Promise<PreventionChoices> {
  const row = await found(number)
  permit(
    canRecordIncident(viewer, row),
    'Choosing what prevents it needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.',
  )
  const { checks, tasks, controls } = await readThings(row.systemId)
  return {
    incident: { number, title: row.title, systemId: row.systemId, system: row.system },
    checks,
    offers: offeredChecks(await readTargets(row.systemId)),
    tasks,
    controls,
    mayWriteQuestions: canPublishChecklist(viewer),
  }
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
