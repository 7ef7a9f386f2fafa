import type { CheckState } from '@/lib/checks/next-state'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { prepared } from '@/lib/db/prepared'
import type { CheckRow } from './claim'

/** What the claim itself returns: small, so that it stays cheap; the rest comes from a cache. */
export interface ClaimedSlot {
  id: string
  dueAt: Date
  fence: number
  batchId: string | null
  revision: number
  targetRevision: number
  now: Date
}

// One statement: take due checks that nobody holds, oldest first, and hold them until the longest timeout
// among them + the worker's own time. A check asked for by hand runs although it is paused.
// `= any(array(…))` keeps the planner at the primary key, however many checks there are.
const claimSql = `
  with clock as materialized (select app_now() as now),
  due as materialized (
    select s.check_id, c.timeout_ms, c.revision, t.revision as target_revision
      from check_schedule s join "check" c on c.id = s.check_id join target t on t.id = c.target_id
     where s.next_due_at <= (select now from clock)
       and (s.lease_until is null or s.lease_until < (select now from clock))
       and (c.paused_at is null or c.paused_until <= (select now from clock) or s.batch_id is not null)
     order by s.next_due_at
     limit $1
     for update of s skip locked),
  held as (
    update check_schedule s
       set fence = s.fence + 1, worker_id = $3,
           lease_until = (select now from clock) + make_interval(secs => $2 + (select max(timeout_ms) from due) / 1000.0)
     where s.check_id = any(array(select check_id from due))
    returning s.check_id, s.next_due_at, s.fence, s.batch_id)
  select held.check_id as id, held.next_due_at as "dueAt", held.fence, held.batch_id as "batchId", due.revision,
         due.target_revision as "targetRevision", (select now from clock) as now
    from held join due using (check_id)`

/** Claims up to `limit` due checks for `leaseSeconds` beyond their own timeout. */
export async function claimDueChecks(
  claim: { workerId: string; limit: number; leaseSeconds: number },
  on: Sql = sql(),
): Promise<ClaimedSlot[]> {
  const { rows } = await on.query<ClaimedSlot>(
    prepared('claim-checks', claimSql, [claim.limit, claim.leaseSeconds, claim.workerId]),
  )
  return rows
}

const loadSql = `
  select c.id, c.system_id as "systemId", c.kind, c.config, c.interval_seconds as "intervalSeconds",
         c.grace_seconds as "graceSeconds", c.timeout_ms as "timeoutMs", c.fail_after as "failAfter",
         c.ok_after as "okAfter", coalesce(c.owner_id, y.owner_id) as "ownerId", c.revision, y.is_self as "isSelf",
         case when c.paused_at is not null then c.paused_until end as "resumedAt",
         json_build_object('id', t.id, 'kind', t.kind, 'address', t.address, 'config', t.config,
                           'secret', t.secret, 'revision', t.revision) as target,
         coalesce((select json_object_agg(s.key, s.id) from series s where s.check_id = c.id), '{}') as series,
         st.verdict, st.since, st.streak_verdict as "streakVerdict", st.streak_count as "streakCount",
         st.conclusive_at as "conclusiveAt", st.last_ok_at as "lastOkAt", st.stale_after as "staleAfter"
    from "check" c join target t on t.id = c.target_id join system y on y.id = c.system_id
    left join check_state st on st.check_id = c.id
   where c.id = any($1)`

/** Definition and state of claimed checks, for those that the worker does not remember. */
export async function loadChecks(
  ids: readonly string[],
  on: Sql = sql(),
): Promise<{ check: CheckRow; state: CheckState | null }[]> {
  const { rows } = await on.query<CheckRow & CheckState & { verdict: CheckState['verdict'] | null }>(
    loadSql,
    [ids],
  )
  return rows.map((row) => {
    const { verdict, since, streakVerdict, streakCount, conclusiveAt, lastOkAt, staleAfter, ...check } = row
    const state = { verdict, since, streakVerdict, streakCount, conclusiveAt, lastOkAt, staleAfter }
    return { check, state: verdict === null ? null : state }
  })
}

/** Gives back what this worker holds, except for these checks: it is due at once for whoever is there. */
export async function releaseLeases(
  workerId: string,
  exceptIds: readonly string[],
  on: Sql = sql(),
): Promise<number> {
  const { rowCount } = await on.query(
    `update check_schedule set lease_until = null, worker_id = null where worker_id = $1 and check_id <> all($2)`,
    [workerId, exceptIds],
  )
  return rowCount ?? 0
}
