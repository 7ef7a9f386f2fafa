import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { restlessAbove, restlessDays } from './observation-store'
import type { ChangeFilter } from './schema'
import type { AnnouncementLine, ChangeCounts, ChangeGroup, WatchedLine } from './view'

// What screens read. Each list is limited; a flood of packages is one group.

/** Views other than the open ones go back so far. */
export const listDays = 90

export interface ListScope {
  /** One system, or all that are not archived. */
  systemId: string | null
}

const isOpen = `c.expectation = 'unexpected' and c.acknowledged_at is null`
const recent = `c.at > clock.now - make_interval(days => ${listDays})`

const conditions: Readonly<Record<ChangeFilter['view'], string>> = {
  open: isOpen,
  unexpected: `c.expectation = 'unexpected' and ${recent}`,
  expected: `c.expectation <> 'unexpected' and ${recent}`,
  all: recent,
}

const ofScope = `($1::uuid is null and y.archived_at is null or c.system_id = $1)`

export interface ChangeHead extends ChangeCounts {
  now: Date
  /** Expected ones of the last 7 days. */
  expectedLately: number
  systems: number
  watched: number
  /** Checks that see changes and have no current answer. */
  blind: number
}

const headSql = `
  with ${clockSql},
  counted as (
    select count(*) filter (where ${isOpen}) as open,
           count(distinct c.system_id) filter (where ${isOpen}) as "openSystems",
           count(*) filter (where c.expectation = 'unexpected' and ${recent}) as unexpected,
           count(*) filter (where c.expectation <> 'unexpected' and ${recent}) as expected,
           count(*) filter (where c.expectation <> 'unexpected' and c.at > clock.now - interval '7 days') as "expectedLately",
           count(*) filter (where ${recent}) as "all"
      from clock cross join system_change c join system y on y.id = c.system_id
     where ${ofScope} and (${recent} or (${isOpen}))),
  watchers as (
    select c.system_id, ${stateSql} as state
      from clock cross join observation o join "check" c on c.id = o.check_id join system y on y.id = c.system_id
      left join check_state s on s.check_id = c.id where ${ofScope})
  select counted.*, clock.now,
         (select count(*) from system y where ($1::uuid is null and y.archived_at is null or y.id = $1)) as systems,
         (select count(distinct system_id) from watchers) as watched,
         (select count(*) from watchers where state in ('unknown', 'never')) as blind
    from clock, counted`

/** Counts over everything, not over the rows shown. */
export async function readChangeHead({ systemId }: ListScope, on: Sql = sql()): Promise<ChangeHead> {
  const { rows } = await on.query<ChangeHead>(headSql, [systemId])
  const [row] = rows
  if (!row) throw new Error('an aggregate always has one row')
  const { now, ...counts } = row
  return {
    ...(Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)])) as Omit<
      ChangeHead,
      'now'
    >),
    now,
  }
}

export type GroupRow = Omit<ChangeGroup, 'mayHandle' | 'acknowledged'> & {
  teamId: string | null
  archived: boolean
  acknowledgedAt: string | null
  acknowledgedBy: string | null
  reason: string | null
  total: number
}

