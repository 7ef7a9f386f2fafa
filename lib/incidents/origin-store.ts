import type { Severity } from '@/lib/checks/define-check'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { Detection } from './schema'

// What incidents are started from.

/** A finding or an alert from which an incident is started; null where there is none of this system. */
export async function findOrigins(
  tx: Transaction,
  systemId: string,
  { findingId, alertId }: { findingId: string | null; alertId: string | null },
): Promise<{ finding: boolean; alert: boolean }> {
  const [finding, alert] = [
    findingId === null || (await tx.finding.count({ where: { id: findingId, systemId } })) > 0,
    alertId === null || (await tx.alertOutcome.count({ where: { id: alertId, systemId } })) > 0,
  ]
  return { finding, alert }
}

/** What an incident may be started from: a finding by its number, or an alert by its id. */
export interface Origin {
  systemId: string
  title: string
  detail: string
  severity: Severity
  startedAt: Date
  endedAt: Date | null
  detectedBy: Detection
  findingId: string | null
  alertId: string | null
  label: string
}

/** A finding as the beginning of an incident. A check is one of us; an alert of another tool is not. */
export async function originOfFinding(number: number, on: Sql = sql()): Promise<Origin | null> {
  const { rows } = await on.query<Origin>(
    `select system_id as "systemId", title, detail, severity, first_seen as "startedAt",
            case when state = 'verified' then coalesce(resolved_at, verified_at) end as "endedAt",
            case when origin = 'alert' then 'alert' else 'us' end as "detectedBy", id as "findingId",
            null::uuid as "alertId", 'finding F-' || number as label
       from finding where number = $1`,
    [number],
  )
  return rows[0] ?? null
}

/** An alert on record as the beginning of an incident. */
export async function originOfAlert(id: string, on: Sql = sql()): Promise<Origin | null> {
  const { rows } = await on.query<Origin>(
    `select system_id as "systemId", rule as title, note as detail,
            case when class = 'wake' then 'high' else 'medium' end as severity, fired_at as "startedAt",
            ended_at as "endedAt", 'alert' as "detectedBy", null::uuid as "findingId", id as "alertId",
            'alert ' || rule as label
       from alert_outcome where id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** Systems that are looked after, for the form. */
export async function listIncidentSystems(
  on: Sql = sql(),
): Promise<{ id: string; name: string; teamId: string | null }[]> {
  const { rows } = await on.query<{ id: string; name: string; teamId: string | null }>(
    `select id, name, team_id as "teamId" from system where archived_at is null order by lower(name), id`,
  )
  return rows
}
