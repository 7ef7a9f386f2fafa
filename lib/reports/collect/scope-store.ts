import type { Sql } from '@/lib/db/pool'
import type { ReportScope } from '../schema'

/** A system as it was at an instant. */
export interface ScopeSystem {
  id: string
  name: string
  kind: string
  criticality: 'critical' | 'high' | 'medium' | 'low'
  teamId: string | null
  /** As the team is called now. */
  team: string | null
  ownerId: string | null
  owner: string | null
  rpoMinutes: number | null
  createdAt: Date
}

/**
 * The systems of a scope as they were at an instant, by name. Names, teams, objectives and all else that people edit
 * come from the first edit afterwards, which says what it was before; without one, nothing has changed since.
 */
export async function systemsAsOf(scope: ReportScope, asOf: Date, on: Sql): Promise<ScopeSystem[]> {
  const was = (key: string, column: string, type: string) =>
    `case when e.before ? '${key}' then (e.before->>'${key}')::${type} else y.${column} end`
  const { rows } = await on.query<ScopeSystem>(
    `with edited as materialized (
       select distinct on (entity_id) entity_id, before from audit_entry
        where at >= $1 and entity = 'system' and action = 'system.edit' order by entity_id, id),
     was as materialized (
       select y.id, ${was('name', 'name', 'text')} as name, ${was('kind', 'kind', 'text')} as kind,
              ${was('criticality', 'criticality', 'text')} as criticality, ${was('teamId', 'team_id', 'uuid')} as team_id,
              ${was('ownerId', 'owner_id', 'uuid')} as owner_id, ${was('rpoMinutes', 'rpo_minutes', 'int')} as rpo, y.created_at
         from system y left join edited e on e.entity_id = y.id::text
        where y.created_at < $1 and (y.archived_at is null or y.archived_at >= $1))
     select w.id, w.name, w.kind, w.criticality, w.team_id as "teamId", t.name as team, w.owner_id as "ownerId", p.name as owner,
            w.rpo as "rpoMinutes", w.created_at as "createdAt"
       from was w left join team t on t.id = w.team_id left join app_user p on p.id = w.owner_id
      where $2::uuid is null or w.team_id = $2
      order by w.name, w.id`,
    [asOf, scope.kind === 'team' ? scope.id : null],
  )
  return rows
}

/** Name of a team; null when it is gone. */
export async function teamName(id: string, on: Sql): Promise<string | null> {
  const { rows } = await on.query<{ name: string }>('select name from team where id = $1', [id])
  return rows[0]?.name ?? null
}

/** Teams that had a system at an instant: each gets a report of its own. */
export async function teamsAsOf(asOf: Date, on: Sql): Promise<string[]> {
  const systems = await systemsAsOf({ kind: 'instance' }, asOf, on)
  return [...new Set(systems.flatMap(({ teamId, team }) => (teamId && team ? [teamId] : [])))].sort()
}

/** Whether a scope had any system at an instant: of nothing there is no report. */
export async function hasSystems(scope: ReportScope, asOf: Date, on: Sql): Promise<boolean> {
  return (await systemsAsOf(scope, asOf, on)).length > 0
}
