import type { ExpiringFact } from '../expiring-fact'
import type { Ending } from './expiring-facts'
import { findingsAsOfSql } from './finding-store'
import { isoSql, type Window } from './window'

// What ends by its own date. Certificates are read from their checks, see expiring-facts.ts.

/** The rows of the span of an `ending` with its end in `at`, and how many have an end at all: one row at least. */
const withinSpan = (limit = '') => `
     select n.dated, e.*
       from (select count(*) as dated from ending) n left join lateral (
              select g.kind, g.system_id as "systemId", y.name as system, g.title, ${isoSql('g.at')} as at, g.href,
                     count(*) over () as total
                from ending g join system y on y.id = g.system_id
               where g.at <= $3::timestamptz order by g.at, y.name, g.title ${limit}) e on true`

type EndingRow = { dated: number; total: number } & (ExpiringFact | { [Key in keyof ExpiringFact]: null })

const endingOf = (rows: readonly EndingRow[]) => ({
  items: rows.flatMap(({ dated: _dated, total: _total, ...item }) => (item.kind === null ? [] : [item])),
  dated: rows[0]?.dated ?? 0,
  total: rows[0]?.total ?? 0,
})

/** Accepted risks and excluded controls that end within the span, as approved at the instant. */
export async function readEndingDecisions({ ids, asOf, on }: Window, until: Date): Promise<Ending> {
  const { rows } = await on.query<EndingRow>(
    `with ${findingsAsOfSql},
     ending as (
       select 'acceptance' as kind, f.system_id, 'F-' || f.number || ' ' || f.title as title, a.until as at,
              '/findings/' || f.number as href
         from acceptance a join finding_then f on f.id = a.finding_id and f.state = 'accepted'
        where a.approved_at < $2 and (a.ended_at is null or a.ended_at >= $2) and a.until > $2
       union all
       select 'exclusion', x.system_id, coalesce(q.question, x.control_key), x.until,
              '/systems/' || x.system_id || '/controls/' || x.control_key
         from control_exclusion x left join lateral (
                select r.question from control_revision r join checklist_version v on v.id = r.version_id
                 where r.key = x.control_key and v.state <> 'draft' order by v.published_at desc nulls last, v.number desc limit 1) q on true
        where x.system_id = any($1) and x.approved_at < $2 and (x.ended_at is null or x.ended_at >= $2) and x.until > $2)
     ${withinSpan()}`,
    [ids, asOf, until],
  )
  return endingOf(rows)
}

/**
 * Evidence and answers of people that end within the span, soonest first, and how many. An answer that was given anew
 * after the instant had its earlier end then: when it was given, and how long the question lets answers live.
 */
export async function readEndingAnswers(
  { ids, asOf, on }: Window,
  until: Date,
  limit: number,
): Promise<Ending & { total: number }> {
  const { rows } = await on.query<EndingRow>(
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
         from answer where until > $2
       union all
       select 'evidence', e.system_id, e.title, e.valid_until, '/evidence/' || e.id
         from evidence e left join evidence n on n.id = e.superseded_by_id
        where e.system_id = any($1) and e.captured_at < $2 and (n.id is null or n.captured_at >= $2) and e.valid_until > $2)
     ${withinSpan('limit $4')}`,
    [ids, asOf, until, limit],
  )
  return endingOf(rows)
}
