import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { openFindingStates } from '@/lib/findings/finding-sql'
import type { Span } from '@/lib/trends/weeks'

/** What is counted for the whole fleet only. `span` is the index of the span. */
export interface FleetSpan {
  span: number
  /** Series at their limit, or that reach it within 90 days; null: nothing was forecast then. */
  nearLimits: number | null
  unexpectedChanges: number
}

/** Limits that come near, and changes that nobody had announced, for each span. */
export async function readFleetSpans(spans: readonly Span[], on: Sql = sql()): Promise<FleetSpan[]> {
  const { rows } = await on.query<FleetSpan>(
    `with span as materialized (
       select n::int - 1 as span, starts, ends
         from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as s(starts, ends, n))
     select s.span,
            (select case when count(*) > 0 then count(*) filter (where f.status = 'reached'
                       or (f.status = 'reaches' and f.earliest <= s.ends + interval '90 days')) end
               from (select distinct on (c.check_id, c.key) c.status, c.earliest
                       from capacity_forecast c join system y on y.id = c.system_id and y.archived_at is null
                      where c.computed_at < s.ends and c.day between (s.ends at time zone 'UTC')::date - 1
                                                               and (s.ends at time zone 'UTC')::date
                      order by c.check_id, c.key, c.computed_at desc) f) as "nearLimits",
            (select count(*) from system_change g join system y on y.id = g.system_id and y.archived_at is null
              where g.at >= s.starts and g.at < s.ends and g.expectation = 'unexpected') as "unexpectedChanges"
       from span s order by 1`,
    [spans.map(({ from }) => from), spans.map(({ to }) => to)],
  )
  return rows
}

/** Whether anything is watched that could change: without it, no change is no good news. */
export async function readOverdueAndWatching(
  on: Sql = sql(),
): Promise<{ overdue: number; observed: number; systems: number }> {
  const { rows } = await on.query<{ overdue: number; observed: number; systems: number }>(
    `select (select count(*) from finding f join system y on y.id = f.system_id and y.archived_at is null
              where f.state in ${openFindingStates} and f.due < app_now()) as overdue,
            (select count(*) from observation o join "check" c on c.id = o.check_id
               join system y on y.id = c.system_id and y.archived_at is null) as observed,
            (select count(*) from system where archived_at is null) as systems`,
  )
  const [row] = rows
  if (!row) throw new Error('the counts of the fleet returned no row')
  return row
}
