import type { Sql } from '@/lib/db/pool'
import type { Neighbours } from './material'

/** Systems that are looked at for wrong answers: enough to choose from, few enough to be quick among a thousand. */
const most = 24

/** The words of a system's name by which everybody would see that it is meant. */
const tellingWords = (name: string) => `array(
  select word from regexp_split_to_table(lower(${name}), '[^[:alnum:]]+') word where length(word) >= 4)`

/** What names its own system is no wrong answer about another one. */
const anonymous = (text: string, words = 'n.words') =>
  `not exists (select 1 from unnest(${words}) word where position(word in lower(${text})) > 0)`

interface Row extends Omit<Neighbours, 'systems' | 'restoredAt'> {
  systems: Neighbours['systems'] | null
  restoredAt: string[] | null
}

/**
 * What systems like this one have: those of the same kind first, and always the same ones while none comes or goes.
 * One statement, each list short.
 */
export async function readNeighbours(system: { id: string; kind: string }, on: Sql): Promise<Neighbours> {
  const { rows } = await on.query<{ [Key in keyof Row]: Row[Key] | null }>(
    `with near as materialized (
       select y.*, ${tellingWords('y.name')} as words from system y
        where y.id <> $1 and y.archived_at is null
        order by y.kind <> $2, md5(y.id::text || $1::text) limit ${most})
     select
       (select json_agg(json_build_object('name', name, 'runbookUrl',
                 case when ${anonymous('runbook_url', 'near.words')} then runbook_url end, 'maintenanceWindow', maintenance_window,
                 'timeZone', time_zone, 'checks', (select count(*) from "check" c where c.system_id = near.id)) order by name)
          from near) as systems,
       (select json_agg(distinct t.address) from target t join near n on n.id = t.system_id where t.kind <> 'self'
           and ${anonymous('t.address')}) as addresses,
       (select json_agg(distinct d.purpose) from system_dependency d join near n on n.id = d.system_id where d.purpose <> '') as purposes,
       (select json_agg(distinct c.name) from "check" c join near n on n.id = c.system_id) as "checkNames",
       (select json_agg(distinct case when f.resource = c.name then f.resource else f.resource || ' (' || c.name || ')' end)
          from capacity_forecast f join near n on n.id = f.system_id join "check" c on c.id = f.check_id
         where f.newest and f.limit_value is not null) as resources,
       (select json_agg(distinct m.title) from maintenance_task m join near n on n.id = m.system_id where m.archived_at is null) as "taskTitles",
       (select json_agg(distinct m.why) from maintenance_task m join near n on n.id = m.system_id where m.archived_at is null) as "taskWhys",
       (select json_agg(distinct f.title) from finding f join near n on n.id = f.system_id
         where f.state in ('open', 'triaged', 'in-progress', 'resolved') and ${anonymous('f.title')}) as "findingTitles",
       (select json_agg(distinct i.title) from incident i join system y on y.id = i.system_id
         where i.system_id <> $1 and i.started_at > app_now() - interval '2 years' and ${anonymous('i.title', tellingWords('y.name'))}) as "incidentTitles",
       (select json_agg(distinct date_trunc('day', d.started_at)) from drill d join near n on n.id = d.system_id
         where d.result = 'pass') as "restoredAt"`,
    [system.id, system.kind],
  )
  const [row] = rows
  if (!row) throw new Error('reading neighbours gave no row')
  const { systems, restoredAt, ...lists } = row
  return {
    systems: systems ?? [],
    restoredAt: (restoredAt ?? []).map((at) => new Date(at)),
    ...(Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list ?? []])) as Omit<
      Neighbours,
      'systems' | 'restoredAt'
    >),
  }
}
