import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { begunSql, clockSql, filterValues, type TaskFilter, tasksSql } from './read-sql'
import type { BoardColumn, DueGroup } from './view'

/** Where days begin and end for whoever reads. */
export interface DayLimits {
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

const groupsFrom = (
  rows: readonly { name: string; ids: string[]; total: number }[],
  name: string,
): GroupIds => {
  const row = rows.find((each) => each.name === name)
  return { ids: row?.ids ?? [], total: row?.total ?? 0 }
}

/**
 * What is due, in its groups: worst first, then by time. Ahead of today, daily work is left out unless it is asked
 * for: it comes every day, and would hide what does not.
 */
export async function readDueGroups(
  viewerId: string,
  filter: TaskFilter,
  days: DayLimits,
  limits: { overdue: number; offset: number; other: number },
  on: Sql = sql(),
): Promise<Record<DueGroup, GroupIds>> {
  const { rows } = await on.query<{ name: string; ids: string[]; total: number }>(
    `with ${clockSql}, ${tasksSql}, ${begunSql},
     ahead as (
       select o.id, o.due_at, greatest(o.scheduled_at, o.snoozed_until) as from_at, t.rank, t.title
         from clock, task t join task_occurrence o on o.task_id = t.id
        where o.state in ('pending', 'in-progress') and o.scheduled_at > clock.now
          and o.scheduled_at < case when t.tier = 'daily' and $1::text is distinct from 'daily' then $7::timestamptz else $9::timestamptz end),
     grouped as (
       select id, case when due_at <= clock.now then 'overdue' when snoozed_until >= $8 then 'later' when snoozed_until >= $7 then 'week' else 'today' end as name,
              case when due_at > clock.now and snoozed_until >= $7 then 0 else rank end as rank,
              case when due_at > clock.now and snoozed_until >= $7 then snoozed_until else due_at end as at, title
         from clock, begun
       union all
       select id, case when from_at < $7::timestamptz then 'today' when from_at < $8::timestamptz then 'week' else 'later' end, 
              case when from_at < $7::timestamptz then rank else 0 end, from_at, title from ahead),
     placed as (
       select *, row_number() over (partition by name order by rank, at, title, id) as place, count(*) over (partition by name) as total
         from grouped)
     select name, max(total) as total, array_agg(id order by place) filter (
              where case when name = 'overdue' then place > $11 and place <= $11 + $10 else place <= $12 end) as ids
       from placed group by name`,
    [
      ...filterValues(filter, viewerId),
      days.tomorrow,
      days.nextWeek,
      days.horizon,
      limits.overdue,
      limits.offset,
      limits.other,
    ],
  )
  return {
    overdue: groupsFrom(rows, 'overdue'),
    today: groupsFrom(rows, 'today'),
    week: groupsFrom(rows, 'week'),
    later: groupsFrom(rows, 'later'),
  }
}

/** The board: what is due, what somebody does, what is held up, what was done in seven days. */
export async function readBoardColumns(
  viewerId: string,
  filter: TaskFilter,
  days: DayLimits,
  limit: number,
  on: Sql = sql(),
): Promise<Record<BoardColumn, GroupIds>> {
  const { rows } = await on.query<{ name: string; ids: string[]; total: number }>(
    `with ${clockSql}, ${tasksSql}, ${begunSql},
     card as (
       select id, case when blocked_reason is not null then 'blocked' when state = 'in-progress' then 'doing' else 'due' end as name,
              rank, due_at as at, title
         from clock, begun where state = 'in-progress' or blocked_reason is not null or due_at <= clock.now
              or snoozed_until is null or snoozed_until <= clock.now
       union all
       select o.id, case when o.blocked_reason is not null then 'blocked' when o.state = 'in-progress' then 'doing' else 'due' end,
              t.rank, o.due_at, t.title
         from clock, task t join task_occurrence o on o.task_id = t.id
        where o.state in ('pending', 'in-progress') and o.scheduled_at > clock.now and o.scheduled_at < $8::timestamptz
          and (o.state = 'in-progress' or o.blocked_reason is not null or o.scheduled_at < $7::timestamptz)
       union all
       select o.id, 'done', 0, clock.now - (o.finished_at - 'epoch'::timestamptz), t.title
         from clock, task_occurrence o join task t on t.id = o.task_id
        where o.state in ('done', 'done-with-problem') and o.finished_at > clock.now - interval '7 days'),
     placed as (
       select *, row_number() over (partition by name order by rank, at, title, id) as place, count(*) over (partition by name) as total
         from card)
     select name, max(total) as total, array_agg(id order by place) filter (where place <= $9) as ids
       from placed group by name`,
    [...filterValues(filter, viewerId), days.tomorrow, days.horizon, limit],
  )
  return {
    due: groupsFrom(rows, 'due'),
    doing: groupsFrom(rows, 'doing'),
    blocked: groupsFrom(rows, 'blocked'),
    done: groupsFrom(rows, 'done'),
  }
}
