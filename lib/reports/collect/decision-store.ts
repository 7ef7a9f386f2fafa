import type { Severity } from '@/lib/checks/define-check'
import { findingsAsOfSql } from './finding-store'
import { isoSql, severityRank, type Window } from './window'

/** Something that waits for somebody's yes or no. */
export interface WaitingRow {
  kind: 'accept-risk' | 'exclude-control' | 'sign-review' | 'ending-acceptance'
  id: string
  number: number | null
  title: string
  severity: Severity | null
  systemId: string
  system: string
  person: string | null
  /** When it ends by itself, or the date it is about; null: none. */
  until: string | null
  since: string
  href: string
}

/** Days ahead that an acceptance which ends is a decision. */
const endingDays = 14

const questionSql = `(
  select r.question from control_revision r join checklist_version v on v.id = r.version_id
   where r.key = x.control_key and v.state <> 'draft' order by v.published_at desc nulls last, v.number desc limit 1)`

/** Requests nobody had answered at the instant, reviews that waited for a signature, and acceptances about to end. */
export async function readWaiting(
  { ids, asOf, on }: Window,
  limit: number,
): Promise<{ items: WaitingRow[]; total: number }> {
  const { rows } = await on.query<WaitingRow & { total: number }>(
    `with ${findingsAsOfSql},
     waiting as (
       select 'accept-risk' as kind, a.id, f.number, f.title, f.severity, f.system_id, null::uuid as person_id, f.due as until,
              a.requested_at as since, '/findings/' || f.number as href
         from acceptance a join finding_then f on f.id = a.finding_id
        where a.requested_at < $2 and (a.approved_at is null or a.approved_at >= $2)
          and (a.ended_at is null or a.ended_at >= $2) and a.until > $2
       union all
       select 'ending-acceptance', a.id, f.number, f.title, f.severity, f.system_id, f.owner_id, a.until, a.approved_at,
              '/findings/' || f.number
         from acceptance a join finding_then f on f.id = a.finding_id and f.state = 'accepted'
        where a.approved_at < $2 and (a.ended_at is null or a.ended_at >= $2)
          and a.until > $2 and a.until <= $2::timestamptz + interval '${endingDays} days'
       union all
       select 'exclude-control', x.id, null, coalesce(${questionSql}, x.control_key), null, x.system_id, null, null,
              x.requested_at, '/systems/' || x.system_id || '/controls/' || x.control_key
         from control_exclusion x
        where x.system_id = any($1) and x.requested_at < $2 and (x.approved_at is null or x.approved_at >= $2)
          and (x.ended_at is null or x.ended_at >= $2) and x.until > $2
       union all
       select 'sign-review', r.id, null, 'Review ' || replace(r.quarter, '-', ' '), null, r.system_id, null, null, e.at,
              '/reviews/' || r.id
         from review r, lateral (
           select type, at from review_event
            where review_id = r.id and at < $2 and type in ('submitted', 'rejected', 'signed', 'cancelled')
            order by at desc, id desc limit 1) e
        where r.system_id = any($1) and e.type = 'submitted')
     select w.kind, w.id, w.number, w.title, w.severity, w.system_id as "systemId", y.name as system, p.name as person,
            ${isoSql('w.until')} as until, ${isoSql('w.since')} as since, w.href, count(*) over () as total
       from waiting w join system y on y.id = w.system_id left join app_user p on p.id = w.person_id
      order by ${severityRank('w.severity')} nulls last, w.since, y.name, w.id limit $3`,
    [ids, asOf, limit],
  )
  return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 }
}

/** Kind and address of a check, by which the finding about its series is known, and who owns the check itself. */
export interface CheckPlace {
  checkKind: string
  address: string
  owner: string | null
}

/** Places of these checks by id. */
export async function readCheckPlaces(
  { on }: Pick<Window, 'on'>,
  checkIds: readonly string[],
): Promise<Map<string, CheckPlace>> {
  const { rows } = await on.query<CheckPlace & { id: string }>(
    `select c.id, c.kind as "checkKind", t.address, p.name as owner
       from "check" c join target t on t.id = c.target_id left join app_user p on p.id = c.owner_id
      where c.id = any($1)`,
    [checkIds],
  )
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}
