import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { openFindingStates, shortTitle } from '@/lib/findings/finding-sql'
import { weights } from './rank'
import type { DayEvent, Need } from './view'

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const cases = (column: string, values: Readonly<Record<string, number>>) =>
  `case ${column} ${Object.entries(values)
    .map(([key, weight]) => `when '${key}' then ${weight}`)
    .join(' ')} end`

const urgency = `
  case when f.due < clock.now then 'overdue' when f.due < clock.now + interval '1 day' then 'due-today'
       when f.due < clock.now + interval '3 days' then 'due-soon' else 'waiting' end`

/**
 * Checks without any run. A state belongs to exactly one check, so that equal numbers of both mean that there
 * are none, and the large join is spared.
 */
const neverRunSql = `
  select c.id from "check" c
   where (select count(*) from "check") > (select count(*) from check_state)
     and not exists (select 1 from check_state s where s.check_id = c.id)`

// Few among many: as an array, so that each is looked up instead of joining all checks with all states.
const suspectSql = `
  select check_id from clock, check_state where verdict = 'unknown' or stale_after <= clock.now
  union all ${neverRunSql}`

/**
 * `need`: findings that nobody has decided about, that nobody owns or that are nearly due; tasks with an overdue
 * occurrence, once each; and systems of which a check is unknown without a finding that says so. While no worker is
 * at work the last kind is left out: then all of them are, and the page says that once.
 */
const needSql = `
  finding_need as (
    select 'finding' as type, f.id, f.system_id, y.name as system, y.criticality, f.severity, ${urgency} as urgency,
           f.owner_id, f.first_seen as since
      from clock, finding f join system y on y.id = f.system_id and y.archived_at is null
     where f.state in ${openFindingStates}
       and (f.state = 'open' or f.owner_id is null or f.due < clock.now + interval '3 days')),
  task_need as (
    select 'task' as type, k.id, k.system_id, y.name as system, y.criticality,
           case when k.tier in ('monthly', 'quarterly') then 'medium' else 'low' end as severity, 'overdue' as urgency,
           coalesce(k.owner_id, y.owner_id) as owner_id, late.due_at as since
      from (select o.task_id, min(o.due_at) as due_at from clock, task_occurrence o
             where o.state in ('pending', 'in-progress') and o.due_at < clock.now
               and (o.snoozed_until is null or o.snoozed_until <= clock.now) group by o.task_id) late
           join maintenance_task k on k.id = late.task_id and k.archived_at is null
           join system y on y.id = k.system_id and y.archived_at is null, clock
     where k.paused_at is null or k.paused_until <= clock.now),
  blind_check as (
    select c.system_id, c.id, coalesce(s.conclusive_at, c.created_at) as since, ${stateSql} as state
      from clock, "check" c left join check_state s on s.check_id = c.id
     where not clock.silent and c.id = any(array(${suspectSql}))),
  blind_need as (
    select 'blind' as type, y.id, y.id as system_id, y.name as system, y.criticality, 'unknown' as severity,
           'waiting' as urgency, y.owner_id, min(b.since) as since
      from blind_check b join system y on y.id = b.system_id and y.archived_at is null
     where b.state = 'unknown'
       and not exists (select 1 from finding f where f.check_id = b.id and f.kind = 'unwatched'
                          and f.state in ('open', 'triaged', 'in-progress', 'resolved', 'accepted'))
     group by y.id),
  need as (
    select *, ${cases('severity', weights.severity)} * ${cases('criticality', weights.criticality)}
              * ${cases('urgency', weights.urgency)} as score
      from (select * from finding_need union all select * from task_need union all select * from blind_need) as each)`

export interface NeedCounts {
  needs: number
  overdue: number
  dueToday: number
  unowned: number
  blind: number
  onCritical: number
}

const needCounts = `
  json_build_object('needs', count(*), 'overdue', count(*) filter (where urgency = 'overdue'),
    'dueToday', count(*) filter (where urgency = 'due-today'), 'unowned', count(*) filter (where owner_id is null),
    'blind', count(*) filter (where type = 'blind'), 'onCritical', count(*) filter (where criticality = 'critical'))`

