import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { faultFingerprint } from '@/lib/findings/raise-finding'
import { identityOf } from './fault-identity'
import type { ClauseReading, FlagStatus } from './flag-reading'
import type { Coverage, FlagCounts, FlaggedSystem, FlagWeek, MatrixRow } from './view'

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const weight = `case y.criticality when 'critical' then 4 when 'high' then 3 when 'medium' then 2 else 1 end`

/** How many systems each of these flags says what of. */
export async function readCounts(keys: readonly string[], on: Sql = sql()): Promise<Map<string, FlagCounts>> {
  const { rows } = await on.query<FlagCounts & { key: string }>(
    `select s.flag_key as key, count(*) filter (where s.status = 'raised') as raised,
            count(*) filter (where s.status = 'unknown') as unknown, count(*) filter (where s.status = 'clear') as clear
       from red_flag_state s join system y on y.id = s.system_id and y.archived_at is null
      where s.flag_key = any($1) group by 1`,
    [keys],
  )
  return new Map(rows.map(({ key, ...counts }) => [key, counts]))
}

/** How many systems there are, and of how many all of these flags were judged. */
export async function readCoverage(
  keys: readonly string[],
  on: Sql = sql(),
): Promise<Coverage & { now: string }> {
  const { rows } = await on.query<Coverage & { now: string }>(
    `with judged as (
       select s.system_id, count(*) as flags, min(s.evaluated_at) as oldest, max(s.evaluated_at) as newest
         from red_flag_state s where s.flag_key = any($1) group by 1)
     select ${iso('app_now()')} as now, count(y.id) as systems, count(*) filter (where j.flags = cardinality($1::text[])) as judged,
            ${iso('min(j.oldest)')} as oldest, ${iso('max(j.newest)')} as newest
       from system y left join judged j on j.system_id = y.id where y.archived_at is null`,
    [keys],
  )
  const [row] = rows
  if (!row) throw new Error('the coverage of red flags returned no row')
  return row
}

