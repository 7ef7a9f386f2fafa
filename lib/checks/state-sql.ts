// Pieces of SQL that say, once, what a check reads as now. Pages never derive it a second time.

/** After this long without a heartbeat nobody is at work, and nothing may look fine. */
export const silentAfterMinutes = 2

/** Common table `clock`: one reading of the time, and whether the workers are silent. */
export const clockSql = `
  clock as materialized (
    select app_now() as now, max(heartbeat_at) as heartbeat_at,
           coalesce(max(heartbeat_at) < app_now() - interval '${silentAfterMinutes} minutes', true) as silent
      from worker)`

/**
 * State of check `c` with its row `s` of check_state (left join) at `clock`: paused, never, stale, silent, or
 * its verdict. A check whose first run is overdue is unknown, not "never".
 */
export const stateSql = `
  case when c.paused_at is not null and (c.paused_until is null or c.paused_until > clock.now) then 'paused'
       when s.check_id is null and c.created_at + make_interval(secs => 2 * c.interval_seconds + c.grace_seconds) > clock.now then 'never'
       when s.check_id is null or s.stale_after <= clock.now then 'unknown'
       when clock.silent and s.verdict = 'ok' then 'unknown'
       else s.verdict end`
