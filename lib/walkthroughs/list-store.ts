import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ChapterNumber, WalkthroughState } from './schema'
import { staleAfterDays } from './schema'

/** One walkthrough as lists need it. */
export interface ListedWalkthrough {
  id: string
  systemId: string
  systemName: string
  teamId: string | null
  userId: string
  userName: string
  mentorId: string | null
  mentorName: string | null
  state: WalkthroughState
  right: number
  asked: number
  steps: number
  at: Date
}

interface Wanted {
  states: readonly WalkthroughState[]
  userId?: string
  systemId?: string
  id?: string
  limit: number
  offset?: number
}

/** Walkthroughs of living systems, those that wait for somebody first, then the newest. One statement. */
export async function listWalkthroughs(wanted: Wanted, on: Sql = sql()): Promise<ListedWalkthrough[]> {
  const { rows } = await on.query<ListedWalkthrough>(
    `select w.id, w.system_id as "systemId", y.name as "systemName", y.team_id as "teamId", w.user_id as "userId",
            u.name as "userName", w.mentor_id as "mentorId", m.name as "mentorName", w.state,
            (select count(distinct a.question) from walkthrough_attempt a
              where a.walkthrough_id = w.id and a.is_right) as right,
            (select count(*) from jsonb_array_elements(w.questions) q where not coalesce((q ->> 'withdrawn')::boolean, false)) as asked,
            (select count(*) from walkthrough_step p where p.walkthrough_id = w.id) as steps,
            coalesce(w.completed_at, w.finished_at, w.started_at, w.assigned_at) as at
       from walkthrough w join system y on y.id = w.system_id join app_user u on u.id = w.user_id
            left join app_user m on m.id = w.mentor_id
      where w.state = any($1) and ($2::uuid is null or w.user_id = $2) and ($3::uuid is null or w.system_id = $3)
        and ($4::uuid is null or w.id = $4) and (y.archived_at is null or $4::uuid is not null)
      order by (w.state = 'waiting-for-mentor') desc, at desc, w.id limit $5 offset $6`,
    [
      [...wanted.states],
      wanted.userId ?? null,
      wanted.systemId ?? null,
      wanted.id ?? null,
      wanted.limit,
      wanted.offset ?? 0,
    ],
  )
  return rows
}

export interface WalkthroughFigures {
  systems: number
  few: number
  running: number
  waiting: number
  completed: number
}

const withinYear = `w.state = 'completed' and w.completed_at > app_now() - interval '12 months'`

/** What the headline and the views count. */
export async function readFigures(on: Sql = sql()): Promise<WalkthroughFigures & { now: Date }> {
  const { rows } = await on.query<WalkthroughFigures & { now: Date }>(
    `with done as (
       select w.system_id, count(distinct w.user_id) as people
         from walkthrough w join app_user u on u.id = w.user_id and u.disabled_at is null
        where ${withinYear} group by 1)
     select (select count(*) from system where archived_at is null) as systems,
            (select count(*) from system y left join done d on d.system_id = y.id
              where y.archived_at is null and coalesce(d.people, 0) < 2) as few,
            count(*) filter (where w.state in ('assigned', 'in-progress')) as running,
            count(*) filter (where w.state = 'waiting-for-mentor') as waiting,
            count(*) filter (where w.state = 'completed') as completed, app_now() as now
       from walkthrough w join system y on y.id = w.system_id and y.archived_at is null`,
  )
  const [row] = rows
  if (!row) throw new Error('counting gave no row')
  return row
}

export interface ListedSystem {
  systemId: string
  systemName: string
  owner: string | null
  completed: number
  running: number
  notes: { chapter: ChapterNumber; isStale: boolean }[] | null
}

/** Systems with how many walked through them within a year, the fewest first. */
export async function listSystemLines(
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<ListedSystem[]> {
  const { rows } = await on.query<ListedSystem>(
    `with counted as (
       select w.system_id,
              count(distinct w.user_id) filter (where ${withinYear} and u.disabled_at is null) as completed,
              count(*) filter (where w.state in ('assigned', 'in-progress', 'waiting-for-mentor')) as running
         from walkthrough w join app_user u on u.id = w.user_id group by 1)
     select y.id as "systemId", y.name as "systemName", o.name as owner, coalesce(c.completed, 0) as completed,
            coalesce(c.running, 0) as running,
            (select json_agg(json_build_object('chapter', n.chapter,
                      'isStale', n.updated_at < app_now() - interval '${staleAfterDays} days'))
               from walkthrough_note n where n.system_id = y.id and n.text <> '') as notes
       from system y left join app_user o on o.id = y.owner_id left join counted c on c.system_id = y.id
      where y.archived_at is null
      order by coalesce(c.completed, 0), array_position(array['critical', 'high', 'medium', 'low'], y.criticality), y.name
      limit $1 offset $2`,
    [limit, offset],
  )
  return rows
}
