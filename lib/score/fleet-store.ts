import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { type FleetQuery, gradeOfView, type ScoreSort, scoresPerPage } from './query'
import type { Cap, Grade } from './schema'

export interface FleetStoredRow {
  id: string
  name: string
  criticality: string
  day: string | null
  isOld: boolean
  isAsked: boolean
  grade: Grade
  posture: number
  cappedPosture: number
  coverage: number
  caps: Cap[]
  change: number | null
  changeSince: string | null
}

export interface StoredFleet {
  now: Date
  day: string | null
  systems: number
  counts: Record<Grade, number>
  unasked: number
  median: number | null
  worst: { id: string; name: string; grade: Grade; cappedPosture: number } | null
  total: number
  rows: FleetStoredRow[]
}

const iso = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`

/**
 * Every system with its newest score and that of a week before. A score older than yesterday says nothing about
 * today: it is shown, and has no grade.
 */
const base = `
  clock as materialized (select app_now() as now, (app_now() at time zone 'UTC')::date as today),
  base as materialized (
    select y.id, y.name, y.criticality, s.day, coalesce(s.checklists <> '[]', false) as asked, s.posture,
           s.capped_posture as capped, s.coverage, s.caps, s.day < clock.today - 1 as old,
           case when s.day >= clock.today - 1 then s.grade else '?' end as grade,
           case when b.checklists <> '[]' then s.capped_posture - b.capped_posture end as change, b.day as before
      from clock, system y
           left join lateral (
             select day, posture, capped_posture, coverage, grade, caps, checklists from score_snapshot
              where system_id = y.id order by day desc limit 1) s on true
           left join lateral (
             select day, capped_posture, checklists from score_snapshot
              where system_id = y.id and day <= s.day - 7 and day > s.day - 21 order by day desc limit 1) b on true
     where y.archived_at is null)`

const orders: Readonly<Record<ScoreSort, string>> = {
  worst: 'asked desc, capped, coverage, name',
  name: 'name',
  change: 'change nulls last, capped, name',
  coverage: 'asked desc, coverage, name',
}

const fleetSql = (sort: ScoreSort) => `
  with ${base},
  found as (
    select * from base
     where ($1 = '' or strpos(lower(name), lower($1)) > 0)
       and case $2 when 'all' then true when 'unasked' then not asked else asked and grade = $3 end),
  page as (select * from found order by ${orders[sort]} limit $4 offset $5)
  select clock.now, (select ${iso('max(day)')} from base) as day, (select count(*) from base) as systems,
         (select count(*) from base where not asked) as unasked,
         (select json_object_agg(g, (select count(*) from base where asked and grade = g))
            from unnest(array['A', 'B', 'C', 'D', 'F', '?']) as g) as counts,
         (select percentile_cont(0.5) within group (order by capped) from base where asked) as median,
         (select json_build_object('id', id, 'name', name, 'grade', grade, 'cappedPosture', capped)
            from base where asked order by capped, coverage, name limit 1) as worst,
         (select count(*) from found) as total,
         coalesce((select json_agg(json_build_object('id', id, 'name', name, 'criticality', criticality, 'day', ${iso('day')},
                   'isOld', coalesce(old, false), 'isAsked', asked, 'grade', grade, 'posture', coalesce(posture, 0),
                   'cappedPosture', coalesce(capped, 0), 'coverage', coalesce(coverage, 0), 'caps', coalesce(caps, '[]'),
                   'change', change, 'changeSince', ${iso('before')})) from page), '[]') as rows
    from clock`

/** One page of systems with their newest score, and the counts of all, in one statement. */
export async function readFleet(query: FleetQuery, on: Sql = sql()): Promise<StoredFleet> {
  const { rows } = await on.query<StoredFleet>(fleetSql(query.sort), [
    query.q,
    query.view,
    gradeOfView(query.view),
    scoresPerPage,
    (query.page - 1) * scoresPerPage,
  ])
  const [fleet] = rows
  if (!fleet) throw new Error('reading the scores of all systems returned no row')
  return fleet
}

/** Titles of findings by number. */
export async function readTitles(numbers: readonly number[], on: Sql = sql()): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await on.query<{ number: number; title: string }>(
    'select number, title from finding where number = any($1)',
    [numbers],
  )
  return new Map(rows.map(({ number, title }) => [number, title]))
}

/** What these controls ask, in their newest wording; also those that are asked no longer. */
export async function readQuestions(keys: readonly string[], on: Sql = sql()): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const { rows } = await on.query<{ key: string; question: string }>(
    `select distinct on (r.key) r.key, r.question
       from control_revision r join checklist_version v on v.id = r.version_id
      where r.key = any($1) and v.state <> 'draft'
      order by r.key, v.published_at desc nulls last, v.number desc`,
    [keys],
  )
  return new Map(rows.map(({ key, question }) => [key, question]))
}
