import type { AlertsFacts, Watched } from '../section-facts'
import type { Window } from './window'

/** An outcome that was corrected afterwards counts as it was recorded at the instant. */
const alertsSql = `
  rated as materialized (
    select distinct on (entity_id) entity_id, before->>'outcome' as outcome from audit_entry
     where at >= $2 and entity = 'alert' and action = 'alert.rate' order by entity_id, id),
  fired as materialized (
    select a.system_id, a.rule, a.class, coalesce(r.outcome, a.outcome) as outcome
      from alert_outcome a left join rated r on r.entity_id = a.id::text
     where a.system_id = any($1) and a.fired_at >= $3 and a.fired_at < $2 and a.recorded_at < $2)`

export interface AlertCounts {
  systemId: string
  rated: number
  neededNothing: number
}

/** Alerts that fired within the period and what was known of them; not watched where none was ever recorded. */
export async function readAlerts({
  ids,
  from,
  asOf,
  on,
}: Window): Promise<{ facts: Watched<AlertsFacts>; bySystem: AlertCounts[] }> {
  const { rows } = await on.query<{ isKnown: boolean; facts: AlertsFacts; bySystem: AlertCounts[] }>(
    `with ${alertsSql}
     select exists (select from alert_outcome where system_id = any($1) and recorded_at < $2) as "isKnown",
       (select json_build_object(
          'fired', count(*), 'acted', count(*) filter (where outcome = 'acted'),
          'neededNothing', count(*) filter (where outcome = 'needed-nothing'),
          'tooLate', count(*) filter (where outcome = 'too-late'),
          'unrated', count(*) filter (where outcome = 'unknown'), 'woke', count(*) filter (where class = 'wake'),
          'rules', coalesce((select json_agg(r) from (
             select rule, count(*) as fired, count(*) filter (where outcome = 'needed-nothing') as "neededNothing"
               from fired group by rule having count(*) filter (where outcome = 'needed-nothing') > 0
              order by 3 desc, 2 desc, 1 limit 3) r), '[]')) from fired) as facts,
       coalesce((select json_agg(c) from (
          select system_id as "systemId", count(*) filter (where outcome <> 'unknown') as rated,
                 count(*) filter (where outcome = 'needed-nothing') as "neededNothing" from fired group by 1) c), '[]') as "bySystem"`,
    [ids, asOf, from],
  )
  const [row] = rows
  if (!row) throw new Error('reading alerts returned no row')
  const { isKnown, facts, bySystem } = row
  return {
    facts: isKnown
      ? { watched: true, ...facts }
      : { watched: false, why: 'No alert of these systems was ever recorded here.' },
    bySystem,
  }
}
