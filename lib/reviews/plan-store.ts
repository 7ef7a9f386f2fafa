import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { patienceMinutes, planDaysBefore, prepareDaysBefore } from './plan'

/** The checklist that is walked through where a system has no other one for a quarter. */
export const quarterlyChecklistKey = 'quarterly-review'

/** A system that is due and has no review under way. */
export interface DueSystem {
  systemId: string
  name: string
  timeZone: string
  due: Date
  /** The owner, else the back-up owner, if they can sign in; nobody: nobody can lead the review. */
  leaderId: string | null
  versionId: string | null
}

/**
 * When a system is due: its cadence after the last review that was closed, or after the one that was cancelled, or
 * after it was added (plan.ts). `s` is the system.
 */
export const dueSql = `coalesce(
    greatest((select max(m.closed_at) from milestone m where m.system_id = s.id),
             (select max(x.planned_for) from review x where x.system_id = s.id and x.state = 'cancelled')),
    s.created_at) + make_interval(days => s.review_cadence_days)`

/** Who can lead the review of system `s`: an active owner, else an active back-up owner. */
export const leaderSql = `(select p.id from app_user p where p.id in (s.owner_id, s.backup_owner_id) and p.disabled_at is null
    order by p.id = s.owner_id desc limit 1)`

/** The published checklist for the quarter of system `s`: one that is assigned to it, else the shipped one. */
export const versionSql = `(select v.id from checklist c
    join checklist_version v on v.checklist_id = c.id and v.state = 'published' and v.occasion = 'quarterly'
    left join checklist_assignment a on a.checklist_id = c.id and a.system_id = s.id
   where c.retired_at is null and (a.system_id is not null or c.key = '${quarterlyChecklistKey}')
   order by a.system_id is null, c.key <> '${quarterlyChecklistKey}', c.key limit 1)`

/** Systems that are to be planned now, the longest due first. */
export async function listPlannable(limit: number, on: Sql = sql()): Promise<DueSystem[]> {
  const { rows } = await on.query<DueSystem>(
    `select * from (
       select s.id as "systemId", s.name, s.time_zone as "timeZone", ${dueSql} as due,
              ${leaderSql} as "leaderId", ${versionSql} as "versionId"
         from system s
        where s.archived_at is null
          and not exists (select 1 from review r where r.system_id = s.id and r.state not in ('closed', 'cancelled'))) due
      where due.due <= app_now() + make_interval(days => ${planDaysBefore})
        and due."leaderId" is not null and due."versionId" is not null
      order by due.due limit $1`,
    [limit],
  )
  return rows
}

/** Planned reviews whose preparation begins now, oldest first. */
export async function listToPrepare(limit: number, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select r.id from review r join system s on s.id = r.system_id and s.archived_at is null
      where r.state = 'planned' and r.planned_for <= app_now() + make_interval(days => ${prepareDaysBefore})
      order by r.planned_for limit $1`,
    [limit],
  )
  return rows.map(({ id }) => id)
}

/** Reviews whose checks have run, or were waited for long enough: their questions can be filled. */
export async function listToFill(limit: number, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select r.id from review r left join run_batch b on b.id = r.batch_id
      where r.state in ('preparing', 'in-review') and r.prepared_at is null
        and (b.id is null or b.cancelled_at is not null
             or b.requested_at < app_now() - make_interval(mins => ${patienceMinutes})
             or not exists (select 1 from run_batch_item i where i.batch_id = b.id and i.finished_at is null))
      order by r.planned_for limit $1`,
    [limit],
  )
  return rows.map(({ id }) => id)
}

/** What a system is reviewed by and who could lead it; null when there is no such system. */
export async function findDueSystem(
  systemId: string,
  on: Sql = sql(),
): Promise<(DueSystem & { teamId: string | null; isArchived: boolean }) | null> {
  const { rows } = await on.query<DueSystem & { teamId: string | null; isArchived: boolean }>(
    `select s.id as "systemId", s.name, s.time_zone as "timeZone", ${dueSql} as due, ${leaderSql} as "leaderId",
            ${versionSql} as "versionId", s.team_id as "teamId", s.archived_at is not null as "isArchived"
       from system s where s.id = $1::uuid`,
    [systemId],
  )
  return rows[0] ?? null
}
