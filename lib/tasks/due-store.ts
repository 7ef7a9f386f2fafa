import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { begunSql, filterValues, occurrencesSql, type TaskFilter, tasksSql } from './read-sql'
import type { BoardColumn, DueGroup } from './view'

/** Where days begin and end for whoever reads. */
export interface DayLimits {
  now: Date
  /** First instant of tomorrow. */
  tomorrow: Date
  /** First instant of next Monday. */
  nextWeek: Date
  /** End of "later". */
  horizon: Date
}

export interface GroupIds {
  ids: string[]
  total: number
}

export interface DueGroups {
  groups: Record<DueGroup, GroupIds>
  /** Of the overdue ones: their next period has begun. */
  missed: number
  blocked: number
}

interface GroupRow {
  name: string
  ids: string[] | null
  total: number
}

const groupsFrom = (rows: readonly GroupRow[], name: string): GroupIds => {
  const row = rows.find((each) => each.name === name)
  return { ids: row?.ids ?? [], total: row?.total ?? 0 }
}

// "offset 0" keeps the planner from reading all of a month where each task has a few rows.

/** $7 now, $8 tomorrow, $9 next week, $10 horizon, $11 overdue at once, $12 of them left out, $13 of each other group. */
const dueSql = `
  with ${tasksSql}, ${begunSql},
  ahead as (
    select o.id, o.blocked_reason, greatest(o.scheduled_at, o.snoozed_until) as from_at, t.rank, t.title,
           row_number() over (partition by t.id order by greatest(o.scheduled_at, o.snoozed_until)) as nth
      from task t, lateral (
        select * from task_occurrence o
         where o.task_id = t.id and o.state in ('pending', 'in-progress') and o.scheduled_at > $7::timestamptz
           and o.scheduled_at < case when t.tier <> 'daily' then $10::timestamptz when $1::text = 'daily' or $2::uuid is not null then $9 else $8 end
        offset 0) o),
  timed as (
    select id, blocked_reason, rank, title, due_at <= $7 as late, anchor = 'scheduled' and greatest(due_at, period_end) <= $7 as missed,
           due_at, snoozed_until >= $8 as put_off, snoozed_until
      from begun),
  grouped as (
    select case when late then 'overdue' when put_off then case when snoozed_until < $9 then 'week' else 'later' end else 'today' end as name,
           id, blocked_reason, missed, title, case when put_off and not late then 0 else rank end as rank,
           case when put_off and not late then snoozed_until else due_at end as at
      from timed
    union all
    select case when from_at < $8 then 'today' when from_at < $9 then 'week' else 'later' end,
           id, blocked_reason, false, title, case when from_at < $8 then rank else 0 end, from_at
      from ahead where from_at < $9 or nth = 1),
  placed as (select *, row_number() over (partition by name order by rank, at, title, id) as place from grouped)
  select name, count(*) as total, count(*) filter (where missed) as missed, count(blocked_reason) as blocked,
         array_agg(id order by place) filter (
           where case when name = 'overdue' then place > $12::int and place <= $12::int + $11::int else place <= $13::int end) as ids
    from placed group by name`

/**
 * What is due, in its groups: worst first, then by time. Later than this week each task has its next date, not all
 * of them. Ahead of today, daily work is left out unless it or one
 * system is asked for: it comes every day, and would hide what does not.
 */
export async function readDueGroups(
  viewerId: string,
  filter: TaskFilter,
  days: DayLimits,
  limits: { overdue: number; offset: number; other: number },
  on: Sql = sql(),
): Promise<DueGroups> {
  const { now, tomorrow, nextWeek, horizon } = days
  const { rows } = await on.query<GroupRow & { missed: number; blocked: number }>(dueSql, [
    ...filterValues(filter, viewerId),
    now,
    tomorrow,
    nextWeek,
    horizon,
    limits.overdue,
    limits.offset,
    limits.other,
  ])
  const groups = {
    overdue: groupsFrom(rows, 'overdue'),
    today: groupsFrom(rows, 'today'),
    week: groupsFrom(rows, 'week'),
    later: groupsFrom(rows, 'later'),
  }
  const sum = (of: 'missed' | 'blocked') => rows.reduce((total, row) => total + row[of], 0)
  return { groups, missed: sum('missed'), blocked: sum('blocked') }
}

/** $7 now, $8 tomorrow, $9 cards of a column. */
const boardSql = `
  with ${tasksSql}, ${begunSql},
  ahead as (
    select o.id, o.blocked_reason, o.state, o.due_at, t.rank, t.title
      from task t join task_occurrence o on o.task_id = t.id
     where o.state in ('pending', 'in-progress') and o.scheduled_at > $7 and o.scheduled_at < $8
    union
    select o.id, o.blocked_reason, o.state, o.due_at, t.rank, t.title
      from task t join task_occurrence o on o.task_id = t.id
     where o.state in ('pending', 'in-progress') and (o.state = 'in-progress' or o.blocked_reason is not null) and o.scheduled_at > $7),
  card as (
    select id, blocked_reason, state, due_at, rank, title from begun
     where state = 'in-progress' or blocked_reason is not null or due_at <= $7 or snoozed_until is null or snoozed_until <= $7
    union all
    select id, blocked_reason, state, due_at, rank, title from ahead),
  named as (
    select *, case when blocked_reason is not null then 'blocked' when state = 'in-progress' then 'doing' else 'due' end as name from card),
  placed as (select *, row_number() over (partition by name order by rank, due_at, title, id) as place from named),
  recent as (
    select o.id, o.finished_at from ${occurrencesSql}
     where o.state in ('done', 'done-with-problem') and o.finished_at > $7::timestamptz - interval '7 days')
  select name, count(*) as total, array_agg(id order by place) filter (where place <= $9::int) as ids from placed group by name
  union all
  select 'done', (select count(*) from recent),
         array(select id from recent order by finished_at desc, id limit $9::int)`

/** The board: what is due, what somebody does, what is held up, what was done in seven days. */
export async function readBoardColumns(
  viewerId: string,
  filter: TaskFilter,
  { now, tomorrow }: DayLimits,
  limit: number,
  on: Sql = sql(),
): Promise<Record<BoardColumn, GroupIds>> {
  const { rows } = await on.query<GroupRow>(boardSql, [
    ...filterValues(filter, viewerId),
    now,
    tomorrow,
    limit,
  ])
  return {
    due: groupsFrom(rows, 'due'),
    doing: groupsFrom(rows, 'doing'),
    blocked: groupsFrom(rows, 'blocked'),
    done: groupsFrom(rows, 'done'),
  }
}
