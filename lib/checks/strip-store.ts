import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** One day of one check or system: how many of its runs ended how. */
export interface StripDay {
  /** UTC day, "2026-11-23". */
  day: string
  ok: number
  warn: number
  fail: number
  unknown: number
  notApplicable: number
}

/** Verdicts by day, oldest first; days without any run are missing. Keyed by check or system. */
export type Strips = Map<string, StripDay[]>

// Today is rolled up each hour; what came since then is not read row by row: the current state of
// the check stands for it.
// `offset 0` keeps both parts a walk along the primary key for each chosen check; joined freely, the
// second one reads the state of all checks there are.
const perDay = (key: 'id' | 'system_id') => `
  with chosen as materialized (select id, system_id from "check" where ${key} = any($1)),
  counted as (
    select c.${key} as id, d.at, d.ok, d.warn, d.fail, d.unknown, d.not_applicable
      from chosen c, lateral (
        select at, ok, warn, fail, unknown, not_applicable from run_day
         where check_id = c.id and at >= (select date_trunc('day', app_now(), 'UTC') - make_interval(days => $2 - 1)) offset 0) d
    union all
    select c.${key}, date_trunc('day', s.finished_at, 'UTC'), (v = 'ok')::int, (v = 'warn')::int, (v = 'fail')::int,
           (v = 'unknown')::int, (v = 'not-applicable')::int
      from chosen c, lateral (
        select finished_at, streak_verdict as v from check_state where check_id = c.id offset 0) s
     where s.finished_at >= coalesce((select watermark from duty where name = 'roll-up-runs'), '-infinity'))
  select id, json_agg(json_build_object('day', to_char(at at time zone 'UTC', 'YYYY-MM-DD'), 'ok', ok, 'warn', warn,
           'fail', fail, 'unknown', unknown, 'notApplicable', not_applicable) order by at) as days
    from (select id, at, sum(ok)::int as ok, sum(warn)::int as warn, sum(fail)::int as fail,
                 sum(unknown)::int as unknown, sum(not_applicable)::int as not_applicable
            from counted group by id, at) as by_day
   group by id`

const byCheck = perDay('id')
const bySystem = perDay('system_id')

/** Verdict strips of many checks, or of many systems, in one query; `days` counts today. */
export async function readStrips(
  of: { checkIds: readonly string[] } | { systemIds: readonly string[] },
  days: number,
  on: Sql = sql(),
): Promise<Strips> {
  const [text, ids] = 'checkIds' in of ? [byCheck, of.checkIds] : [bySystem, of.systemIds]
  const { rows } = await on.query<{ id: string; days: StripDay[] }>(text, [ids, days])
  return new Map(rows.map((row) => [row.id, row.days]))
}
