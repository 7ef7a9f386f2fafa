import type { IncidentsFacts } from '../incidents-fact'
import type { Watched } from '../section-facts'
import type { Window } from './window'

// As of an instant: whether an incident was closed, and what was linked to it, is read from its history.
const incidentsSql = `
  known as materialized (
    select i.id, i.number, i.title, i.system_id, i.started_at, i.detected_by, i.severity from incident i
     where i.system_id = any($1) and i.recorded_at < $2),
  standing as materialized (
    select k.*, k.started_at >= $3 and k.started_at < $2 as began,
           coalesce((select e.type = 'closed' from incident_event e
                      where e.incident_id = k.id and e.at < $2 and e.type in ('closed', 'reopened')
                      order by e.at desc, e.id desc limit 1), false) as closed,
           (select count(*) filter (where e.type = 'prevention-added') - count(*) filter (where e.type = 'prevention-removed')
              from incident_event e where e.incident_id = k.id and e.at < $2) as linked,
           exists (select from incident_prevention p
                    where p.incident_id = k.id and p.added_at < $2 and (p.proven_at is null or p.proven_at >= $2)) as unproven
      from known k)`

/** Incidents that began within the period, and lessons that are owed; not watched where none was ever recorded. */
export async function readIncidents({ ids, from, asOf, on }: Window): Promise<Watched<IncidentsFacts>> {
  const { rows } = await on.query<{ isKnown: boolean; facts: IncidentsFacts }>(
    `with ${incidentsSql}
     select exists (select from known) as "isKnown", json_build_object(
       'began', count(*) filter (where began),
       'byUsers', count(*) filter (where began and detected_by = 'users'),
       'withoutPrevention', count(*) filter (where not closed and linked = 0),
       'unproven', count(*) filter (where unproven),
       'worst', (select json_build_object('systemId', s.system_id, 'system', y.name, 'number', s.number, 'title', s.title)
                   from standing s join system y on y.id = s.system_id where s.began
                  order by array_position(array['critical', 'high', 'medium', 'low'], s.severity), s.started_at, s.number
                  limit 1)) as facts
       from standing`,
    [ids, asOf, from],
  )
  const [row] = rows
  if (!row) throw new Error('reading incidents returned no row')
  return row.isKnown
    ? { watched: true, ...row.facts }
    : { watched: false, why: 'No incident of these systems was ever recorded here.' }
}
