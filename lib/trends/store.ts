import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { AlertFlow, FindingFlow, FlagState, MaintenanceFlow, OpenState, ScoreState } from './counts'
import type { Span } from './weeks'

// Everything here is read as of the end of a span, from histories: what is counted twice gives the same number.

/** Of which systems: of one, or of all. */
export interface Only {
  systemId?: string | undefined
}

/** Common table `span`: position, begin and end. $1 and $2 are its times, $3 is the one system. */
const spanSql = `
  span as materialized (
    select n::int - 1 as span, starts, ends
      from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as s(starts, ends, n)),
  edge as materialized (select min(starts) as first, max(ends) as last from span)`

const values = (spans: readonly Span[], only: Only): unknown[] => [
  spans.map(({ from }) => from),
  spans.map(({ to }) => to),
  only.systemId ?? null,
]

const ofSystem = (column: string) => `($3::uuid is null or ${column} = $3)`

/** Systems that were looked after at the end of each span. */
const livingSql = `
  living as materialized (
    select s.span, s.ends, y.id, y.team_id, y.criticality
      from span s join system y on y.created_at < s.ends and (y.archived_at is null or y.archived_at >= s.ends)
     where ${ofSystem('y.id')})`

const closedStates = `('verified', 'false-positive', 'duplicate')`

/** Findings that were opened (also again) and closed (proven, or told to be none) within each span. */
export async function readFindingFlow(
  spans: readonly Span[],
  only: Only = {},
  on: Sql = sql(),
): Promise<FindingFlow[]> {
  const { rows } = await on.query<FindingFlow>(
    `with ${spanSql},
     event as materialized (
       select e.at, e.finding_id, e.to_state in ${closedStates} as closes
         from edge, finding_event e
        where e.at >= edge.first and e.at < edge.last and e.to_state is not null
          and coalesce(e.from_state in ${closedStates}, true) <> (e.to_state in ${closedStates}))
     select s.span, y.team_id as "teamId", count(*) filter (where not e.closes) as opened,
            count(*) filter (where e.closes) as closed
       from event e join span s on e.at >= s.starts and e.at < s.ends
            join finding f on f.id = e.finding_id join system y on y.id = f.system_id
      where ${ofSystem('y.id')} group by 1, 2`,
    values(spans, only),
  )
  return rows
}

/** Findings that were open at the end of each span, accepted risks left out. */
export async function readOpenStates(
  spans: readonly Span[],
  only: Only = {},
  on: Sql = sql(),
): Promise<OpenState[]> {
  const { rows } = await on.query<OpenState>(
    `with ${spanSql},
     stay as materialized (
       select e.finding_id, e.to_state, e.at as begins,
              lead(e.at, 1, 'infinity') over (partition by e.finding_id order by e.at, e.id) as ends
         from edge, finding_event e where e.to_state is not null and e.at < edge.last)
     select s.span, y.team_id as "teamId", count(*) as open
       from span s join stay t on t.begins < s.ends and t.ends >= s.ends
            join finding f on f.id = t.finding_id join system y on y.id = f.system_id
      where t.to_state not in ${closedStates} and t.to_state <> 'accepted'
        and (y.archived_at is null or y.archived_at >= s.ends) and ${ofSystem('y.id')}
      group by 1, 2`,
    values(spans, only),
  )
  return rows
}

/**
 * Grades at the end of each span, by the newest score that was kept within the week before it; one that is older than
 * a day says nothing about that moment and has no grade.
 */
export async function readScoreStates(spans: readonly Span[], on: Sql = sql()): Promise<ScoreState[]> {
  const { rows } = await on.query<ScoreState>(
    `with ${spanSql}, ${livingSql},
     scored as materialized (
       select l.span, l.team_id, k.capped_posture as posture, coalesce(k.checklists <> '[]', false) as asked,
              case when k.day >= (l.ends at time zone 'UTC')::date - 1 then k.grade else '?' end as grade
         from living l left join lateral (
           select day, capped_posture, grade, checklists from score_snapshot k
            where k.system_id = l.id and k.day <= (l.ends at time zone 'UTC')::date
              and k.day > (l.ends at time zone 'UTC')::date - 8 and k.taken_at < l.ends
            order by k.day desc limit 1) k on true)
     select span, team_id as "teamId", count(*) as systems,
            json_build_object(${['A', 'B', 'C', 'D', 'F', '?']
              .map((grade) => `'${grade}', count(*) filter (where asked and grade = '${grade}')`)
              .join(', ')}) as grades,
            coalesce(array_agg(posture) filter (where asked), '{}') as postures
       from scored group by 1, 2`,
    values(spans, {}),
  )
  return rows
}

/** Alerts that fired within each span, and what became of them. */
export async function readAlertFlow(
  spans: readonly Span[],
  only: Only = {},
  on: Sql = sql(),
): Promise<AlertFlow[]> {
  const { rows } = await on.query<AlertFlow>(
    `with ${spanSql}
     select s.span, y.team_id as "teamId", count(*) as fired, count(*) filter (where a.outcome = 'acted') as acted,
            count(*) filter (where a.outcome = 'needed-nothing') as "neededNothing",
            count(*) filter (where a.outcome = 'too-late') as "tooLate"
       from edge join alert_outcome a on a.fired_at >= edge.first and a.fired_at < edge.last
            join span s on a.fired_at >= s.starts and a.fired_at < s.ends join system y on y.id = a.system_id
      where ${ofSystem('y.id')} group by 1, 2`,
    values(spans, only),
  )
  return rows
}

/** How these flags stood at the end of each span; what was not judged by then counts nowhere. */
export async function readFlagStates(
  spans: readonly Span[],
  keys: readonly string[],
  on: Sql = sql(),
): Promise<FlagState[]> {
  const { rows } = await on.query<FlagState>(
    `with ${spanSql}, ${livingSql},
     stay as materialized (
       select c.system_id, c.flag_key, c.to_status as status, c.at as begins,
              lead(c.at, 1, 'infinity') over (partition by c.system_id, c.flag_key order by c.at) as ends
         from edge, red_flag_change c where c.flag_key = any($4) and c.at < edge.last)
     select l.span, l.team_id as "teamId", t.flag_key as key, count(*) filter (where t.status = 'raised') as raised,
            count(*) filter (where t.status = 'unknown') as unknown, count(*) filter (where t.status = 'clear') as clear
       from living l join stay t on t.system_id = l.id and t.begins < l.ends and t.ends >= l.ends
      group by 1, 2, 3`,
    [...values(spans, {}), keys],
  )
  return rows
}

/** Deadlines of living tasks that passed within each span, and how many were kept; pauses are left out. */
export async function readMaintenanceFlow(
  spans: readonly Span[],
  on: Sql = sql(),
): Promise<MaintenanceFlow[]> {
  const { rows } = await on.query<MaintenanceFlow>(
    `with ${spanSql},
     counted as (
       select s.span, o.task_id, count(*) as due, count(*) filter (where o.on_time) as kept
         from span s join task_occurrence o on o.due_at > s.starts and o.due_at <= s.ends
        where not o.in_pause group by 1, 2)
     select c.span, y.team_id as "teamId", sum(c.due) as due, sum(c.kept) as "onTime"
       from counted c join maintenance_task k on k.id = c.task_id and k.archived_at is null
            join system y on y.id = k.system_id and y.archived_at is null
      group by 1, 2`,
    values(spans, {}).slice(0, 2),
  )
  return rows
}
