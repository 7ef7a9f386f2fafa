import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { IncidentFact } from './system-facts'

/** What happened to these systems anyway within 13 months, newest first, and how its preventions stand. */
export async function incidentFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, IncidentFact[]>> {
  const { rows } = await on.query<IncidentFact & { systemId: string }>(
    `select i.system_id as "systemId", i.number, i.title, i.started_at as "startedAt", i.state = 'closed' as "isClosed",
            coalesce((select json_agg(json_build_object('title', p.title, 'state', p.state) order by p.added_at, p.id)
                        from incident_prevention p where p.incident_id = i.id), '[]') as preventions
       from incident i
      where i.system_id = any($1) and i.started_at >= $2::timestamptz - interval '13 months' and i.started_at <= $2
      order by i.started_at desc, i.number desc`,
    [ids, now],
  )
  return groupBySystem(rows, ({ systemId: _, ...incident }) => incident)
}
