import { sql, type Transaction } from '@/lib/db/database'
import type { Verdict } from './verdict'

export interface BatchRow {
  id: string
  title: string
  systemId: string | null
  systemName: string | null
  teamId: string | null
  requestedAt: Date
  requestedById: string | null
  requestedBy: string | null
  cancelledAt: Date | null
  now: Date
}

export interface BatchItemRow {
  checkId: string
  name: string
  systemName: string
  verdictBefore: Verdict | null
  verdict: Verdict | null
  reason: string | null
  finishedAt: Date | null
}

/** One batch with who asked for it and the clock of the database; null when there is none. */
export async function findBatch(id: string): Promise<BatchRow | null> {
  const { rows } = await sql().query<BatchRow>(
    `select b.id, b.title, b.system_id as "systemId", s.name as "systemName", s.team_id as "teamId",
            b.requested_at as "requestedAt", b.requested_by as "requestedById", u.name as "requestedBy",
            b.cancelled_at as "cancelledAt", app_now() as now
       from run_batch b left join system s on s.id = b.system_id left join app_user u on u.id = b.requested_by
      where b.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** The checks of a batch with their verdicts before and after; empty for an unknown batch. */
export async function listBatchItems(batchId: string): Promise<BatchItemRow[]> {
  const { rows } = await sql().query<BatchItemRow>(
    `select i.check_id as "checkId", coalesce(c.name, 'a removed check') as name, coalesce(s.name, '') as "systemName",
            i.verdict_before as "verdictBefore", i.verdict, i.reason, i.finished_at as "finishedAt"
       from run_batch_item i left join "check" c on c.id = i.check_id left join system s on s.id = c.system_id
      where i.batch_id = $1`,
    [batchId],
  )
  return rows
}

/** Ends a batch: checks that nobody has taken yet go back to their own schedule. False when it had ended. */
export async function cancelBatch(tx: Transaction, batchId: string): Promise<boolean> {
  const changed =
    await tx.$executeRaw`update run_batch set cancelled_at = app_now() where id = ${batchId}::uuid and cancelled_at is null`
  if (changed === 0) return false
  await tx.$executeRaw`
    update check_schedule s
       set batch_id = null, next_due_at = app_now() + make_interval(secs => c.interval_seconds)
      from "check" c
     where c.id = s.check_id and s.batch_id = ${batchId}::uuid and (s.lease_until is null or s.lease_until < app_now())
       and s.check_id in (select check_id from run_batch_item where batch_id = ${batchId}::uuid and finished_at is null)`
  return true
}
