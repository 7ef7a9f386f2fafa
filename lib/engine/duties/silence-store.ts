import type { CheckState } from '@/lib/checks/next-state'
import type { Sql } from '@/lib/db/pool'

/** A check from which nothing conclusive came in time. */
export interface SilentCheck {
  id: string
  systemId: string
  kind: string
  ownerId: string | null
  targetAddress: string
  createdAt: Date
  verdict: CheckState['verdict'] | null
  lastOkAt: Date | null
  conclusiveAt: Date | null
}

/**
 * Silent checks whose state says something else, locked against being claimed. While this worker has only
 * just begun, checks that are late because nobody worked are left to the runs that come.
 */
export async function lockSilentChecks(
  on: Sql,
  options: { workerId: string; catchUpSeconds: number; limit: number },
): Promise<SilentCheck[]> {
  const { rows } = await on.query<SilentCheck>(
    `with clock as materialized (select app_now() as now)
     select c.id, c.system_id as "systemId", c.kind, c.owner_id as "ownerId", t.address as "targetAddress",
            c.created_at as "createdAt", st.verdict, st.last_ok_at as "lastOkAt", st.conclusive_at as "conclusiveAt"
       from check_schedule s join "check" c on c.id = s.check_id join target t on t.id = c.target_id
       left join check_state st on st.check_id = c.id
      where (c.paused_at is null or c.paused_until <= (select now from clock) - make_interval(secs => 2 * c.interval_seconds + c.grace_seconds))
        and coalesce(st.verdict <> 'unknown', true)
        and coalesce(st.stale_after, c.created_at + make_interval(secs => 2 * c.interval_seconds + c.grace_seconds))
            <= (select now from clock)
        and (s.lease_until is null or s.lease_until < (select now from clock))
        and exists (select 1 from worker w where w.id = $1
                     and w.started_at <= (select now from clock) - make_interval(secs => $2))
      order by c.id limit $3 for update of s skip locked`,
    [options.workerId, options.catchUpSeconds, options.limit],
  )
  return rows
}

/** Turns these states to unknown; a check that never ran gets its first state. The fence tells workers to read it anew. */
export async function storeSilence(
  on: Sql,
  silent: readonly { id: string; reason: string }[],
  now: Date,
): Promise<void> {
  const text = JSON.stringify(silent)
  await on.query(
    `insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at,
                              reason, stale_after, duration_ms)
     select c.id, 'unknown', $2, 'unknown', 0, c.created_at, $2, i.reason, $2, 0
       from json_to_recordset($1::json) as i(id uuid, reason text) join "check" c on c.id = i.id
     on conflict (check_id) do update set verdict = 'unknown', since = excluded.since, reason = excluded.reason`,
    [text, now],
  )
  await on.query(
    `update check_schedule set fence = fence + 1, worker_id = null, lease_until = null
      where check_id in (select id from json_to_recordset($1::json) as i(id uuid))`,
    [text],
  )
}