/** Systems worst first (by flags raised and how much depends on them), each with what these flags say. */
export async function readMatrix(
  keys: readonly string[],
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<MatrixRow[]> {
  const { rows } = await on.query<MatrixRow>(
    `with counted as (
       select y.id, y.name, y.criticality, count(*) filter (where s.status = 'raised') as raised,
              count(*) filter (where s.status = 'unknown') as unknown
         from system y left join red_flag_state s on s.system_id = y.id and s.flag_key = any($1)
        where y.archived_at is null group by y.id
        order by count(*) filter (where s.status = 'raised') * ${weight} desc, 4 desc, 5 desc, y.name, y.id
        limit $2 offset $3)
     select c.*, coalesce((select json_object_agg(s.flag_key, json_build_object('status', s.status, 'sentence', s.sentence))
                             from red_flag_state s where s.system_id = c.id and s.flag_key = any($1)), '{}') as cells
       from counted c
      order by c.raised * ${weight.replaceAll('y.', 'c.')} desc, c.raised desc, c.unknown desc, c.name, c.id`,
    [keys, limit, offset],
  )
  return rows
}

interface FlaggedRow extends Omit<FlaggedSystem, 'findingNumber'> {
  key: string
}

const flagged = `s.flag_key as key, y.id, y.name, y.criticality, s.status, s.sentence, ${iso('s.since')} as since,
  ${iso('s.evaluated_at')} as "evaluatedAt"`

/** For each of these flags the first systems for which it is raised, worst first. */
export async function readRaised(
  keys: readonly string[],
  perFlag: number,
  on: Sql = sql(),
): Promise<Map<string, FlaggedSystem[]>> {
  const { rows } = await on.query<FlaggedRow>(
    `select key, id, name, criticality, status, sentence, since, "evaluatedAt"
       from (select ${flagged},
                    row_number() over (partition by s.flag_key order by ${weight} desc, s.since, y.name) as position
               from red_flag_state s join system y on y.id = s.system_id and y.archived_at is null
              where s.flag_key = any($1) and s.status = 'raised') as ranked
      where position <= $2 order by key, position`,
    [keys, perFlag],
  )
  const systems = await withFindings(rows, on)
  return Map.groupBy(systems, ({ key }) => key) as Map<string, FlaggedSystem[]>
}

/** For each of these flags the most frequent reasons why it is unknown. */
export async function readUnknownReasons(
  keys: readonly string[],
  perFlag: number,
  on: Sql = sql(),
): Promise<Map<string, { sentence: string; systems: number }[]>> {
  const { rows } = await on.query<{ key: string; sentence: string; systems: number }>(
    `select key, sentence, systems
       from (select s.flag_key as key, s.sentence, count(*) as systems,
                    row_number() over (partition by s.flag_key order by count(*) desc, s.sentence) as position
               from red_flag_state s join system y on y.id = s.system_id and y.archived_at is null
              where s.flag_key = any($1) and s.status = 'unknown' group by 1, 2) as ranked
      where position <= $2 order by key, position`,
    [keys, perFlag],
  )
  const byKey = new Map<string, { sentence: string; systems: number }[]>()
  for (const { key, ...reason } of rows) byKey.set(key, [...(byKey.get(key) ?? []), reason])
  return byKey
}

/** One page of the systems for which a flag has this status, worst first. */
export async function readSystemsOf(
  key: string,
  status: FlagStatus,
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<FlaggedSystem[]> {
  const { rows } = await on.query<FlaggedRow>(
    `select ${flagged} from red_flag_state s join system y on y.id = s.system_id and y.archived_at is null
      where s.flag_key = $1 and s.status = $2 order by ${weight} desc, s.since, y.name limit $3 offset $4`,
    [key, status, limit, offset],
  )
  return withFindings(rows, on)
}

/** Adds the number of each raised flag's finding. */
async function withFindings(
  rows: readonly FlaggedRow[],
  on: Sql,
): Promise<(FlaggedSystem & { key: string })[]> {
  const prints = rows.map(({ id, key }) => faultFingerprint(identityOf(id, key)))
  const { rows: findings } = await on.query<{ fingerprint: string; number: number }>(
    'select fingerprint, number from finding where fingerprint = any($1)',
    [prints],
  )
  const numbers = new Map(findings.map(({ fingerprint, number }) => [fingerprint, number]))
  return rows.map((row, index) => ({
    ...row,
    findingNumber: row.status === 'raised' ? (numbers.get(prints[index] ?? '') ?? null) : null,
  }))
}

/**
 * The last weeks of these flags, oldest first, this one included: each system counts once a week, by the worst that
 * it was then. What was not judged yet counts nowhere.
 */
export async function readWeeks(
  keys: readonly string[],
  { zone, weeks }: { zone: string; weeks: number },
  on: Sql = sql(),
): Promise<Map<string, FlagWeek[]>> {
  const { rows } = await on.query<FlagWeek & { key: string }>(
    `with week as materialized (
       select monday, monday at time zone $2 as starts, (monday + interval '7 days') at time zone $2 as ends
         from generate_series(date_trunc('week', app_now() at time zone $2) - make_interval(weeks => $3 - 1),
                              date_trunc('week', app_now() at time zone $2), interval '7 days') as monday),
     span as materialized (
       select c.system_id, c.flag_key, c.to_status as status, c.at as begins,
              lead(c.at, 1, 'infinity') over (partition by c.system_id, c.flag_key order by c.at) as ends
         from red_flag_change c join system y on y.id = c.system_id and y.archived_at is null
        where c.flag_key = any($1)),
     worst as (
       select s.flag_key, w.monday, s.system_id,
              min(case s.status when 'raised' then 1 when 'unknown' then 2 else 3 end) as rank
         from week w join span s on s.begins < w.ends and s.ends > w.starts group by 1, 2, 3)
     select k.key, to_char(w.monday, 'YYYY-MM-DD') as week, count(*) filter (where o.rank = 1) as raised,
            count(*) filter (where o.rank = 2) as unknown, count(*) filter (where o.rank = 3) as clear
       from unnest($1::text[]) as k(key) cross join week w
            left join worst o on o.flag_key = k.key and o.monday = w.monday
      group by 1, 2 order by 1, 2`,
    [keys, zone, weeks],
  )
  const byKey = new Map<string, FlagWeek[]>()
  for (const { key, ...week } of rows) byKey.set(key, [...(byKey.get(key) ?? []), week])
  return byKey
}

export interface SystemFlagRow {
  key: string
  status: FlagStatus
  sentence: string
  since: string
  clauses: ClauseReading[]
}

/** What these flags say of one system. */
export async function readFlagsOfSystem(
  systemId: string,
  keys: readonly string[],
  on: Sql = sql(),
): Promise<SystemFlagRow[]> {
  const { rows } = await on.query<SystemFlagRow>(
    `select flag_key as key, status, sentence, ${iso('since')} as since, clauses
       from red_flag_state where system_id = $1 and flag_key = any($2)`,
    [systemId, keys],
  )
  return rows
}
