import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { StateCounts } from './check-state'
import { type SystemSort, type SystemsQuery, type SystemView, systemsPerPage } from './schema'
import { clockSql, countsSql, stateSql } from './state-sql'
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
  rows: SystemListRow[]
}

const emptyCounts = `json_build_object('checks', 0, 'fail', 0, 'warn', 0, 'unknown', 0, 'never', 0, 'ok', 0, 'notApplicable', 0, 'paused', 0)`

const criticalityRank = `array_position(array['critical', 'high', 'medium', 'low'], criticality)`

/** Every system with its counts: one pass over the state of all checks, whatever the page. */
const base = `
  states as (
    select c.system_id, ${stateSql} as state, count(*) as n, max(s.finished_at) as last_at
      from clock, "check" c left join check_state s on s.check_id = c.id group by 1, 2),
  counted as (
    select system_id, ${countsSql} as counts, max(last_at) as last_at,
           coalesce(sum(n) filter (where state in ('unknown', 'never')), 0) as blind,
           case when bool_or(state = 'fail') then 0 when bool_or(state = 'warn') then 1
                when bool_or(state = 'unknown') then 2 when bool_or(state = 'never') then 3 else 4 end as rank,
           sum(n) as checks, coalesce(sum(n) filter (where state in ('ok', 'warn', 'fail', 'not-applicable')), 0) as current
      from states group by system_id),
  base as materialized (
    select y.id, y.name, y.kind, y.is_self as "isSelf", y.environment, y.criticality, y.owner_id, u.name as owner,
           coalesce(k.counts, ${emptyCounts}) as counts, k.last_at as "lastAt", coalesce(k.rank, 2) as rank,
           coalesce(k.blind, 1) as blind, coalesce(k.checks, 0) as checks, coalesce(k.current, 0) as current
      from system y left join counted k on k.system_id = y.id left join app_user u on u.id = y.owner_id
     where y.archived_at is null)`

const viewFilters: Readonly<Record<SystemView, string>> = {
  all: 'true',
  critical: `criticality = 'critical'`,
  unowned: 'owner_id is null',
  'no-data': 'blind > 0',
}

const orders: Readonly<Record<SystemSort, string>> = {
  worst: `rank, ${criticalityRank}, (counts->>'fail')::int desc, (counts->>'warn')::int desc, name`,
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
       and ($1 = '' or strpos(lower(name), lower($1)) > 0 or strpos(lower(coalesce(owner, '')), lower($1)) > 0)),
  page as (select * from found order by ${orders[query.sort]} limit $2 offset $3)
  select clock.now, clock.heartbeat_at as "heartbeatAt", clock.silent,
         (select count(*) from found) as total,
         (select json_build_object('all', count(*), 'critical', count(*) filter (where ${viewFilters.critical}),
                   'unowned', count(*) filter (where ${viewFilters.unowned}),
                   'no-data', count(*) filter (where ${viewFilters['no-data']})) from base) as views,
         (select json_build_object('systems', count(*), 'watched', count(*) filter (where checks > 0 and blind = 0),
                   'failing', count(*) filter (where rank = 0), 'warning', count(*) filter (where rank = 1),
                   'blind', count(*) filter (where rank = 2),
                   'checks', coalesce(sum(checks), 0), 'current', coalesce(sum(current), 0)) from base) as coverage,
         coalesce((select json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'isSelf', "isSelf",
                   'environment', environment, 'criticality', criticality, 'owner', owner, 'counts', counts,
                   'lastAt', "lastAt")) from page), '[]') as rows
    from clock`

/** One page of systems with the state of their checks, and the counts beside it, in one statement. */
export async function readSystems(query: SystemsQuery, on: Sql = sql()): Promise<SystemList> {
  const { rows } = await on.query<SystemList>(listSql(query), [
    query.q,
    systemsPerPage,
    (query.page - 1) * systemsPerPage,
  ])
  const [list] = rows
  if (!list) throw new Error('the list of systems returned no row')
  return list
}
