import { clockSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { everybody, type Who } from './scope'
import type { DatedItem, DayEvent } from './view'

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface DayFacts {
  selfId: string | null
  selfName: string | null
  /** From when on events are told. */
  since: Date
  opened: number
  reopened: number
  closed: number
  events: DayEvent[]
}

/** Longest absence that is told about. */
const longestDays = 30

/** $1 owner, $2 teams: narrows findings `f` of systems `y`. */
const ofWho = `($1::uuid is null or f.owner_id = $1) and ($2::uuid[] is null or y.team_id = any($2))`

/** The rest of the day: the installation itself, and what became of findings since then. */
export async function readDayFacts(
  since: Date | null,
  who: Who = everybody,
  on: Sql = sql(),
): Promise<DayFacts> {
  const { rows } = await on.query<DayFacts>(
    `with ${clockSql},
     start as materialized (
       select greatest(coalesce($3::timestamptz, clock.now - interval '24 hours'), clock.now - interval '${longestDays} days') as since
         from clock),
     event as materialized (
       select e.at, e.type, e.finding_id, f.number, f.title, y.name as system
         from start, finding_event e join finding f on f.id = e.finding_id
              join (select id, name, team_id from system where archived_at is null) y on y.id = f.system_id
        where e.at >= start.since and e.type in ('opened', 'reopened', 'healed', 'verified') and ${ofWho})
     select (select id from system where is_self) as "selfId", (select name from system where is_self) as "selfName",
            start.since,
            (select count(*) from event where type = 'opened') as opened,
            (select count(*) from event where type = 'reopened') as reopened,
            (select count(*) from event where type in ('healed', 'verified')) as closed,
            coalesce((select json_agg(json_build_object('at', ${iso('at')}, 'type', type, 'findingId', finding_id,
                       'number', number, 'title', title, 'system', system) order by at desc)
                        from (select * from event order by at desc limit 12) as latest), '[]') as events
       from start`,
    [who.ownerId, who.teamIds, since],
  )
  const [facts] = rows
  if (!facts) throw new Error('the facts of the day returned no row')
  return facts
}

/** The smallest id that a UUIDv7 of that time or later can have: batches are found by their primary key. */
const firstIdOf = (at: Date) => {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** Runs that were asked for in the last ten minutes and have not ended. */
export async function countRunning(now: Date, on: Sql = sql()): Promise<number> {
  const { rows } = await on.query<{ running: number }>(
    `select count(*) as running from run_batch b join run_batch_item i on i.batch_id = b.id
      where b.id >= $1 and b.cancelled_at is null and i.finished_at is null`,
    [firstIdOf(new Date(now.getTime() - 600_000))],
  )
  return rows[0]?.running ?? 0
}

// The clock stands in each condition, so that an index is entered at it: what is past is never walked over.
const nextSql = `
  (select 'finding' as type, 'F-' || f.number as label, f.title, '/findings/' || f.number as href, f.due as at, y.name as system
     from finding f join system y on y.id = f.system_id and y.archived_at is null
    where f.state in ('triaged', 'in-progress') and f.due >= app_now() and ${ofWho} order by f.due limit 3)
  union all
  (select 'task', null, k.title, '/tasks/' || k.id, o.due_at, y.name
     from task_occurrence o join maintenance_task k on k.id = o.task_id and k.archived_at is null and k.tier <> 'daily'
          join system y on y.id = k.system_id and y.archived_at is null
    where o.state = 'pending' and o.due_at >= app_now() and o.due_at < app_now() + interval '100 days' and not o.in_pause
      and ($1::uuid is null or coalesce(k.owner_id, y.owner_id) = $1) and ($2::uuid[] is null or y.team_id = any($2))
    order by o.due_at limit 3)
  union all
  (select 'review', null, 'Review ' || r.quarter, '/reviews/' || r.id, r.planned_for, y.name
     from review r join system y on y.id = r.system_id and y.archived_at is null
    where r.state not in ('closed', 'cancelled') and r.planned_for >= app_now()
      and ($1::uuid is null or r.owner_id = $1) and ($2::uuid[] is null or y.team_id = any($2))
    order by r.planned_for limit 3)`

/** What comes next, soonest first; of daily work nothing, which would always be first. */
export async function readNext(who: Who = everybody, on: Sql = sql()): Promise<DatedItem[]> {
  const { rows } = await on.query<Omit<DatedItem, 'at'> & { at: Date }>(
    `select type, label, title, href, at, system from (${nextSql}) as dated order by at, title limit 3`,
    [who.ownerId, who.teamIds],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
