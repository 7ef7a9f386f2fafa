import { clockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { openFindingStates, shortTitle } from '@/lib/findings/finding-sql'
import type { ChangeLine, CheckLine, FindingLine, SystemPage, TargetLine } from './view'

// One statement each; PostgreSQL makes the JSON, which is also how instants become ISO text.
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface SystemHead {
  now: Date
  heartbeatAt: Date | null
  silent: boolean
  system: SystemPage['system']
}

/** Facts of one system, or null. */
export async function readSystemHead(id: string, on: Sql = sql()): Promise<SystemHead | null> {
  const { rows } = await on.query<SystemHead>(
    `with ${clockSql}
     select clock.now, clock.heartbeat_at as "heartbeatAt", clock.silent,
            json_build_object('id', y.id, 'name', y.name, 'kind', y.kind, 'isSelf', y.is_self,
              'environment', y.environment, 'criticality', y.criticality, 'description', y.description,
              'owner', o.name, 'backupOwner', b.name, 'team', t.name, 'teamId', y.team_id, 'runbookUrl', y.runbook_url,
              'timeZone', y.time_zone, 'maintenanceWindow', y.maintenance_window, 'tags', coalesce(y.tags, '{}'),
              'rpoMinutes', y.rpo_minutes, 'rtoMinutes', y.rto_minutes,
              'createdAt', ${iso('y.created_at')}, 'archivedAt', ${iso('y.archived_at')}) as system
       from clock, system y left join app_user o on o.id = y.owner_id left join app_user b on b.id = y.backup_owner_id
            left join team t on t.id = y.team_id
      where y.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** A check's line without what the registry and the series add. */
export type StoredCheckLine = Omit<CheckLine, 'dimension' | 'spark'>

const checkColumns = `
  c.id, c.name, c.kind, t.address as target, ${stateSql} as state, s.reason, s.value, s.unit,
  s.warn_at as "warnAt", s.fail_at as "failAt", ${iso('s.finished_at')} as "finishedAt",
  ${iso('s.last_ok_at')} as "lastOkAt", ${iso('s.since')} as since`

/** All checks of a system with what they read as now. */
export async function readChecks(systemId: string, on: Sql = sql()): Promise<StoredCheckLine[]> {
  const { rows } = await on.query<StoredCheckLine>(
    `with ${clockSql}
     select ${checkColumns}
       from clock, "check" c join target t on t.id = c.target_id left join check_state s on s.check_id = c.id
      where c.system_id = $1
      order by c.name, t.address`,
    [systemId],
  )
  return rows
}

/** The targets of a system, oldest first; of secrets only when they were set. */
export async function readTargets(systemId: string, on: Sql = sql()): Promise<TargetLine[]> {
  const { rows } = await on.query<TargetLine>(
    `select id, kind, address, ${iso('secret_set_at')} as "secretSetAt" from target where system_id = $1 order by created_at, id`,
    [systemId],
  )
  return rows
}

const findingColumns = `
  f.id, f.number, ${shortTitle} as title, f.detail, f.severity, f.state, u.name as owner, ${iso('f.due')} as due,
  ${iso('f.first_seen')} as "firstSeen"`

const worstFindings = `
  order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.due, f.number`

/** Open findings of a system or a check, worst first. */
export async function readOpenFindings(
  of: { systemId: string } | { checkId: string },
  limit: number,
  on: Sql = sql(),
): Promise<{ findings: FindingLine[]; total: number }> {
  const [column, id] = 'systemId' in of ? ['f.system_id', of.systemId] : ['f.check_id', of.checkId]
  const { rows } = await on.query<FindingLine & { total: number }>(
    `select ${findingColumns}, count(*) over () as total
       from finding f left join app_user u on u.id = f.owner_id left join "check" c on c.id = f.check_id
            left join target t on t.id = c.target_id
      where ${column} = $1 and f.state in ${openFindingStates} ${worstFindings} limit $2`,
    [id, limit],
  )
  return { findings: rows.map(({ total: _, ...finding }) => finding), total: rows[0]?.total ?? 0 }
}

/** Changes of state of some checks in [from, to), newest first. */
export async function readChanges(
  checkIds: readonly string[],
  range: { from: Date; to: Date; limit: number },
  on: Sql = sql(),
): Promise<ChangeLine[]> {
  const { rows } = await on.query<ChangeLine>(
    `select ${iso('h.at')} as at, h.check_id as "checkId", c.name as "checkName", h.from_verdict as from,
            h.to_verdict as to, h.reason
       from state_change h join "check" c on c.id = h.check_id
      where h.check_id = any($1) and h.at >= $2 and h.at < $3
      order by h.at desc, c.name limit $4`,
    [checkIds, range.from, range.to, range.limit],
  )
  return rows
}

/**
 * Seven days of the main series of many checks in steps of six hours: hourly roll-ups, and raw samples
 * where they are not rolled up yet. Keyed by check; milliseconds and mean.
 */
export async function readSparks(
  checkIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, [number, number][]>> {
  const { rows } = await on.query<{ id: string; points: [number, number][] }>(
    `with edge as materialized (
       select app_now() as now, coalesce((select watermark from duty where name = 'roll-up-samples'), '-infinity') as rolled),
     value as (
       select r.check_id, h.at, h.sum, h.count from edge, series r join sample_hour h on h.series_id = r.id
        where r.check_id = any($1) and r.key = 'value' and h.at >= edge.now - interval '7 days'
       union all
       select r.check_id, p.at, p.value, 1 from edge, series r join sample p on p.series_id = r.id
        where r.check_id = any($1) and r.key = 'value' and p.at >= greatest(edge.rolled, edge.now - interval '7 days')),
     step as (
       select check_id, date_bin('6 hours', at, 'epoch') as at, sum(sum) / sum(count) as mean from value group by 1, 2)
     select check_id as id, json_agg(json_build_array(extract(epoch from at)::bigint * 1000, mean) order by at) as points
       from step group by check_id`,
    [checkIds],
  )
  return new Map(rows.map(({ id, points }) => [id, points]))
}
