import type { ObservationSubject } from '@/lib/checks/observation'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { coverRows } from './expectation'
import { changeTitle } from './words'

// What other rooms ask: marks for charts, and the changes of a period as they stood at an instant.

/** Something that happened to a system and may explain a line. */
export interface ChangeMark {
  at: Date
  /** Half a sentence: "max_connections 100 → 200", "Deploy 2026.11.3", "37 packages". */
  label: string
  kind: 'announcement' | ObservationSubject
}

/** At most this many marks are drawn over one chart: the newest. */
const markLimit = 60

const marksSql = `
  with together as (
    select c.at, c.subject, c.place, count(*) as n, min(c.key) as key, min(c.kind) as kind, min(c.before) as before,
           min(c.after) as after
      from system_change c where c.system_id = $1 and c.at >= $2 and c.at <= $3 group by c.at, c.subject, c.place)
  (select at, subject as kind, n, key, kind as "changeKind", before, after, null as title from together order by at desc limit $4)
  union all
  (select starts_at, 'announcement', 1, kind, null, null, null, title from change_announcement
    where system_id = $1 and starts_at >= $2 and starts_at <= $3 and withdrawn_at is null order by starts_at desc limit $4)
  order by 1 desc limit $4`

/** What was announced of a system and what was seen to change, between two instants, oldest first; at most 60, the newest. */
export async function changeMarks(
  systemId: string,
  from: Date,
  to: Date,
  on: Sql = sql(),
): Promise<ChangeMark[]> {
  const { rows } = await on.query<{
    at: Date
    kind: ChangeMark['kind']
    n: number
    key: string
    changeKind: 'added' | 'removed' | 'changed'
    before: string | null
    after: string | null
    title: string | null
  }>(marksSql, [systemId, from, to, markLimit])
  return rows.reverse().map(({ at, kind, n, key, changeKind, before, after, title }) => ({
    at,
    kind,
    label:
      kind === 'announcement'
        ? (title ?? '')
        : changeTitle({ subject: kind, key, kind: changeKind, before, after }, Number(n)),
  }))
}

/** The changes of a period, as they stood at `asOf`: later announcements and reasons are not known yet. */
export interface ChangesAsOf {
  /** Systems of those asked for with at least one observation. */
  watchedSystems: number
  /** Explained by an announcement, or inside the system's maintenance window. */
  announced: number
  /** Neither; those with a reason included. */
  unexpected: number
  /** Of the unexpected, those that somebody had given a reason for. */
  acknowledged: number
  /** Unexpected without a reason, newest first, at most 5. */
  items: {
    id: string
    systemId: string
    system: string
    at: Date
    subject: ObservationSubject
    key: string
    before: string | null
    after: string | null
  }[]
}

const asOfSql = `
  with cover as (select * from json_to_recordset($5::json) as v(kind text, subject text)),
  seen as materialized (
    select c.id, c.system_id, c.at, c.subject, c.key, c.before, c.after,
           c.in_window or exists (
             select 1 from change_announcement a join cover v on v.kind = a.kind and v.subject = c.subject
              where a.system_id = c.system_id and a.starts_at <= c.at and a.ends_at >= c.last_seen_before
                and a.created_at <= $4 and (a.withdrawn_at is null or a.withdrawn_at > $4)) as expected,
           coalesce(c.acknowledged_at <= $4, false) as acknowledged
      from system_change c where c.system_id = any($1) and c.at >= $2 and c.at < $3 and c.at <= $4)
  select (select count(distinct k.system_id) from observation o join "check" k on k.id = o.check_id
           where k.system_id = any($1) and k.created_at <= $4)::int as "watchedSystems",
         (select count(*) filter (where expected) from seen)::int as announced,
         (select count(*) filter (where not expected) from seen)::int as unexpected,
         (select count(*) filter (where not expected and acknowledged) from seen)::int as acknowledged,
         coalesce((select json_agg(i) from (
           select s.id, s.system_id as "systemId", y.name as system, s.at, s.subject, s.key, s.before, s.after
             from seen s join system y on y.id = s.system_id where not s.expected and not s.acknowledged
            order by s.at desc, s.subject, s.key, s.id limit 5) i), '[]') as items`

/** The changes of these systems from `from` until before `to`, as they stood at `asOf`. One statement. */
export async function changesAsOf(
  systemIds: readonly string[],
  from: Date,
  to: Date,
  asOf: Date,
  on: Sql = sql(),
): Promise<ChangesAsOf> {
  const { rows } = await on.query<ChangesAsOf>(asOfSql, [
    systemIds,
    from,
    to,
    asOf,
    JSON.stringify(coverRows),
  ])
  const [row] = rows
  if (!row) throw new Error('an aggregate always has one row')
  return { ...row, items: row.items.map((item) => ({ ...item, at: new Date(item.at) })) }
}
