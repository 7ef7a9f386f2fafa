import type { Severity } from '@/lib/checks/define-check'
import { sql, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { Json } from '@/lib/json'
import type { Detection, IncidentEventType, IncidentState } from './schema'

// One incident and its history: read, locked, written. Lists are in list-store.ts, preventions in prevention-store.ts.

/** What a person says about an incident. */
export interface IncidentFields {
  title: string
  detail: string
  startedAt: Date
  endedAt: Date | null
  detectedAt: Date
  detectedBy: Detection
  severity: Severity
  costMinutes: number | null
  cost: string
}

export interface StoredIncident extends IncidentFields {
  id: string
  number: number
  systemId: string
  lesson: string
  state: IncidentState
  closedAt: Date | null
  findingId: string | null
  alertId: string | null
  evidenceIds: string[]
  recordedAt: Date
  revision: number
}

/** A system about which something is recorded. */
export interface IncidentSystem {
  id: string
  name: string
  teamId: string | null
  isSelf: boolean
  timeZone: string
  maintenanceWindow: string | null
  archivedAt: Date | null
}

const systemColumns = {
  id: true,
  name: true,
  teamId: true,
  isSelf: true,
  timeZone: true,
  maintenanceWindow: true,
  archivedAt: true,
} as const

/** A system, locked until the transaction ends; null where there is none. */
export async function lockIncidentSystem(tx: Transaction, id: string): Promise<IncidentSystem | null> {
  if (!isId(id)) return null
  await tx.$queryRaw`select 1 from system where id = ${id}::uuid for update`
  return tx.system.findUnique({ where: { id }, select: systemColumns })
}

/** One incident with its system, locked until the transaction ends. */
export async function lockIncident(
  tx: Transaction,
  number: number,
): Promise<(StoredIncident & { system: IncidentSystem }) | null> {
  await tx.$queryRaw`select 1 from incident where number = ${number} for update`
  const row = await tx.incident.findUnique({
    where: { number },
    include: { system: { select: systemColumns } },
  })
  return row as (StoredIncident & { system: IncidentSystem }) | null
}

/** Writes an incident down; returns its number. */
export async function insertIncident(
  tx: Transaction,
  incident: IncidentFields & {
    id: string
    systemId: string
    findingId: string | null
    alertId: string | null
    evidenceIds: string[]
    recordedById: string
    recordedAt: Date
  },
): Promise<number> {
  const { number } = await tx.incident.create({
    data: { ...incident, state: 'open' },
    select: { number: true },
  })
  return number
}

/** Changes an incident and counts its revision up. */
export async function updateIncident(
  tx: Transaction,
  id: string,
  change: Partial<
    IncidentFields & {
      lesson: string
      state: IncidentState
      closedAt: Date | null
      closedById: string | null
    }
  >,
): Promise<void> {
  await tx.incident.update({ where: { id }, data: { ...change, revision: { increment: 1 } } })
}

/** Appends to the history of an incident. */
export async function appendIncidentEvent(
  tx: Transaction,
  event: {
    incidentId: string
    at: Date
    actorId: string | null
    type: IncidentEventType
    before?: object
    after?: object
    comment?: string
  },
): Promise<void> {
  const { before, after, comment, ...rest } = event
  await tx.incidentEvent.create({
    data: {
      id: newId(),
      ...rest,
      ...(before ? { before: plain(before) } : {}),
      ...(after ? { after: plain(after) } : {}),
      ...(comment ? { comment } : {}),
    },
  })
}

/** Values as the history and the audit log keep them. */
export const plain = (values: object) => JSON.parse(JSON.stringify(values)) as { [key: string]: Json }

/** One incident as its page shows it, without what follows from it. */
export interface IncidentRow extends StoredIncident {
  system: string
  teamId: string | null
  timeZone: string
  isArchived: boolean
  closedBy: string | null
  recordedBy: string | null
  findingNumber: number | null
  findingTitle: string | null
  alertRule: string | null
  alertFiredAt: Date | null
  now: Date
}

/** One incident by its number. */
export async function readIncident(number: number, on: Sql = sql()): Promise<IncidentRow | null> {
  const { rows } = await on.query<IncidentRow>(
    `select i.id, i.number, i.system_id as "systemId", i.title, i.detail, i.started_at as "startedAt",
            i.ended_at as "endedAt", i.detected_at as "detectedAt", i.detected_by as "detectedBy", i.severity,
            i.cost_minutes as "costMinutes", i.cost, i.finding_id as "findingId", i.alert_id as "alertId", i.lesson,
            i.state, i.closed_at as "closedAt", i.recorded_at as "recordedAt", i.evidence_ids as "evidenceIds",
            i.revision, y.name as system, y.team_id as "teamId", y.time_zone as "timeZone",
            y.archived_at is not null as "isArchived", c.name as "closedBy", r.name as "recordedBy",
            f.number as "findingNumber", f.title as "findingTitle", a.rule as "alertRule",
            a.fired_at as "alertFiredAt", app_now() as now
       from incident i join system y on y.id = i.system_id
       left join app_user c on c.id = i.closed_by_id left join app_user r on r.id = i.recorded_by_id
       left join finding f on f.id = i.finding_id left join alert_outcome a on a.id = i.alert_id
      where i.number = $1`,
    [number],
  )
  return rows[0] ?? null
}

export interface IncidentEventRow {
  id: string
  at: Date
  by: string | null
  type: IncidentEventType
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  comment: string | null
}

/** History of an incident, newest first. */
export async function readIncidentEvents(
  incidentId: string,
  limit: number,
  on: Sql = sql(),
): Promise<IncidentEventRow[]> {
  const { rows } = await on.query<IncidentEventRow>(
    `select e.id, e.at, u.name as by, e.type, e.before, e.after, e.comment
       from incident_event e left join app_user u on u.id = e.actor_id
      where e.incident_id = $1 order by e.at desc, e.id desc limit $2`,
    [incidentId, limit],
  )
  return rows
}
