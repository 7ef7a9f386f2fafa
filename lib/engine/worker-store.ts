import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** Counters of one worker since it started; shown on the page about the installation itself. */
export interface WorkerStatistics {
  running: number
  claimed: number
  stored: number
  refused: number
  missed: number
  /** Largest lateness of a run that started within the last 10 minutes, in seconds. */
  worstLatenessSeconds: number
}

/** Writes this worker's heartbeat; creates its row at the first. */
export async function beat(
  worker: { id: string; host: string; pid: number; statistics: WorkerStatistics },
  on: Sql = sql(),
): Promise<void> {
  await on.query(
    `insert into worker (id, host, pid, started_at, heartbeat_at, statistics)
     values ($1, $2, $3, app_now(), app_now(), $4)
     on conflict (id) do update set heartbeat_at = excluded.heartbeat_at, statistics = excluded.statistics, stopped_at = null`,
    [worker.id, worker.host, worker.pid, JSON.stringify(worker.statistics)],
  )
}

/**
 * Frees what dead workers hold, so that a restart need not wait for the end of their leases. A worker that
 * was only frozen finds its fences taken when it wakes up. Returns how many leases were freed.
 */
export async function buryDeadWorkers(silentSeconds: number, on: Sql = sql()): Promise<number> {
  const { rows } = await on.query<{ freed: number }>(
    `with dead as (
       update worker set stopped_at = app_now()
        where stopped_at is null and heartbeat_at < app_now() - make_interval(secs => $1) returning id),
     freed as (
       update check_schedule set lease_until = null, worker_id = null
        where worker_id in (select id from dead) and lease_until is not null returning 1),
     released as (update duty set holder = null, lease_until = null where holder in (select id from dead))
     select count(*) as freed from freed`,
    [silentSeconds],
  )
  return rows[0]?.freed ?? 0
}

/** The worker has ended by itself and holds nothing. */
export async function markStopped(workerId: string, on: Sql = sql()): Promise<void> {
  await on.query('update worker set stopped_at = app_now(), heartbeat_at = app_now() where id = $1', [
    workerId,
  ])
}
