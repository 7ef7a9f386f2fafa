import type { EngineFacts } from '@/lib/checks/define-check'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** Seconds without a heartbeat after which a worker does not count as alive. */
const aliveSeconds = 30

/** Rows in a default partition are counted up to here: one is already an alarm. */
const defaultRows = ['run', 'state_change', 'sample', 'sample_hour', 'sample_day', 'run_hour', 'run_day']
  .map((table) => `(select count(*) from (select 1 from ${table}_default limit 1000) as few)`)
  .join(' + ')

const factsSql = `
  with clock as materialized (select app_now() as now)
  select
    coalesce((select extract(epoch from (select now from clock) - min(s.next_due_at))
       from check_schedule s join "check" c on c.id = s.check_id
      where s.next_due_at < (select now from clock) and c.paused_at is null
        and (s.lease_until is null or s.lease_until < (select now from clock))), 0)::float8 as "lagSeconds",
    coalesce((select max((statistics ->> 'worstLatenessSeconds')::float8) from worker
      where heartbeat_at > (select now from clock) - make_interval(secs => $1)), 0) as "worstLatenessSeconds",
    (select count(*) from check_schedule s join "check" c on c.id = s.check_id where c.paused_at is null) as checks,
    (select count(*) from check_schedule s join "check" c on c.id = s.check_id
       left join check_state st on st.check_id = c.id
      where c.paused_at is null
        and (st.verdict is null or st.verdict = 'unknown' or st.stale_after <= (select now from clock))
        and c.created_at < (select now from clock) - make_interval(secs => c.grace_seconds)) as "unknownChecks",
    (select count(*) from worker where stopped_at is null
        and heartbeat_at > (select now from clock) - make_interval(secs => $1)) as "workersAlive",
    ${defaultRows} as "rowsInDefaultPartitions"`

/** What the engine knows about itself right now; judged by the al.* kinds. */
export async function readEngineFacts(on: Sql = sql()): Promise<EngineFacts> {
  const { rows } = await on.query<EngineFacts>(factsSql, [aliveSeconds])
  if (!rows[0]) throw new Error('no engine facts')
  return rows[0]
}
