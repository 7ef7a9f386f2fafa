import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { clockSql, filterValues, isOpen, type TaskFilter, tasksSql } from './read-sql'

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
  span: { from: Date; to: Date; zone: string; perDay: number },
  on: Sql = sql(),
): Promise<StoredDay[]> {
  const { rows } = await on.query<StoredDay>(
    `with ${clockSql}, ${tasksSql},
     placed as (
       select o.id, to_char(o.scheduled_at at time zone $9, 'YYYY-MM-DD') as date, o.state,
              ${isOpen} and o.due_at <= clock.now as late,
              row_number() over (partition by to_char(o.scheduled_at at time zone $9, 'YYYY-MM-DD')
                order by (${isOpen} and o.due_at <= clock.now) desc, (o.state = 'done-with-problem') desc,
                  array_position(array['quarterly', 'monthly', 'weekly', 'daily'], t.tier), (${isOpen}) desc, t.rank, o.scheduled_at, t.title, o.id) as place
         from clock, task_occurrence o join task t on t.id = o.task_id
        where o.scheduled_at >= $7 and o.scheduled_at < $8)
     select date, count(*) as total, count(*) filter (where late) as overdue,
            count(*) filter (where state in ('done', 'done-with-problem')) as done,
            array_agg(id order by place) filter (where place <= $10) as ids
       from placed group by date`,
    [...filterValues(filter, viewerId), span.from, span.to, span.zone, span.perDay],
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
  span: { from: Date; to: Date; zone: string },
  on: Sql = sql(),
): Promise<StoredYearDay[]> {
  const { rows } = await on.query<StoredYearDay>(
    `with ${clockSql}, ${tasksSql}
     select to_char(o.due_at at time zone $9, 'YYYY-MM-DD') as date, count(*) as due, count(*) filter (where o.on_time) as "onTime"
       from clock, task_occurrence o join task t on t.id = o.task_id
      where o.due_at >= $7 and o.due_at < least($8::timestamptz, clock.now) and not o.in_pause
      group by 1`,
    [...filterValues(filter, viewerId), span.from, span.to, span.zone],
  )
  return rows
}
