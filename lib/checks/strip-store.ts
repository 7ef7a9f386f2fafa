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
const perDay = (key: string, where: string) => `
  with counted as (
    select ${key} as id, d.at, d.ok, d.warn, d.fail, d.unknown, d.not_applicable
      from "check" c join run_day d on d.check_id = c.id
     where ${where} and d.at >= date_trunc('day', app_now(), 'UTC') - make_interval(days => $2 - 1)
    union all
    select ${key}, date_trunc('day', s.finished_at, 'UTC'), (v = 'ok')::int, (v = 'warn')::int, (v = 'fail')::int,
           (v = 'unknown')::int, (v = 'not-applicable')::int
      from "check" c join check_state s on s.check_id = c.id,
           lateral (select s.streak_verdict) as last(v)
     where ${where} and s.finished_at >= coalesce((select watermark from duty where name = 'roll-up-runs'), '-infinity'))
  select id, json_agg(json_build_object('day', to_char(at at time zone 'UTC', 'YYYY-MM-DD'), 'ok', ok, 'warn', warn,
           'fail', fail, 'unknown', unknown, 'notApplicable', not_applicable) order by at) as days
    from (select id, at, sum(ok)::int as ok, sum(warn)::int as warn, sum(fail)::int as fail,
                 sum(unknown)::int as unknown, sum(not_applicable)::int as not_applicable
            from counted group by id, at) as by_day
   group by id`

const byCheck = perDay('c.id', 'c.id = any($1)')
const bySystem = perDay('c.system_id', 'c.system_id = any($1)')

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
