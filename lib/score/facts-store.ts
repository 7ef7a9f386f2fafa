import type { AppliesFacts } from '@/lib/assessments/applies-to'
import type { Sql } from '@/lib/db/pool'
import type { CappingFinding } from './collect-caps'
import type { AcceptedFinding } from './collect-controls'

/** What the score asks of a system itself. */
export interface ScoredSystem extends AppliesFacts {
  id: string
  now: Date
}

/** These systems, as far as they decide which controls apply. */
export async function readScoredSystems(ids: readonly string[], on: Sql): Promise<ScoredSystem[]> {
  const { rows } = await on.query<ScoredSystem>(
    `select y.id, (select app_now()) as now,
            json_build_object('kind', y.kind, 'environment', y.environment, 'criticality', y.criticality) as system,
            coalesce((select json_agg(json_build_object('kind', kind)) from target t where t.system_id = y.id), '[]') as targets
       from system y where y.id = any($1)`,
    [ids],
  )
  return rows
}

/** A finding that may cap the score, or that covers a control by its acceptance. */
export interface ScoredFinding extends CappingFinding, AcceptedFinding {
  systemId: string
}

/** Findings of these systems that bear on their score. */
export async function readScoredFindings(
  ids: readonly string[],
  on: Sql,
): Promise<Map<string, ScoredFinding[]>> {
  const { rows } = await on.query<ScoredFinding>(
    `select f.system_id as "systemId", f.number, f.severity, f.state, f.due, f.control_key as "controlKey",
            f.check_kind as "checkKind",
            f.state = 'accepted' and exists (
              select from acceptance a where a.finding_id = f.id and a.approved_at is not null and a.ended_at is null
                 and a.until > (select app_now())) as "isCovered"
       from finding f
      where f.system_id = any($1) and f.state in ('open', 'triaged', 'in-progress', 'resolved', 'accepted')
        and (f.severity in ('critical', 'high') or f.state = 'accepted')
      order by f.number`,
    [ids],
  )
  const bySystem = new Map<string, ScoredFinding[]>()
  for (const row of rows) bySystem.set(row.systemId, [...(bySystem.get(row.systemId) ?? []), row])
  return bySystem
}
