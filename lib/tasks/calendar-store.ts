import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { filterValues, isOpen, occurrencesSql, type TaskFilter, tasksSql } from './read-sql'

export interface StoredDay {
  date: string
  total: number
  overdue: number
  done: number
  ids: string[]
}

/**
 * Occurrences of [from, to) by the day of the zone on which they are due from; first what is late, then what went wrong,
 * then the rarer before the more frequent.
 */
export async function readCalendarDays(
  viewerId: string,
  filter: TaskFilter,
  span: { from: Date; to: Date; zone: string; perDay: number; now: Date; daily: boolean },
  on: Sql = sql(),
): Promise<StoredDay[]> {
  const { rows } = await on.query<StoredDay>(
    `with ${tasksSql},
     placed as (
       select o.id, d.date, o.state, ${isOpen} and o.due_at <= $11::timestamptz as late,
              row_number() over (partition by d.date
                order by (${isOpen}) desc, t.rank, array_position(array['quarterly', 'monthly', 'weekly'], t.tier), o.scheduled_at, t.title, o.id) as place
         from task t
              cross join lateral (
                select * from task_occurrence o where o.task_id = t.id and o.period_start >= $7 and o.period_start < $8 offset 0) o
              join (select at, to_char(at at time zone $9, 'YYYY-MM-DD') as date
                      from (select distinct scheduled_at as at from task_occurrence where scheduled_at >= $7 and scheduled_at < $8) slots) d
                on d.at = o.scheduled_at
        where $12 or t.tier <> 'daily')
     select date, count(*) as total, count(*) filter (where late) as overdue,
            count(*) filter (where state in ('done', 'done-with-problem')) as done,
            array_agg(id order by place) filter (where place <= $10::int) as ids
       from placed group by date`,
    [...filterValues(filter, viewerId), span.from, span.to, span.zone, span.perDay, span.now, span.daily],
  )
  return rows
}

/** Up to when every task of the filter has its occurrences. */
export async function readPlannedUntil(
  viewerId: string,
  filter: TaskFilter,
  on: Sql = sql(),
): Promise<Date | null> {
  const { rows } = await on.query<{ until: Date | null }>(
    `with ${tasksSql} select min(k.planned_until) as until from task t join maintenance_task k on k.id = t.id where k.anchor = 'scheduled'`,
    filterValues(filter, viewerId),
  )
  return rows[0]?.until ?? null
}

export interface StoredYearDay {
  date: string
  due: number
  onTime: number
}

/** Of each day of the zone in [from, to): deadlines that passed, and how many were kept. Pauses are left out. */
export async function readYearDays(
  viewerId: string,
  filter: TaskFilter,
  span: { from: Date; to: Date; zone: string; now: Date },
  on: Sql = sql(),
): Promise<StoredYearDay[]> {
  // Many share an instant: days are told apart after they were counted.
  const { rows } = await on.query<StoredYearDay>(
    `with slot as (
       select o.due_at, count(*) as due, count(*) filter (where o.on_time) as on_time
         from ${occurrencesSql}
        where o.due_at >= $7 and o.due_at < $8 and not o.in_pause group by o.due_at)
     select to_char(due_at at time zone $9, 'YYYY-MM-DD') as date, sum(due) as due, sum(on_time) as "onTime" from slot group by 1`,
    [...filterValues(filter, viewerId), span.from, span.to < span.now ? span.to : span.now, span.zone],
  )
  return rows
}
