import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { CheckState, StateCounts } from './check-state'
import { type SystemSort, type SystemsQuery, type SystemView, systemsPerPage } from './schema'
import type { Coverage } from './view'

export interface SystemListRow {
  id: string
  name: string
  kind: string
  isSelf: boolean
  environment: string
  criticality: string
  owner: string | null
  counts: StateCounts
  lastAt: string | null
}

export interface SystemList {
  now: Date
  heartbeatAt: Date | null
  silent: boolean
  total: number
  views: Record<SystemView, number>
  coverage: Coverage
  /** The systems that match, by their state. */
  found: Pick<Coverage, 'systems' | 'failing' | 'warning' | 'blind'>
  /** Checks that were added moments ago: their first run is still to come. */
  pending: number
  newestAt: Date | null
  rows: SystemListRow[]
}

const criticalityRank = `array_position(array['critical', 'high', 'medium', 'low'], criticality)`

/** Column of each state. Counting by state first works each state out once, not once for each column. */
const stateColumns = {
  fails: 'fail',
  warns: 'warn',
  unknowns: 'unknown',
  nevers: 'never',
  oks: 'ok',
  not_applicables: 'not-applicable',
  pauses: 'paused',
} as const satisfies Record<string, CheckState>

/** Every system with its counts: one pass over the state of all checks, whatever the page. */
const base = `
  states as (
    select c.system_id, ${stateSql} as state, count(*) as n, max(s.finished_at) as last_at
      from clock, "check" c left join check_state s on s.check_id = c.id group by 1, 2),
  counted as (
    select system_id, max(last_at) as last_at, sum(n) as checks,
           ${Object.entries(stateColumns)
             .map(([column, state]) => `coalesce(sum(n) filter (where state = '${state}'), 0) as ${column}`)
             .join(', ')}
      from states group by system_id),
  base as materialized (
    select y.id, y.name, y.kind, y.is_self as "isSelf", y.environment, y.criticality, y.owner_id, u.name as owner,
           k.last_at as "lastAt", coalesce(k.checks, 0) as checks,
           ${Object.keys(stateColumns)
             .map((column) => `coalesce(k.${column}, 0) as ${column}`)
             .join(', ')},
           case when k.fails > 0 then 0 when k.warns > 0 then 1 when k.unknowns > 0 or k.checks is null then 2
                when k.nevers > 0 then 3 else 4 end as rank,
           coalesce(k.unknowns + k.nevers, 1) as blind
      from system y left join counted k on k.system_id = y.id left join app_user u on u.id = y.owner_id
     where y.archived_at is null)`

const viewFilters: Readonly<Record<SystemView, string>> = {
  all: 'true',
  critical: `criticality = 'critical'`,
  unowned: 'owner_id is null',
  'no-data': 'blind > 0',
}

const orders: Readonly<Record<SystemSort, string>> = {
  worst: `rank, ${criticalityRank}, fails desc, warns desc, name`,
  name: 'name',
  environment: `array_position(array['production', 'staging', 'development'], environment), name`,
  criticality: `${criticalityRank}, rank, name`,
  owner: 'owner nulls first, name',
}

const listSql = (query: Pick<SystemsQuery, 'view' | 'sort'>) => `
  with ${clockSql}, ${base},
  found as (
    select * from base
     where ${viewFilters[query.view]}
       and ($1 = '' or strpos(lower(name), lower($1)) > 0 or strpos(lower(coalesce(owner, '')), lower($1)) > 0)
       and ($4::uuid[] is null or id = any($4))),
  page as (select * from found order by ${orders[query.sort]} limit $2 offset $3)
  select clock.now, clock.heartbeat_at as "heartbeatAt", clock.silent,
         (select count(*) from found) as total,
         (select json_build_object('all', count(*), 'critical', count(*) filter (where ${viewFilters.critical}),
                   'unowned', count(*) filter (where ${viewFilters.unowned}),
                   'no-data', count(*) filter (where ${viewFilters['no-data']})) from base) as views,
         (select json_build_object('systems', count(*), 'watched', count(*) filter (where checks > 0 and blind = 0),
                   'failing', count(*) filter (where rank = 0), 'warning', count(*) filter (where rank = 1),
                   'blind', count(*) filter (where rank = 2),
                   'checks', coalesce(sum(checks), 0),
                   'current', coalesce(sum(oks + warns + fails + not_applicables), 0)) from base) as coverage,
         (select json_build_object('systems', count(*), 'failing', count(*) filter (where rank = 0),
                   'warning', count(*) filter (where rank = 1), 'blind', count(*) filter (where rank >= 2 and (blind > 0 or checks = pauses))) from found) as found,
         (select coalesce(sum(nevers), 0) from base) as pending, (select max("lastAt") from base) as "newestAt",
         coalesce((select json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'isSelf', "isSelf",
                   'environment', environment, 'criticality', criticality, 'owner', owner,
                   'counts', json_build_object('checks', checks, 'fail', fails, 'warn', warns, 'unknown', unknowns,
                     'never', nevers, 'ok', oks, 'notApplicable', not_applicables, 'paused', pauses),
                   'lastAt', "lastAt")) from page), '[]') as rows
    from clock`

/**
 * One page of systems with the state of their checks, and the counts beside it, in one statement. `only` narrows the
 * page to these systems; the counts stay those of all.
 */
export async function readSystems(
  query: SystemsQuery,
  only: readonly string[] | null = null,
  on: Sql = sql(),
): Promise<SystemList> {
  const { rows } = await on.query<SystemList>(listSql(query), [
    query.q,
    systemsPerPage,
    (query.page - 1) * systemsPerPage,
    only,
  ])
  const [list] = rows
  if (!list) throw new Error('the list of systems returned no row')
  return list
}
