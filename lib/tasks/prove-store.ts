import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'

/** An occurrence that checks have proved. */
export interface Proven {
  id: string
  taskId: string
  /** The check whose run was the last that was missing. */
  checkId: string
  checkName: string
  runAt: Date
  finishedAt: Date
}

/** Further back nothing can be proved: runs that only say "ok" are kept for two days. */
const reachHours = 48

/**
 * Open occurrences of tasks that checks do: every kind of check that the task names is active on its system, and
 * each of these checks has an ok run that began within the period. At most so many, oldest first.
 */
export async function findProven(tx: Transaction, limit: number): Promise<Proven[]> {
  const { rows } = await asSql(tx).query<Proven>(
    `with clock as materialized (select app_now() as now),
     open as (
       select o.id, o.task_id, o.scheduled_at, k.system_id, k.proven_by_kinds,
              case when k.anchor = 'scheduled' then greatest(o.period_end, o.due_at) else 'infinity' end as ends_at
         from clock, task_occurrence o join maintenance_task k on k.id = o.task_id join system y on y.id = k.system_id
        where o.state in ('pending', 'in-progress') and o.scheduled_at <= clock.now
          and (k.anchor = 'completed' or o.period_end > clock.now - interval '${reachHours} hours')
          and k.automation = 'check' and cardinality(k.proven_by_kinds) > 0
          and k.archived_at is null and y.archived_at is null),
     witness as (
       select open.id, c.id as check_id, c.name, c.kind, s.last_ok_at >= open.scheduled_at as may
         from clock, open join "check" c on c.system_id = open.system_id and c.kind = any(open.proven_by_kinds)
              left join check_state s on s.check_id = c.id
        where (c.paused_at is null or c.paused_until <= clock.now) and s.verdict is distinct from 'not-applicable'),
     candidate as (
       select open.* from open
        where open.proven_by_kinds <@ (select array_agg(w.kind) from witness w where w.id = open.id)
          and not exists (select 1 from witness w where w.id = open.id and w.may is not true)
        order by open.scheduled_at limit $1),
     proof as (
       select t.id, t.task_id, w.check_id, w.name, r.scheduled_for, r.ended
         from clock, candidate t join witness w on w.id = t.id left join lateral (
           select r.scheduled_for, r.started_at + r.duration_ms * interval '1 millisecond' as ended
             from run r
            where r.check_id = w.check_id and r.verdict = 'ok' and r.started_at >= t.scheduled_at
              and r.scheduled_for >= t.scheduled_at - interval '1 hour'
              and r.scheduled_for < least(t.ends_at, clock.now + interval '1 second')
            order by r.scheduled_for limit 1) r on true)
     select distinct on (id) id::text, task_id::text as "taskId", check_id::text as "checkId", name as "checkName",
            scheduled_for as "runAt", ended as "finishedAt"
       from proof p
      where not exists (select 1 from proof q where q.id = p.id and q.scheduled_for is null)
      order by id, ended desc`,
    [limit],
  )
  return rows
}

/** Notes that checks did these occurrences; those that ended meanwhile stay as they are. Returns the tasks. */
export async function storeProven(tx: Transaction, proven: readonly Proven[]): Promise<string[]> {
  const on = asSql(tx)
  // Tasks are locked before their occurrences, in one order, wherever both change.
  await on.query(
    'select 1 as locked from maintenance_task where id = any($1::uuid[]) order by id for update',
    [proven.map(({ taskId }) => taskId)],
  )
  const { rows } = await on.query<{ taskId: string }>(
    `with proof as (
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]::timestamptz[], $5::text[]::timestamptz[])
         as p(id, check_id, check_name, run_at, finished_at)),
     done as (
       update task_occurrence o
          set state = 'done', finished_at = p.finished_at, finished_by_id = null, on_time = p.finished_at <= o.due_at,
              proven_by_check_id = p.check_id, proven_by_run_at = p.run_at, blocked_reason = null, revision = o.revision + 1
         from proof p where o.id = p.id and o.state in ('pending', 'in-progress')
       returning o.id, o.task_id, o.on_time, p.check_name, p.run_at)
     insert into task_event (id, task_id, occurrence_id, at, actor_label, type, after, comment)
     select gen_random_uuid(), task_id, id, app_now(), 'worker', 'proven',
            jsonb_build_object('state', 'done', 'onTime', on_time), check_name || ' was ok.'
       from done
     returning task_id::text as "taskId"`,
    [
      proven.map(({ id }) => id),
      proven.map(({ checkId }) => checkId),
      proven.map(({ checkName }) => checkName),
      proven.map(({ runAt }) => runAt.toISOString()),
      proven.map(({ finishedAt }) => finishedAt.toISOString()),
    ],
  )
  return rows.map(({ taskId }) => taskId)
}
