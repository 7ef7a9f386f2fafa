import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { openFindingStates, shortTitle } from '@/lib/findings/finding-sql'
import { dueSql, leaderSql } from '@/lib/reviews/plan-store'
import { lastDoneSql } from '@/lib/tasks/read-sql'
import { weights } from './rank'
import { everybody, type Who } from './scope'
import type { Need } from './view'

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const cases = (column: string, values: Readonly<Record<string, number>>) =>
  `case ${column} ${Object.entries(values)
    .map(([key, weight]) => `when '${key}' then ${weight}`)
    .join(' ')} end`

const urgencyAt = (due: string) => `
  case when ${due} < clock.now then 'overdue' when ${due} < clock.now + interval '1 day' then 'due-today'
       when ${due} < clock.now + interval '3 days' then 'due-soon' else 'waiting' end`

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
 * Reviews that are handed in and wait for a signature, or whose day is near or past; and systems that are due for one
 * that nobody has planned. Once a system.
 */
const reviewNeedSql = `
  review_need as (
    select 'review' as type, coalesce(r.id, s.id) as id, s.id as system_id, s.name as system, s.criticality, s.team_id,
           'medium' as severity, ${urgencyAt('coalesce(r.due, s.due)')} as urgency,
           case when r.id is null then s.leader else r.owner_id end as owner_id, coalesce(r.due, s.due) as since
      from clock, (select s.*, ${dueSql} as due, ${leaderSql} as leader from system s where s.archived_at is null) s
           left join lateral (
             select r.id, r.owner_id, r.state, case when r.state = 'sign-off' then r.submitted_at else r.planned_for end as due
               from review r where r.system_id = s.id and r.state not in ('closed', 'cancelled')
              order by r.planned_for limit 1) r on true
     where case when r.id is null then s.due < clock.now
                else r.state = 'sign-off' or r.due < clock.now + interval '3 days' end)`

/**
 * An open occurrence `o` whose deadline is past and that nobody put off. What is due was scheduled before (a constraint of
 * the table): the index of open slots leaves out all that is planned ahead, which is most of what is open.
 */
const lateSql = `
  o.state in ('pending', 'in-progress') and o.scheduled_at < clock.now and o.due_at < clock.now and (o.snoozed_until is null or o.snoozed_until <= clock.now)`

/**
 * `need`: findings that nobody has decided about, that nobody owns or that are nearly due; tasks with an overdue
 * occurrence that no later one made good, once each; reviews that are due; and systems of which a check is unknown
 * without a finding that says so. While no worker is at work the last kind is left out: then all of them are, and the
 * page says that once.
 * $1 and $2 narrow it to an owner or to teams.
 */
const needSql = `
  finding_need as (
    select 'finding' as type, f.id, f.system_id, y.name as system, y.criticality, y.team_id, f.severity,
           ${urgencyAt('f.due')} as urgency,
           f.owner_id, f.first_seen as since
      from clock, finding f join system y on y.id = f.system_id and y.archived_at is null
     where f.state in ${openFindingStates}
       and (f.state = 'open' or f.owner_id is null or f.due < clock.now + interval '3 days')),
  task_need as (
    select 'task' as type, k.id, k.system_id, y.name as system, y.criticality, y.team_id,
           case when k.tier in ('monthly', 'quarterly') then 'medium' else 'low' end as severity, 'overdue' as urgency,
           coalesce(k.owner_id, y.owner_id) as owner_id, late.due_at as since
      from (select g.task_id, min(u.due_at) as due_at
              from (select o.task_id, array_agg(o.period_start) as starts, array_agg(o.due_at) as dues
                      from clock, task_occurrence o where ${lateSql} group by o.task_id) g
                   cross join clock cross join lateral (select ${lastDoneSql('g.task_id')} as at offset 0) last_done
                   cross join lateral unnest(g.starts, g.dues) as u(start, due_at)
             where u.start > last_done.at group by g.task_id) late
           join maintenance_task k on k.id = late.task_id and k.archived_at is null
           join system y on y.id = k.system_id and y.archived_at is null, clock
     where k.paused_at is null or k.paused_until <= clock.now),
  blind_check as (
    select c.system_id, c.id, coalesce(s.conclusive_at, c.created_at) as since, ${stateSql} as state
      from clock, "check" c left join check_state s on s.check_id = c.id
     where not clock.silent and c.id = any(array(${suspectSql}))),
  blind_need as (
    select 'blind' as type, y.id, y.id as system_id, y.name as system, y.criticality, y.team_id, 'unknown' as severity,
           'waiting' as urgency, y.owner_id, min(b.since) as since
      from blind_check b join system y on y.id = b.system_id and y.archived_at is null
     where b.state = 'unknown'
       and not exists (select 1 from finding f where f.check_id = b.id and f.kind = 'unwatched'
                          and f.state in ('open', 'triaged', 'in-progress', 'resolved', 'accepted'))
     group by y.id),
  ${reviewNeedSql},
  need as (
    select *, ${cases('severity', weights.severity)} * ${cases('criticality', weights.criticality)}
              * ${cases('urgency', weights.urgency)} as score
      from (select * from finding_need union all select * from task_need union all select * from review_need
            union all select * from blind_need) as each
     where ($1::uuid is null or owner_id = $1) and ($2::uuid[] is null or team_id = any($2)))`

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
               'state', f.state, 'kind', f.kind,
               'flagKey', (select e.evidence->>'flag' from finding_event e
                            where e.finding_id = f.id and f.origin = 'red-flag' and jsonb_exists(e.evidence, 'flag')
                            order by e.at desc, e.id desc limit 1),
               'owner', u.name, 'due', ${iso('f.due')}, 'firstSeen', ${iso('f.first_seen')},
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
                                    and o.period_start > ${lastDoneSql('n.id')}
       where k.id = n.id group by k.id, u.name)
    when 'review' then (
      select json_build_object('type', 'review', 'id', n.id, 'reviewId', r.id, 'quarter', r.quarter, 'state', r.state,
               'owner', u.name, 'due', ${iso('n.since')}, 'systemId', n.system_id, 'system', n.system,
               'criticality', n.criticality, 'urgency', n.urgency)
        from (select 1) one left join review r on r.id = n.id left join app_user u on u.id = n.owner_id)
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
  | Omit<Extract<Need, { type: 'review' }>, 'score' | 'because'>
  | Omit<Extract<Need, { type: 'blind' }>, 'score' | 'because'>

/** What needs somebody, worst first, with the counts over all of it. */
export async function readNeeds(
  limit: number,
  who: Who = everybody,
  on: Sql = sql(),
): Promise<{ counts: NeedCounts; rows: StoredNeed[] }> {
  const { rows } = await on.query<{ counts: NeedCounts; rows: StoredNeed[] }>(
    `with ${clockSql}, ${needSql},
     first as (select * from need order by score desc, since, id limit $3)
     select (select ${needCounts} from need) as counts,
            coalesce((select json_agg(${needRow} order by n.score desc, n.since, n.id) from clock, first n), '[]') as rows`,
    [who.ownerId, who.teamIds, limit],
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
    [null, null],
  )
  const [counts] = rows
  if (!counts) throw new Error('the counts of the day returned no row')
  return counts
}
