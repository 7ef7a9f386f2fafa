import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { type DayLimits, type DueGroups, readDueGroups } from './due-store'
import { filterValues, occurrencesSql, type TaskFilter, taskFilterSql } from './read-sql'
import type { TaskCounts } from './view'

/** Choices of the filter and the systems that have no task yet. */
export interface HeadChoices {
  systems: { id: string; name: string }[]
  teams: { id: string; name: string }[]
  without: { id: string; name: string }[]
  systemsWithout: number
}

/** Counts behind the headline, without those of systems that have no task. */
export type FilteredCounts = Omit<TaskCounts, 'systemsWithout'>

/**
 * Counts behind the headline; of the groups when they were read anyway. The share counts periods whose deadline passed
 * within 90 days, pauses left out.
 */
export async function readTaskCounts(
  viewerId: string,
  filter: TaskFilter,
  days: DayLimits,
  known: DueGroups | null = null,
  on: Sql = sql(),
): Promise<FilteredCounts> {
  const none = { overdue: 0, offset: 0, other: 0 }
  const [due, figures] = await Promise.all([
    known ?? readDueGroups(viewerId, filter, { ...days, horizon: days.nextWeek }, none, on),
    readFigures(viewerId, filter, days.now, on),
  ])
  const { overdue, today, week } = due.groups
  return {
    overdue: overdue.total,
    missed: due.missed,
    dueToday: today.total,
    dueThisWeek: today.total + week.total,
    blocked: due.blocked,
    ...figures,
  }
}

async function readFigures(
  viewerId: string,
  filter: TaskFilter,
  now: Date,
  on: Sql,
): Promise<Pick<TaskCounts, 'tasks' | 'systems' | 'onTimeShare'>> {
  const values = filterValues(filter, viewerId)
  const [counted, kept] = await Promise.all([
    on.query<{ tasks: number; systems: number }>(
      `select count(*) as tasks, count(distinct k.system_id) as systems
         from maintenance_task k join system y on y.id = k.system_id where ${taskFilterSql}`,
      values,
    ),
    on.query<{ share: number | null }>(
      `select round((100.0 * count(*) filter (where o.on_time) / nullif(count(*), 0))::numeric, 1)::float8 as share
         from ${occurrencesSql}
        where o.due_at > $7::timestamptz - interval '90 days' and o.due_at <= $7 and not o.in_pause`,
      [...values, now],
    ),
  ])
  const { tasks, systems } = counted.rows[0] ?? { tasks: 0, systems: 0 }
  return { tasks, systems, onTimeShare: kept.rows[0]?.share ?? null }
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
