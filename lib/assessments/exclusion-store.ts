import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ExclusionReason } from './schema'

/** A control that does not count for a system, or for which that was asked. */
export interface ExclusionRow {
  id: string
  systemId: string
  controlKey: string
  reasonCode: ExclusionReason
  reason: string
  requesterId: string
  requester: string | null
  approver: string | null
  selfApproved: boolean
  requestedAt: Date
  approvedAt: Date | null
  until: Date
  endedAt: Date | null
  endReason: string | null
  /** Approved, and its end has not come. */
  isInForce: boolean
}

const columns = `x.id, x.system_id as "systemId", x.control_key as "controlKey", x.reason_code as "reasonCode", x.reason,
  x.requester_id as "requesterId", r.name as requester, p.name as approver, x.self_approved as "selfApproved",
  x.requested_at as "requestedAt", x.approved_at as "approvedAt", x.until, x.ended_at as "endedAt",
  x.end_reason as "endReason",
  (x.approved_at is not null and x.ended_at is null and x.until > app_now()) as "isInForce"`
const from = `control_exclusion x left join app_user r on r.id = x.requester_id left join app_user p on p.id = x.approver_id`

/** Exclusions that run, and requests that wait, by system; what has ended is left out. */
export async function currentExclusions(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, ExclusionRow[]>> {
  const bySystem = new Map<string, ExclusionRow[]>(systemIds.map((id) => [id, []]))
  if (systemIds.length === 0) return bySystem
  const { rows } = await on.query<ExclusionRow>(
    `select ${columns} from ${from}
      where x.system_id = any($1::uuid[]) and x.ended_at is null and x.until > app_now() order by x.control_key`,
    [[...systemIds]],
  )
  for (const row of rows) bySystem.get(row.systemId)?.push(row)
  return bySystem
}

/** All exclusions of one control of a system, newest first. */
export async function readExclusions(
  systemId: string,
  controlKey: string,
  on: Sql = sql(),
): Promise<ExclusionRow[]> {
  const { rows } = await on.query<ExclusionRow>(
    `select ${columns} from ${from} where x.system_id = $1::uuid and x.control_key = $2
      order by x.requested_at desc, x.id desc limit 20`,
    [systemId, controlKey],
  )
  return rows
}

/** One exclusion; null when there is none. */
export async function readExclusion(id: string, on: Sql = sql()): Promise<ExclusionRow | null> {
  const { rows } = await on.query<ExclusionRow>(`select ${columns} from ${from} where x.id = $1::uuid`, [id])
  return rows[0] ?? null
}

/** One exclusion, locked until the transaction ends; null when there is none. */
export async function lockExclusion(tx: Transaction, id: string): Promise<ExclusionRow | null> {
  const { rows } = await asSql(tx).query<ExclusionRow>(
    `select ${columns} from ${from} where x.id = $1::uuid for update of x`,
    [id],
  )
  return rows[0] ?? null
}

export type NewExclusion = Pick<
  ExclusionRow,
  'id' | 'systemId' | 'controlKey' | 'reasonCode' | 'reason' | 'requesterId' | 'requestedAt' | 'until'
>

/** Stores a request; false when one is open already. */
export async function insertExclusion(tx: Transaction, exclusion: NewExclusion): Promise<boolean> {
  const { rows } = await asSql(tx).query(
    `insert into control_exclusion (id, system_id, control_key, reason_code, reason, requester_id, requested_at, until)
     values ($1::uuid, $2::uuid, $3, $4, $5, $6::uuid, $7::timestamptz, $8::timestamptz)
     on conflict (system_id, control_key) where ended_at is null do nothing returning id`,
    [
      exclusion.id,
      exclusion.systemId,
      exclusion.controlKey,
      exclusion.reasonCode,
      exclusion.reason,
      exclusion.requesterId,
      exclusion.requestedAt,
      exclusion.until,
    ],
  )
  return rows.length > 0
}

/** Notes who approved it and when. */
export async function approve(
  tx: Transaction,
  id: string,
  approval: { approverId: string; approvedAt: Date; selfApproved: boolean },
): Promise<void> {
  await tx.controlExclusion.update({ where: { id }, data: approval })
}

/** Ends it, with the reason that people read. */
export async function end(
  tx: Transaction,
  id: string,
  ended: { endedAt: Date; endReason: string },
): Promise<void> {
  await tx.controlExclusion.update({ where: { id }, data: ended })
}

/** Ends all whose end has come, or of one control; returns those that were in force. */
export async function endExpired(
  on: Sql,
  now: Date,
  only?: { systemId: string; controlKey: string },
): Promise<{ systemId: string; controlKey: string; reason: string }[]> {
  const { rows } = await on.query<{
    systemId: string
    controlKey: string
    reason: string
    approvedAt: Date | null
  }>(
    `update control_exclusion set ended_at = $1::timestamptz, end_reason = 'expired'
      where ended_at is null and until <= $1::timestamptz
        and ($2::uuid is null or (system_id = $2::uuid and control_key = $3))
     returning system_id as "systemId", control_key as "controlKey", reason, approved_at as "approvedAt"`,
    [now, only?.systemId ?? null, only?.controlKey ?? null],
  )
  return rows.filter(({ approvedAt }) => approvedAt !== null)
}
