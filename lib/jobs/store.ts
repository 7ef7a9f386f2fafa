import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { ClaimedJob } from './job'
import { type JobKind, type JobProgress, type JobState, keptLogBytes, noProgress } from './schema'

/** Times that work is begun again after a worker died over it: what kills a worker twice would kill a third. */
const mostAttempts = 2

const lost = 'The worker that did this ended without a word, twice. Look into its log, then start it again.'

/** Work to be queued. */
export interface NewJob {
  kind: JobKind
  subjectId: string
  systemId: string
  /** Nobody: its schedule. */
  requestedById: string | null
}

/** Queues long work in the caller's transaction. Null when work about the same thing waits or runs already. */
export async function enqueueJob(on: Sql, job: NewJob): Promise<string | null> {
  const { rows } = await on.query<{ id: string }>(
    `insert into long_job (id, kind, subject_id, system_id, state, requested_by_id, requested_at, progress)
     values ($1, $2, $3, $4, 'queued', $5, app_now(), $6)
     on conflict (subject_id) where state in ('queued', 'running') do nothing returning id`,
    [newId(), job.kind, job.subjectId, job.systemId, job.requestedById, JSON.stringify(noProgress)],
  )
  return rows[0]?.id ?? null
}

/**
 * Takes the work that has waited longest, or whose worker died, with a lease. What has killed its workers is given up;
 * what somebody cancelled before it began ends here.
 */
export async function claimJob(
  workerId: string,
  kinds: readonly JobKind[],
  leaseSeconds: number,
): Promise<ClaimedJob | null> {
  await sql().query(
    `update long_job set finished_at = app_now(), lease_until = null, fence = fence + 1,
            state = case when cancel_requested_at is null then 'failed' else 'cancelled' end,
            fault = case when cancel_requested_at is null then $2 end
      where (state = 'running' and lease_until < app_now() and (attempts >= $1 or cancel_requested_at is not null))
         or (state = 'queued' and cancel_requested_at is not null)`,
    [mostAttempts, lost],
  )
  const { rows } = await sql().query<Omit<ClaimedJob, 'fence'> & { fence: string }>(
    `with due as (
       select id from long_job
        where state in ('queued', 'running') and (state = 'queued' or lease_until < app_now()) and kind = any($2)
        order by requested_at, id limit 1 for update skip locked)
     update long_job j
        set state = 'running', worker_id = $1, attempts = j.attempts + 1, fence = j.fence + 1,
            started_at = coalesce(j.started_at, app_now()), lease_until = app_now() + make_interval(secs => $3)
       from due where j.id = due.id
     returning j.id, j.kind, j.subject_id as "subjectId", j.system_id as "systemId", j.attempts, j.fence`,
    [workerId, kinds, leaseSeconds],
  )
  const [row] = rows
  return row ? { ...row, fence: BigInt(row.fence) } : null
}

/** What the holder learns when it tells how far it is. */
export interface Standing {
  /** False: another worker has the work meanwhile. */
  isHeld: boolean
  isCancelRequested: boolean
}

/** Holds work longer, and writes down how far it is and what was logged. */
export async function reportStanding(
  { id, fence }: ClaimedJob,
  { progress, log }: { progress: JobProgress; log: string },
  leaseSeconds: number,
): Promise<Standing> {
  const { rows } = await sql().query<{ isCancelRequested: boolean }>(
    `update long_job
        set lease_until = app_now() + make_interval(secs => $3), progress = $4, log = right(log || $5, $6)
      where id = $1 and fence = $2 and state = 'running'
      returning cancel_requested_at is not null as "isCancelRequested"`,
    [id, fence.toString(), leaseSeconds, JSON.stringify(progress), log, keptLogBytes],
  )
  return { isHeld: rows.length === 1, isCancelRequested: rows[0]?.isCancelRequested ?? false }
}

/** Ends work; false when another worker has it meanwhile. */
export async function finishJob(
  { id, fence }: ClaimedJob,
  state: Extract<JobState, 'done' | 'failed' | 'cancelled'>,
  { fault, progress, log }: { fault: string | null; progress: JobProgress; log: string },
): Promise<boolean> {
  const { rowCount } = await sql().query(
    `update long_job
        set state = $3, fault = $4, progress = $5, log = right(log || $6, $7), finished_at = app_now(), lease_until = null,
            fence = fence + 1
      where id = $1 and fence = $2 and state = 'running'`,
    [id, fence.toString(), state, fault, JSON.stringify(progress), log, keptLogBytes],
  )
  return rowCount === 1
}

/** Gives work back to be begun again, by this worker's end: it counts as no attempt. */
export async function giveBackJob({ id, fence }: ClaimedJob): Promise<void> {
  await sql().query(
    `update long_job set state = 'queued', attempts = attempts - 1, lease_until = null, worker_id = null, fence = fence + 1
      where id = $1 and fence = $2 and state = 'running'`,
    [id, fence.toString()],
  )
}

/** Asks that work ends; false when it has ended already. */
export async function requestCancel(on: Sql, id: string, byId: string): Promise<boolean> {
  const { rows } = await on.query(
    `update long_job set cancel_requested_at = coalesce(cancel_requested_at, app_now()), cancelled_by_id = coalesce(cancelled_by_id, $2)
      where id = $1 and state in ('queued', 'running') returning id`,
    [id, byId],
  )
  return rows.length === 1
}

/** Long work as it is stored. */
export interface JobRow {
  id: string
  kind: JobKind
  subjectId: string
  systemId: string
  teamId: string | null
  systemName: string
  state: JobState
  requestedBy: string | null
  requestedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  progress: JobProgress
  isCancelRequested: boolean
  log: string
  fault: string | null
}

const readable = `select j.id, j.kind, j.subject_id as "subjectId", j.system_id as "systemId", s.team_id as "teamId",
  s.name as "systemName", j.state, u.name as "requestedBy", j.requested_at as "requestedAt", j.started_at as "startedAt",
  j.finished_at as "finishedAt", j.progress, j.cancel_requested_at is not null as "isCancelRequested", j.log, j.fault
  from long_job j join system s on s.id = j.system_id left join app_user u on u.id = j.requested_by_id`

/** One piece of long work. */
export async function readJob(id: string, on: Sql = sql()): Promise<JobRow | null> {
  const { rows } = await on.query<JobRow>(`${readable} where j.id = $1`, [id])
  return rows[0] ?? null
}

/** The newest work about each of these things. */
export async function readNewestJobs(
  subjectIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, JobRow>> {
  const { rows } = await on.query<JobRow>(
    `select distinct on (j."subjectId") j.* from (${readable} where j.subject_id = any($1)) j
      order by j."subjectId", j."requestedAt" desc, j.id desc`,
    [subjectIds],
  )
  return new Map(rows.map((row) => [row.subjectId, row]))
}
