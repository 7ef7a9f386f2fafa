import { sql } from '@/lib/db/database'
import { type SystemView, systemsPerPage, systemViews } from './system-query'

// For which systems a checklist counts.

export interface SystemOfChecklist {
  id: string
  name: string
  kind: string
  criticality: string
  teamId: string | null
  assignedAt: Date | null
  assignedBy: string | null
  /** The published version is meant for systems of this kind. */
  isMeant: boolean
  /** Controls of the version, and those of them that no other checklist of the system asks. */
  controls: number
  own: number
  /** Controls of the version that the system has a valid answer to, from whichever checklist. */
  answered: number
}

const base = `from system s
  cross join (select c.id, v.id as version_id, coalesce(v.applies_to, '{}') as applies_to
                from checklist c left join checklist_version v on v.checklist_id = c.id and v.state = 'published'
               where c.key = $1) c
  left join checklist_assignment a on a.checklist_id = c.id and a.system_id = s.id
 where s.archived_at is null and ($2 = '' or s.name ilike '%' || $3 || '%')`

const meant = `(c.applies_to = '{}' or s.kind = any(c.applies_to))`
const conditions: Readonly<Record<SystemView, string>> = {
  assigned: 'a.system_id is not null',
  proposed: `a.system_id is null and ${meant}`,
  others: `a.system_id is null and not ${meant}`,
}

/** One page of systems by name, with what the checklist adds to each. */
export async function listSystemsOfChecklist(
  key: string,
  filter: { view: SystemView; q: string; page: number },
): Promise<SystemOfChecklist[]> {
  const { rows } = await sql().query<SystemOfChecklist>(
    `with page as (
       select s.id, s.name, s.kind, s.criticality, s.team_id, a.assigned_at, a.assigned_by_id, ${meant} as is_meant,
              c.id as checklist_id, c.version_id
         ${base} and ${conditions[filter.view]} order by s.name, s.id limit $4 offset $5),
     asked as (
       select page.id, r.key, r.meaning,
              exists (select 1 from checklist_assignment o
                        join checklist oc on oc.id = o.checklist_id and oc.retired_at is null
                        join checklist_version ov on ov.checklist_id = oc.id and ov.state = 'published'
                        join control_revision orr on orr.version_id = ov.id and orr.key = r.key
                       where o.system_id = page.id and o.checklist_id <> page.checklist_id) as is_shared
         from page join control_revision r on r.version_id = page.version_id)
     select page.id, page.name, page.kind, page.criticality, page.team_id as "teamId", page.is_meant as "isMeant",
            page.assigned_at as "assignedAt", u.name as "assignedBy",
            count(asked.key) as controls, count(asked.key) filter (where not asked.is_shared) as own,
            count(x.id) as answered
       from page left join app_user u on u.id = page.assigned_by_id
       left join asked on asked.id = page.id
       left join assessment x on x.system_id = page.id and x.control_key = asked.key and x.meaning = asked.meaning
             and x.outcome <> 'unknown' and (x.valid_until is null or x.valid_until > app_now())
      group by 1, 2, 3, 4, 5, 6, 7, 8 order by page.name, page.id`,
    [key, filter.q, likeText(filter.q), systemsPerPage, (filter.page - 1) * systemsPerPage],
  )
  return rows
}

/** How many systems each view has, with this filter. */
export async function countSystemsOfChecklist(key: string, q: string): Promise<Record<SystemView, number>> {
  const { rows } = await sql().query<Record<SystemView, number>>(
    `select ${systemViews.map((view) => `count(*) filter (where ${conditions[view]}) as "${view}"`).join(', ')} ${base}`,
    [key, q, likeText(q)],
  )
  return rows[0] ?? { assigned: 0, proposed: 0, others: 0 }
}

const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
