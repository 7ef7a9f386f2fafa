import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { DayLimits } from './due-store'
import { begunSql, clockSql, filterValues, type TaskFilter, tasksSql } from './read-sql'
import type { TaskCounts } from './view'

/** Choices of the filter and the systems that have no task yet. */
export interface HeadChoices {
  systems: { id: string; name: string }[]
  teams: { id: string; name: string }[]
  without: { id: string; name: string }[]
  systemsWithout: number
}

/** Counts behind the headline; the share counts periods whose deadline passed within 90 days, pauses left out. */
export async function readTaskCounts(
  viewerId: string,
  filter: TaskFilter,
  days: DayLimits,
  on: Sql = sql(),
): Promise<Omit<TaskCounts, 'systemsWithout'>> {
  const { rows } = await on.query<Omit<TaskCounts, 'systemsWithout'>>(
    `with ${clockSql}, ${tasksSql}, ${begunSql},
     ahead as (
       select o.scheduled_at from clock, task t join task_occurrence o on o.task_id = t.id
        where o.state in ('pending', 'in-progress') and o.scheduled_at > clock.now
          and o.scheduled_at < case when t.tier = 'daily' and $1::text is distinct from 'daily' then $7::timestamptz else $8::timestamptz end),
     now_due as (
       select count(*) filter (where due_at <= clock.now) as overdue,
              count(*) filter (where due_at <= clock.now and anchor = 'scheduled' and period_end <= clock.now) as missed,
              count(*) filter (where due_at > clock.now and coalesce(snoozed_until < $7::timestamptz, true)) as today,
              count(*) filter (where due_at > clock.now) as week,
              count(*) filter (where blocked_reason is not null) as blocked
         from clock, begun)
     select n.overdue, n.missed, n.blocked,
            n.today + (select count(*) from ahead where scheduled_at < $7::timestamptz) as "dueToday",
            n.week + (select count(*) from ahead) as "dueThisWeek",
            (select count(*) from task) as tasks, (select count(distinct system_id) from task) as systems,
            (select round((100.0 * count(*) filter (where o.on_time) / nullif(count(*), 0))::numeric, 1)::float8
               from clock, task_occurrence o join task t on t.id = o.task_id
              where o.due_at > clock.now - interval '90 days' and o.due_at <= clock.now and not o.in_pause) as "onTimeShare"
       from now_due n`,
    [...filterValues(filter, viewerId), days.tomorrow, days.nextWeek],
  )
  const [counts] = rows
  if (!counts) throw new Error('the counts of tasks returned no row')
  return counts
}

/** What the filter offers: systems with tasks, teams with systems; and systems without any task. */
export async function readHeadChoices(on: Sql = sql()): Promise<HeadChoices> {
  const { rows } = await on.query<HeadChoices>(
    `with living as (
       select y.id, y.name, y.team_id, y.criticality,
              exists (select 1 from maintenance_task k where k.system_id = y.id and k.archived_at is null) as has_tasks
         from system y where y.archived_at is null),
     named as (
       select json_build_object('id', id, 'name', name) as entry, name, has_tasks,
              array_position(array['critical', 'high', 'medium', 'low'], criticality) as rank from living)
     select coalesce((select json_agg(entry order by name) from (select * from named where has_tasks order by name limit 200) s), '[]') as systems,
            coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
                        from team t where exists (select 1 from living l where l.team_id = t.id)), '[]') as teams,
            coalesce((select json_agg(entry order by rank, name) from (select * from named where not has_tasks order by rank, name limit 5) s), '[]') as without,
            (select count(*) from living where not has_tasks) as "systemsWithout"`,
  )
  const [choices] = rows
  if (!choices) throw new Error('the choices of tasks returned no row')
  return choices
}
