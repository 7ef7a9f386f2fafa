import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ProofSource } from '@/lib/drills/schema'
import type { CountedAlert } from './alert-shares'
import type { AlertRecord } from './judge-alert'
import type { AlertOutcome } from './schema'

export interface NewAlert extends AlertRecord {
  id: string
  systemId: string
  evidenceIds: string[]
  source: ProofSource
  recordedById: string | null
  recordedAt: Date
}

/** Of these alerts, those that are on record already, as "rule firedAt": the same list pasted twice changes nothing. */
export async function findRecorded(
  tx: Transaction,
  systemId: string,
  alerts: readonly { rule: string; firedAt: Date }[],
): Promise<Set<string>> {
  const rows = await tx.alertOutcome.findMany({
    where: { systemId, firedAt: { in: alerts.map(({ firedAt }) => firedAt) } },
    select: { rule: true, firedAt: true },
  })
  return new Set(rows.map(alertKey))
}

/** Identity of an alert within its system. */
export const alertKey = ({ rule, firedAt }: { rule: string; firedAt: Date }) =>
  `${rule} ${firedAt.toISOString()}`

/** Stores alerts. */
export async function insertAlerts(tx: Transaction, alerts: NewAlert[]): Promise<void> {
  await tx.alertOutcome.createMany({ data: alerts })
}

/** One alert, locked until the transaction ends. */
export async function lockAlert(
  tx: Transaction,
  id: string,
): Promise<{ id: string; systemId: string; rule: string; outcome: AlertOutcome } | null> {
  const [row] = await tx.$queryRaw<{ id: string; systemId: string; rule: string; outcome: AlertOutcome }[]>`
    select id, system_id as "systemId", rule, outcome from alert_outcome where id = ${id}::uuid for update`
  return row ?? null
}

/** Says what became of an alert of which nobody had known it. */
export async function setOutcome(tx: Transaction, id: string, outcome: AlertOutcome): Promise<void> {
  await tx.alertOutcome.update({ where: { id }, data: { outcome } })
}

export interface AlertRow extends CountedAlert {
  id: string
  endedAt: string | null
  note: string
  evidenceIds: string[]
  source: ProofSource
  recordedBy: string | null
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Alerts of a system, newest first, and how many there are. */
export async function readAlerts(
  systemId: string,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<{ rows: AlertRow[]; total: number }> {
  const { rows } = await on.query<AlertRow & { total: number }>(
    `select a.id, a.rule, a.class, ${iso('a.fired_at')} as "firedAt", ${iso('a.acknowledged_at')} as "acknowledgedAt",
            ${iso('a.ended_at')} as "endedAt", a.outcome, a.snooze_count as "snoozeCount", a.note,
            coalesce(a.evidence_ids, '{}') as "evidenceIds", a.source, u.name as "recordedBy", count(*) over () as total
       from alert_outcome a left join app_user u on u.id = a.recorded_by_id
      where a.system_id = $1 order by a.fired_at desc, a.id desc limit $2 offset $3`,
    [systemId, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** What fired within so many days, for the shares. */
export async function readRecentAlerts(
  systemId: string,
  days: number,
  on: Sql = sql(),
): Promise<CountedAlert[]> {
  const { rows } = await on.query<CountedAlert>(
    `select rule, class, ${iso('fired_at')} as "firedAt", ${iso('acknowledged_at')} as "acknowledgedAt", outcome,
            snooze_count as "snoozeCount"
       from alert_outcome
      where system_id = $1 and fired_at > app_now() - make_interval(days => $2) and fired_at <= app_now()
      order by fired_at desc limit 5000`,
    [systemId, days],
  )
  return rows
}
