import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { CheckState } from '@/lib/overview/check-state'

/** A series of a system with what decides its place. */
export interface SystemSeries {
  id: string
  checkId: string
  checkName: string
  /** "value", or the name of a resource. */
  key: string
  unit: string | null
  target: string
  intervalSeconds: number
  state: CheckState
  /** Of the check's own value; null beside it. */
  warnAt: number | null
  failAt: number | null
  /** Pessimistic edge of the newest forecast. */
  earliest: Date | null
}

export interface SystemSeriesPage {
  rows: SystemSeries[]
  total: number
  /** Of all that match: their check fails, warns, or nobody can see it. */
  failing: number
  warning: number
  blind: number
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const seriesSql = `
  with ${clockSql},
  line as (
    select r.id, c.id as "checkId", c.name as "checkName", r.key, r.unit, t.address as target,
           c.interval_seconds as "intervalSeconds", ${stateSql} as state,
           case when r.key = 'value' then s.warn_at end as "warnAt", case when r.key = 'value' then s.fail_at end as "failAt",
           f.earliest
      from clock, "check" c join target t on t.id = c.target_id join series r on r.check_id = c.id
           left join check_state s on s.check_id = c.id
           left join capacity_forecast f on f.check_id = c.id and f.key = r.key and f.newest
     where c.system_id = $1 and ($2 = '' or c.name ilike $2 or r.key ilike $2))
  select *, count(*) over ()::int as total,
         (count(*) filter (where state = 'fail') over ())::int as failing,
         (count(*) filter (where state = 'warn') over ())::int as warning,
         (count(*) filter (where state = 'unknown') over ())::int as blind
    from line
   order by array_position(array['fail', 'warn', 'unknown', 'never', 'ok', 'not-applicable', 'paused'], state),
            earliest nulls last, key <> 'value', "checkName", target, key
   limit $3 offset $4`

/** One page of the numeric series of a system, the most urgent first: by state, then by what runs out first. */
export async function readSystemSeries(
  systemId: string,
  query: { q: string; limit: number; offset: number },
  on: Sql = sql(),
): Promise<SystemSeriesPage> {
  const { rows } = await on.query<SystemSeries & Omit<SystemSeriesPage, 'rows'>>(seriesSql, [
    systemId,
    query.q === '' ? '' : `%${escaped(query.q)}%`,
    query.limit,
    query.offset,
  ])
  const [first] = rows
  return {
    rows: rows.map(({ total: _, failing: __, warning: ___, blind: ____, ...row }) => row),
    total: first?.total ?? 0,
    failing: first?.failing ?? 0,
    warning: first?.warning ?? 0,
    blind: first?.blind ?? 0,
  }
}
