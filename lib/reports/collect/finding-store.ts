import { openFindingStates, shortTitle } from '@/lib/findings/finding-sql'
import type { FindingsFacts } from '../section-facts'
import { isoSql, severityRank, type Window } from './window'

// Findings as they were at an instant: what is stored now, with everything that happened afterwards taken back.

/**
 * Findings of the systems $1 as they were at $2. Each event afterwards says what was before it; the first of them
 * therefore says what was at the instant. A finding that was opened afterwards was not there.
 */
export const findingsAsOfSql = `
  later as materialized (
    select e.finding_id, bool_or(e.type in ('opened', 'created')) as is_new,
           (array_agg(e.from_state order by e.at, e.id) filter (where e.from_state is not null))[1] as state,
           (array_agg(e.before->>'severity' order by e.at, e.id) filter (where e.before ? 'severity'))[1] as severity,
           (array_agg(e.before->>'due' order by e.at, e.id) filter (where e.before ? 'due'))[1]::timestamptz as due,
           bool_or(e.before ? 'ownerId') as owner_moved,
           (array_agg(e.before->>'ownerId' order by e.at, e.id) filter (where e.before ? 'ownerId'))[1]::uuid as owner_id
      from finding_event e where e.at >= $2 group by 1),
  finding_then as materialized (
    select f.id, f.number, f.system_id, f.check_id, f.kind, ${shortTitle} as title, f.first_seen,
           coalesce(l.state, f.state) as state, coalesce(l.severity, f.severity) as severity, coalesce(l.due, f.due) as due,
           case when l.owner_moved then l.owner_id else f.owner_id end as owner_id
      from finding f left join later l on l.finding_id = f.id left join "check" c on c.id = f.check_id
           left join target t on t.id = c.target_id
     where f.system_id = any($1) and not coalesce(l.is_new, false)),
  open_then as materialized (select * from finding_then where state in ${openFindingStates})`

const happened = (what: string, which: string) => `
  select distinct on (f.id) f.id, '${what}' as what
    from finding_event e join finding_then f on f.id = e.finding_id
   where e.at >= $3 and e.at < $2 and ${which}`

export interface FindingCounts {
  systemId: string
  open: number
  overdue: number
}

/** What happened to findings within the period, and how they stood at its end. */
export async function readFindings({
  ids,
  asOf,
  from,
  on,
}: Window): Promise<{ facts: FindingsFacts; bySystem: FindingCounts[] }> {
  const { rows } = await on.query<{ facts: FindingsFacts; bySystem: FindingCounts[] }>(
    `with ${findingsAsOfSql},
     happened as materialized (
       ${happened('new', `e.type in ('opened', 'created')`)}
       union all ${happened('reopened', `e.type = 'reopened'`)}
       union all ${happened('verified', `e.to_state = 'verified'`)}
       union all ${happened('accepted', `e.to_state = 'accepted'`)})
     select json_build_object(
       'opened', (select count(*) from happened where what = 'new'),
       'reopened', (select count(*) from happened where what = 'reopened'),
       'verified', (select count(*) from happened where what = 'verified'),
       'accepted', (select count(*) from happened where what = 'accepted'),
       'open', (select json_object_agg(s, (select count(*) from open_then where severity = s))
                  from unnest(array['critical', 'high', 'medium', 'low']) as s),
       'acceptedOpen', (select count(*) from finding_then where state = 'accepted'),
       'overdue', (select count(*) from open_then where due < $2),
       'unowned', (select count(*) from open_then where owner_id is null),
       'items', coalesce((select json_agg(i) from (
          select f.system_id as "systemId", y.name as system, f.number, f.title, f.severity, h.what
            from happened h join finding_then f on f.id = h.id join system y on y.id = f.system_id
           order by ${severityRank('f.severity')}, array_position(array['reopened', 'new', 'accepted', 'verified'], h.what), f.number desc
           limit 12) i), '[]')) as facts,
       coalesce((select json_agg(c) from (
          select system_id as "systemId", count(*) as open, count(*) filter (where due < $2) as overdue
            from open_then group by 1) c), '[]') as "bySystem"`,
    [ids, asOf, from],
  )
  const [row] = rows
  if (!row) throw new Error('reading findings returned no row')
  return row
}

/** A finding that somebody has to decide about. */
export interface FindingToDecide {
  id: string
  number: number
  title: string
  severity: 'critical' | 'high'
  systemId: string
  system: string
  owner: string | null
  due: string
  since: string
  kind: 'overdue-finding' | 'unowned-finding'
}

/** Critical and high findings that are overdue or belong to nobody, and how many; worst and longest first. */
export async function readFindingsToDecide(
  { ids, asOf, on }: Window,
  limit: number,
): Promise<{ items: FindingToDecide[]; total: number }> {
  const { rows } = await on.query<FindingToDecide & { total: number }>(
    `with ${findingsAsOfSql}
     select f.id, f.number, f.title, f.severity, f.system_id as "systemId", y.name as system, p.name as owner,
            ${isoSql('f.due')} as due,
            case when f.owner_id is null then ${isoSql('f.first_seen')} else ${isoSql('f.due')} end as since,
            case when f.owner_id is null then 'unowned-finding' else 'overdue-finding' end as kind, count(*) over () as total
       from open_then f join system y on y.id = f.system_id left join app_user p on p.id = f.owner_id
      where f.severity in ('critical', 'high') and (f.due < $2 or f.owner_id is null)
      order by ${severityRank('f.severity')}, f.due, f.number limit $3`,
    [ids, asOf, limit],
  )
  return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 }
}

/** Open findings that are due within a span, soonest first. */
export interface DueFinding {
  number: number
  title: string
  systemId: string
  system: string
  at: string
}

/** Open findings whose date falls between the instant and `until`, soonest first, and how many. */
export async function readFindingsDue(
  { ids, asOf, on }: Window,
  until: Date,
  limit: number,
): Promise<{ items: DueFinding[]; total: number }> {
  const { rows } = await on.query<DueFinding & { total: number }>(
    `with ${findingsAsOfSql}
     select f.number, f.title, f.system_id as "systemId", y.name as system, ${isoSql('f.due')} as at, count(*) over () as total
       from open_then f join system y on y.id = f.system_id
      where f.due >= $2 and f.due < $3 order by ${severityRank('f.severity')}, f.due, f.number limit $4`,
    [ids, asOf, until, limit],
  )
  return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 }
}

/**
 * Work that somebody has taken on: fingerprints of findings that are being worked on, and checks about which one was
 * written by hand.
 */
export async function plannedWork({
  ids,
  asOf,
  on,
}: Window): Promise<{ fingerprints: Set<string>; checkIds: Set<string> }> {
  const { rows } = await on.query<{ fingerprint: string; checkId: string | null }>(
    `with ${findingsAsOfSql}
     select f.fingerprint, f.check_id as "checkId"
       from open_then o join finding f on f.id = o.id
      where o.state in ('triaged', 'in-progress') or (f.origin = 'manual' and o.owner_id is not null)`,
    [ids, asOf],
  )
  return {
    fingerprints: new Set(rows.map(({ fingerprint }) => fingerprint)),
    checkIds: new Set(rows.flatMap(({ checkId }) => checkId ?? [])),
  }
}
