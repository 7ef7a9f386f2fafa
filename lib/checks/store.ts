import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Json } from '@/lib/json'

/** A check as it is added; its schedule row comes with it. */
export interface NewCheck {
  id?: string
  systemId: string
  targetId: string
  kind: string
  name: string
  config: Json
  intervalSeconds: number
  graceSeconds: number
  timeoutMs: number
  failAfter: number
  okAfter: number
  ownerId: string | null
}

/** Adds checks and makes them due at once. Returns their ids in the same order. */
export async function insertChecks(tx: Transaction, checks: readonly NewCheck[]): Promise<string[]> {
  const withIds = checks.map((check) => ({ ...check, id: check.id ?? newId() }))
  await tx.$executeRaw`
    with added as (
      insert into "check" (id, system_id, target_id, kind, name, config, interval_seconds, grace_seconds,
                           timeout_ms, fail_after, ok_after, owner_id, created_at)
      select c.id, c."systemId", c."targetId", c.kind, c.name, c.config, c."intervalSeconds", c."graceSeconds",
             c."timeoutMs", c."failAfter", c."okAfter", c."ownerId", app_now()
        from jsonb_to_recordset(${JSON.stringify(withIds)}::jsonb) as c(
               id uuid, "systemId" uuid, "targetId" uuid, kind text, name text, config jsonb,
               "intervalSeconds" int, "graceSeconds" int, "timeoutMs" int, "failAfter" int, "okAfter" int, "ownerId" uuid)
      returning id, created_at)
    insert into check_schedule (check_id, next_due_at) select id, created_at from added`
  return withIds.map(({ id }) => id)
}

/**
 * "Run now": makes checks due and opens a batch whose page shows the progress. The web process never
 * probes; a worker does, also for a paused check. A check that is overdue keeps its slot, one that
 * runs right now runs once more. Returns the id of the batch.
 */
export async function requestRun(
  tx: Transaction,
  checkIds: readonly string[],
  request: { viewer: { id: string } | null; title: string; systemId: string | null },
): Promise<string> {
  const batchId = newId()
  // Always in the order of ids, so that two requests for the same checks cannot block each other.
  const ids = [...new Set(checkIds)].sort()
  await tx.$executeRaw`
    insert into run_batch (id, system_id, title, requested_by, requested_at)
    values (${batchId}::uuid, ${request.systemId}::uuid, ${request.title}, ${request.viewer?.id ?? null}::uuid, app_now())`
  await tx.$executeRaw`
    insert into run_batch_item (batch_id, check_id, verdict_before)
    select ${batchId}::uuid, c.id, s.verdict
      from "check" c left join check_state s on s.check_id = c.id
     where c.id = any(${ids}::uuid[])`
  await tx.$executeRaw`
    update check_schedule set next_due_at = least(next_due_at, app_now()), batch_id = ${batchId}::uuid
     where check_id in (
       select check_id from check_schedule where check_id = any(${ids}::uuid[]) order by check_id for update)`
  return batchId
}

/** Puts checks back on their grid after a pause or a change of interval: due at once, nothing missed. */
export async function makeDue(tx: Transaction, checkIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update check_schedule set next_due_at = app_now()
     where check_id in (
       select check_id from check_schedule where check_id = any(${[...checkIds]}::uuid[]) order by check_id for update)`
}