const needRow = `
  case n.type
    when 'finding' then (
      select json_build_object('type', 'finding', 'id', f.id, 'number', f.number, 'title', ${shortTitle}, 'detail', left(f.detail, 300), 'severity', f.severity,
               'state', f.state, 'kind', f.kind, 'owner', u.name, 'due', ${iso('f.due')}, 'firstSeen', ${iso('f.first_seen')},
               'systemId', n.system_id, 'system', n.system, 'criticality', n.criticality, 'urgency', n.urgency)
        from finding f left join app_user u on u.id = f.owner_id left join "check" c on c.id = f.check_id
             left join target t on t.id = c.target_id
       where f.id = n.id)
    when 'task' then (
      select json_build_object('type', 'task', 'id', k.id, 'title', k.title, 'tier', k.tier, 'automation', k.automation,
               'severity', n.severity, 'owner', u.name, 'due', ${iso('n.since')}, 'minutes', k.expected_minutes,
               'open', count(o.id), 'blockedReason', min(o.blocked_reason), 'systemId', n.system_id,
               'system', n.system, 'criticality', n.criticality, 'urgency', n.urgency)
        from maintenance_task k left join app_user u on u.id = n.owner_id
             join task_occurrence o on o.task_id = k.id and o.state in ('pending', 'in-progress') and o.due_at < clock.now
       where k.id = n.id group by k.id, u.name)
    else (
      select json_build_object('type', 'blind', 'id', n.id, 'systemId', n.system_id, 'system', n.system,
               'criticality', n.criticality, 'urgency', n.urgency, 'since', ${iso('n.since')},
               'unknown', (select count(*) from blind_check b where b.system_id = n.id and b.state = 'unknown'),
               'checks', (select count(*) from "check" c where c.system_id = n.id),
               'reason', coalesce((select case when s.stale_after <= clock.now then 'its results are older than they may be' else s.reason end
                                     from blind_check b join check_state s on s.check_id = b.id
                                    where b.system_id = n.id and b.state = 'unknown' order by s.finished_at desc limit 1),
                                  'its first run never came')))
  end`

export type StoredNeed =
  | Omit<Extract<Need, { type: 'finding' }>, 'score' | 'because'>
  | Omit<Extract<Need, { type: 'task' }>, 'score' | 'because'>
  | Omit<Extract<Need, { type: 'blind' }>, 'score' | 'because'>

/** What needs somebody, worst first, with the counts over all of it. */
export async function readNeeds(
  limit: number,
  on: Sql = sql(),
): Promise<{ counts: NeedCounts; rows: StoredNeed[] }> {
  const { rows } = await on.query<{ counts: NeedCounts; rows: StoredNeed[] }>(
    `with ${clockSql}, ${needSql},
     first as (select * from need order by score desc, since, id limit $1)
     select (select ${needCounts} from need) as counts,
            coalesce((select json_agg(${needRow} order by n.score desc, n.since, n.id) from clock, first n), '[]') as rows`,
    [limit],
  )
  return (
    rows[0] ?? {
      counts: { needs: 0, overdue: 0, dueToday: 0, unowned: 0, blind: 0, onCritical: 0 },
      rows: [],
    }
  )
}

/** How many things wait for somebody, and where. */
export interface WaitingCounts {
  now: Date
  today: number
  findings: number
  reviews: number
  redFlags: number
}

/** Counts for the navigation: what needs somebody at all, and what waits on each page; tasks are counted by their own room. */
export async function countNeeds(on: Sql = sql()): Promise<WaitingCounts> {
  const { rows } = await on.query<WaitingCounts>(
    `with ${clockSql}, ${needSql}
     select (select now from clock) as now, count(*) as today,
            count(*) filter (where type = 'finding') as findings,
            (select count(*) from review r join system y on y.id = r.system_id, clock
              where r.state in ('in-review', 'sign-off') and y.archived_at is null) as reviews,
            (select count(*) from red_flag_state g join system y on y.id = g.system_id
              where g.status = 'raised' and y.archived_at is null) as "redFlags"
       from need`,
  )
  const [counts] = rows
  if (!counts) throw new Error('the counts of the day returned no row')
  return counts
}

export interface DayFacts {
  selfId: string | null
  selfName: string | null
  nextDue: { number: number; due: string } | null
  opened: number
  reopened: number
  closed: number
  events: DayEvent[]
}

/** The rest of the day: the installation itself, the next due date, the last 24 hours of findings. */
export async function readDayFacts(on: Sql = sql()): Promise<DayFacts> {
  const { rows } = await on.query<DayFacts>(
    `with ${clockSql},
     event as materialized (
       select e.at, e.type, e.to_state, e.finding_id, f.number, f.title, y.name as system
         from clock, finding_event e join finding f on f.id = e.finding_id join system y on y.id = f.system_id
        where e.at >= clock.now - interval '24 hours' and e.type in ('opened', 'reopened', 'healed', 'verified')
          and y.archived_at is null)
     select (select id from system where is_self) as "selfId", (select name from system where is_self) as "selfName",
            (select json_build_object('number', f.number, 'due', ${iso('f.due')})
               from finding f join system y on y.id = f.system_id and y.archived_at is null
              where f.state in ('triaged', 'in-progress') and f.due >= clock.now order by f.due limit 1) as "nextDue",
            (select count(*) from event where type = 'opened') as opened,
            (select count(*) from event where type = 'reopened') as reopened,
            (select count(*) from event where type in ('healed', 'verified')) as closed,
            coalesce((select json_agg(json_build_object('at', ${iso('at')}, 'type', type, 'findingId', finding_id,
                       'number', number, 'title', title, 'system', system) order by at desc)
                        from (select * from event order by at desc limit 12) as latest), '[]') as events
       from clock`,
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
