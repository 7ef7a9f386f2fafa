import { currentForecasts, soonestFirst } from '@/lib/capacity/store'
import { clockSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { lastDoneSql } from '@/lib/tasks/read-sql'
import { everybody, type Who } from './scope'
import type { FlagCounts, SystemDayFacts } from './view'

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What these systems run out of first, how their maintenance stands, and when they were reviewed. */
export async function readSystemDayFacts(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, SystemDayFacts>> {
  const { rows } = await on.query<SystemDayFacts & { id: string }>(
    `with ${clockSql}
     select s.id,
            (select json_build_object('resource', f.resource, 'status', f.status, 'earliest', ${iso('f.earliest')})
               from ${currentForecasts}
              where f.newest and f.system_id = s.id and f.status in ('reached', 'reaches') order by ${soonestFirst} limit 1) as soonest,
            (select count(*) from capacity_forecast f
              where f.newest and f.system_id = s.id and f.status in ('reached', 'reaches', 'steady', 'away')) as forecasts,
            (select count(*) from maintenance_task k
              where k.system_id = s.id and k.archived_at is null and (k.paused_at is null or k.paused_until <= clock.now)
                and exists (select from task_occurrence o
                             where o.task_id = k.id and o.state in ('pending', 'in-progress') and o.due_at < clock.now
                               and o.period_start > ${lastDoneSql('k.id')})) as "overdueTasks",
            (select count(*) from maintenance_task k where k.system_id = s.id and k.archived_at is null) as tasks,
            (select ${iso('max(m.closed_at)')} from milestone m where m.system_id = s.id) as "reviewedAt"
       from clock, unnest($1::uuid[]) as s(id)`,
    [systemIds],
  )
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

/** Systems that somebody owns, or that belong to teams; null: all, and nothing has to be narrowed. */
export async function readSystemIds(who: Who = everybody, on: Sql = sql()): Promise<string[] | null> {
  if (who.ownerId === null && who.teamIds === null) return null
  const { rows } = await on.query<{ id: string }>(
    `select id from system where archived_at is null
        and ($1::uuid is null or owner_id = $1 or backup_owner_id = $1) and ($2::uuid[] is null or team_id = any($2))`,
    [who.ownerId, who.teamIds],
  )
  return rows.map(({ id }) => id)
}

/** Red flags, counted per flag and system; of these systems, or of all. */
export async function readFlagCounts(ids: readonly string[] | null, on: Sql = sql()): Promise<FlagCounts> {
  const { rows } = await on.query<FlagCounts>(
    `select count(*) filter (where g.status = 'raised') as raised, count(*) filter (where g.status = 'unknown') as unknown,
            count(*) as judged
       from red_flag_state g join system y on y.id = g.system_id and y.archived_at is null
      where $1::uuid[] is null or y.id = any($1)`,
    [ids],
  )
  return rows[0] ?? { raised: 0, unknown: 0, judged: 0 }
}