const groupsSql = (view: ChangeFilter['view'], one: boolean) => `
  with ${clockSql},
  groups as (
    select c.system_id, c.place, c.at, c.subject, c.expectation, c.announcement_id, c.acknowledged_at,
           min(c.id::text) as id, count(*) as n, min(c.last_seen_before) as last_seen_before,
           min(c.check_id::text) as check_id, min(c.acknowledgement) as reason,
           min(c.acknowledged_by_id::text) as acknowledged_by
      from clock cross join system_change c join system y on y.id = c.system_id
     where ${ofScope} and ${one ? '(c.system_id, c.place, c.at, c.subject) = (select system_id, place, at, subject from system_change where id = $6)' : conditions[view]}
       and ($2::text is null or c.subject = $2)
       and ($3 = '' or strpos(lower(c.key), lower($3)) > 0 or strpos(lower(y.name), lower($3)) > 0 or strpos(lower(c.place), lower($3)) > 0)
     group by 1, 2, 3, 4, 5, 6, 7),
  shown as (select g.*, count(*) over () as total from groups g order by g.at desc, g.id limit $4 offset $5)
  select s.id, s.system_id as "systemId", y.name as system, y.team_id as "teamId", y.archived_at is not null as archived,
         k.id as "checkId", s.place, s.subject, s.at, s.last_seen_before as "lastSeenBefore", s.n::int as count, s.total::int,
         s.expectation, case when a.id is not null then json_build_object('title', a.title, 'url', a.url) end as announcement,
         s.acknowledged_at as "acknowledgedAt", u.name as "acknowledgedBy", s.reason,
         i.items, s.expectation = 'unexpected' and s.acknowledged_at is null and exists (
           select 1 from system_change x
            where x.system_id = s.system_id and x.place = s.place and x.subject = s.subject and x.expectation = 'unexpected'
              and x.acknowledged_at is null and x.at > s.at - make_interval(days => ${restlessDays}) and x.at <= s.at
              and x.key in (select value ->> 'key' from json_array_elements(i.items))
            group by x.key having count(*) > ${restlessAbove}) as restless
    from shown s join system y on y.id = s.system_id
    left join "check" k on k.id = s.check_id::uuid
    left join change_announcement a on a.id = s.announcement_id
    left join app_user u on u.id = s.acknowledged_by::uuid
    cross join lateral (
      select json_agg(e) as items from (
        select c.key, c.kind, c.before, c.after from system_change c
         where c.system_id = s.system_id and c.place = s.place and c.at = s.at and c.subject = s.subject
           and c.expectation = s.expectation and c.announcement_id is not distinct from s.announcement_id
           and c.acknowledged_at is not distinct from s.acknowledged_at
         order by c.key, c.id limit ${one ? 1_200 : 6}) e) as i
   order by s.at desc, s.id`

/** Groups of changes, newest first. */
export async function readGroups(
  { systemId }: ListScope,
  filter: ChangeFilter,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<GroupRow[]> {
  const { rows } = await on.query<GroupRow>(groupsSql(filter.view, filter.change !== null), [
    systemId,
    filter.subject,
    filter.q,
    limit,
    offset,
    ...(filter.change === null ? [] : [filter.change]),
  ])
  return rows
}

/** What was announced of a system: what is to come, and the last 90 days; newest first. */
export async function readAnnouncements(systemId: string, on: Sql = sql()): Promise<AnnouncementLine[]> {
  const { rows } = await on.query<AnnouncementLine>(
    `select a.id, a.kind, a.title, a.url, a.starts_at as "startsAt", a.ends_at as "endsAt", u.name as by,
            a.created_at as "createdAt", a.withdrawn_at as "withdrawnAt",
            (select count(*)::int from system_change c where c.system_id = a.system_id and c.announcement_id = a.id) as explains
       from change_announcement a left join app_user u on u.id = a.created_by_id
      where a.system_id = $1 and a.ends_at > app_now() - make_interval(days => $2)
      order by a.starts_at desc, a.id limit 50`,
    [systemId, listDays],
  )
  return rows
}

/** What is known of a system right now, by target and subject. */
export async function readWatched(systemId: string, on: Sql = sql()): Promise<WatchedLine[]> {
  const { rows } = await on.query<WatchedLine>(
    `select t.address as place, f.subject, c.id as "checkId", o.observed_at as "observedAt", o.changed_at as "changedAt",
            (select count(*) from jsonb_each(f.keys) e where e.value <> 'null')::int as keys,
            o.unseen ->> f.subject as "unreadableSince"
       from observation o join "check" c on c.id = o.check_id join target t on t.id = c.target_id
       cross join lateral jsonb_each(o.facts) as f(subject, keys)
      where c.system_id = $1 order by 1, 2, c.kind limit 200`,
    [systemId],
  )
  return rows
}
