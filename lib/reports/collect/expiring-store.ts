import type { ExpiringFact } from '../section-facts'
import { findingsAsOfSql } from './finding-store'
import { isoSql, type Window } from './window'

// What ends by its own date. Certificates are read from their checks, see expiring-facts.ts.

const inWindow = (column: string) => `${column} > $2::timestamptz and ${column} <= $3::timestamptz`

/** Accepted risks and excluded controls that end within the span, as approved at the instant. */
export async function readEndingDecisions({ ids, asOf, on }: Window, until: Date): Promise<ExpiringFact[]> {
  const { rows } = await on.query<ExpiringFact>(
    `with ${findingsAsOfSql}
     select 'acceptance' as kind, f.system_id as "systemId", y.name as system, 'F-' || f.number || ' ' || f.title as title,
            ${isoSql('a.until')} as at, '/findings/' || f.number as href
       from acceptance a join finding_then f on f.id = a.finding_id and f.state = 'accepted' join system y on y.id = f.system_id
      where a.approved_at < $2 and (a.ended_at is null or a.ended_at >= $2) and ${inWindow('a.until')}
     union all
     select 'exclusion', x.system_id, y.name, coalesce(q.question, x.control_key), ${isoSql('x.until')},
            '/systems/' || x.system_id || '/controls/' || x.control_key
       from control_exclusion x join system y on y.id = x.system_id left join lateral (
              select r.question from control_revision r join checklist_version v on v.id = r.version_id
               where r.key = x.control_key and v.state <> 'draft' order by v.published_at desc nulls last, v.number desc limit 1) q on true
      where x.system_id = any($1) and x.approved_at < $2 and (x.ended_at is null or x.ended_at >= $2) and ${inWindow('x.until')}
      order by at, system, title`,
    [ids, asOf, until],
  )
  return rows
}

/**
 * Evidence and answers of people that end within the span, soonest first, and how many. An answer that was given anew
 * after the instant had its earlier end then: when it was given, and how long the question lets answers live.
 */
export async function readEndingAnswers(
  { ids, asOf, on }: Window,
  until: Date,
  limit: number,
): Promise<{ items: ExpiringFact[]; total: number }> {
  const { rows } = await on.query<ExpiringFact & { total: number }>(
    `with asked as materialized (
       select distinct on (s.system_id, r.key) s.system_id, r.key, r.question, r.valid_for_days
         from checklist_assignment s join checklist c on c.id = s.checklist_id and c.retired_at is null
              join checklist_version v on v.checklist_id = c.id and v.state = 'published'
              join control_revision r on r.version_id = v.id
        where s.system_id = any($1) order by s.system_id, r.key, v.number desc),
     answer as (
       select a.system_id, a.control_key, k.question,
              case when a.answered_at < $2 then a.valid_until
                   else (select e.at + make_interval(days => k.valid_for_days) from assessment_event e
                          where e.system_id = a.system_id and e.control_key = a.control_key and e.at < $2 and e.type = 'answered'
                          order by e.at desc, e.id desc limit 1) end as until
         from assessment a join asked k on k.system_id = a.system_id and k.key = a.control_key
        where a.source <> 'auto' or a.answered_at >= $2),
     ending as (
       select 'answer' as kind, system_id, question as title, until as at,
              '/systems/' || system_id || '/controls/' || control_key as href
         from answer where ${inWindow('until')}
       union all
       select 'evidence', e.system_id, e.title, e.valid_until, '/evidence/' || e.id
         from evidence e left join evidence n on n.id = e.superseded_by_id
        where e.system_id = any($1) and e.captured_at < $2 and (n.id is null or n.captured_at >= $2) and ${inWindow('e.valid_until')})
     select e.kind, e.system_id as "systemId", y.name as system, e.title, ${isoSql('e.at')} as at, e.href, count(*) over () as total
       from ending e join system y on y.id = e.system_id
      order by e.at, y.name, e.title limit $4`,
    [ids, asOf, until, limit],
  )
  return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 }
}
