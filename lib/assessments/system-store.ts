import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** Of a system, what the list of its controls needs: little enough for a page that is opened often. */
export interface ControlSystem {
  system: { kind: string; environment: string; criticality: string; teamId: string | null }
  targets: { kind: string }[]
  isArchived: boolean
  now: Date
}

/** The system behind a list of controls; null when there is none. */
export async function readControlSystem(id: string, on: Sql = sql()): Promise<ControlSystem | null> {
  const { rows } = await on.query<ControlSystem>(
    `select json_build_object('kind', y.kind, 'environment', y.environment, 'criticality', y.criticality,
                              'teamId', y.team_id) as system,
            coalesce((select json_agg(json_build_object('kind', t.kind)) from target t where t.system_id = y.id), '[]') as targets,
            y.archived_at is not null as "isArchived", app_now() as now
       from system y where y.id = $1::uuid`,
    [id],
  )
  return rows[0] ?? null
}
