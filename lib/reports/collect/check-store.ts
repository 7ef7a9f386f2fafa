import { silentAfterMinutes } from '@/lib/checks/state-sql'
import type { BlindSpotFacts, CoverageFacts } from '../section-facts'
import { isoSql, type Window } from './window'

// What checks read as at an instant: from the changes of their states, not from what they read now.

/** When workers were alive around an instant. */
export interface Attendance {
  /** Nobody had given a sign of life for two minutes at that instant. */
  isSilent: boolean
  /** The last sign of life before it. */
  lastBeat: Date | null
}

/** Whether a worker was alive at the instant. A worker that beat before and after it was alive then. */
export async function attendanceAt({ asOf, on }: Pick<Window, 'asOf' | 'on'>): Promise<Attendance> {
  const { rows } = await on.query<Attendance>(
    `select max(least(heartbeat_at, $1::timestamptz)) as "lastBeat",
            coalesce(max(least(heartbeat_at, $1::timestamptz)) < $1::timestamptz - interval '${silentAfterMinutes} minutes', true) as "isSilent"
       from worker where started_at < $1`,
    [asOf],
  )
  return rows[0] ?? { isSilent: true, lastBeat: null }
}

/**
 * Checks `k` with what they read as at $2; $3: nobody was at work, $4: the last sign of life. A state that was
 * believed since before the instant is still the one of the instant; else its history says it.
 */
export const checksAsOfSql = `
  paused as materialized (
    select distinct on (entity_id) entity_id, before from audit_entry
     where at >= $2 and entity = 'check' and action in ('check.pause', 'check.resume') order by entity_id, id),
  known as materialized (
    select c.id, c.system_id, c.name, c.kind, c.created_at,
           make_interval(secs => 2 * c.interval_seconds + c.grace_seconds) as patience,
           case when p.before ? 'pausedAt' then (p.before->>'pausedAt')::timestamptz else c.paused_at end as paused_at,
           case when p.before ? 'pausedAt' then (p.before->>'pausedUntil')::timestamptz else c.paused_until end as paused_until,
           case when s.since < $2 then s.verdict else h.to_verdict end as verdict,
           case when s.since < $2 then s.since else h.at end as since,
           case when s.since < $2 then s.reason else h.reason end as reason,
           coalesce(s.stale_after <= $2, false) as stale
      from "check" c left join check_state s on s.check_id = c.id
           left join paused p on p.entity_id = c.id::text
           left join lateral (
             (select to_verdict, at, reason from state_change
               where check_id = c.id and at < $2 and s.since >= $2 order by at desc limit 1)
             union all
             (select from_verdict, at, '' from state_change
               where check_id = c.id and at >= $2 and s.since >= $2 and from_verdict is not null order by at limit 1)
             limit 1) h on true
     where c.system_id = any($1) and c.created_at < $2),
  k as materialized (
    select *, case when paused_at < $2 and (paused_until is null or paused_until > $2) then 'paused'
                when verdict is null and created_at + patience > $2 then 'never'
                when verdict is null or stale or ($3 and $4::timestamptz + patience <= $2) then 'unknown'
                when $3 and verdict = 'ok' then 'unknown'
                else verdict end as state
      from known)`

export interface ChecksAsOf {
  coverage: CoverageFacts
  systemsWithoutChecks: number
  items: BlindSpotFacts['items']
}

/** What all checks read as, and which have been unknown longest. */
export async function readChecks(window: Window, attendance: Attendance): Promise<ChecksAsOf> {
  const { ids, asOf, on } = window
  const { rows } = await on.query<Omit<CoverageFacts, 'systems'> & Omit<ChecksAsOf, 'coverage'>>(
    `with ${checksAsOfSql},
     blind as (
       select k.*, case when verdict = 'unknown' then since else greatest(since, case when $3 then $4::timestamptz end) end as blind_since
         from k where state = 'unknown')
     select count(*) as checks,
            count(*) filter (where state in ('ok', 'warn', 'fail', 'not-applicable')) as "currentChecks",
            count(*) filter (where state = 'unknown') as "unknownChecks",
            count(*) filter (where state = 'fail') as "failingChecks",
            count(*) filter (where state = 'never') as "pendingChecks",
            count(*) filter (where state = 'paused') as "pausedChecks",
            cardinality($1::uuid[]) - count(distinct system_id) as "systemsWithoutChecks",
            coalesce((select json_agg(i) from (
              select b.system_id as "systemId", y.name as system, b.id as "checkId", b.name as check,
                     ${isoSql('coalesce(b.blind_since, b.created_at)')} as since,
                     case when b.verdict is null then 'It has never run: nobody has looked.'
                          when b.verdict <> 'unknown' then 'No worker has looked since then.'
                          else b.reason end as reason
                from blind b join system y on y.id = b.system_id
               order by coalesce(b.blind_since, b.created_at), y.name, b.name, b.id limit 5) i), '[]') as items
       from k`,
    [ids, asOf, attendance.isSilent, attendance.lastBeat],
  )
  const [row] = rows
  if (!row) throw new Error('an aggregate always has one row')
  const { systemsWithoutChecks, items, ...counts } = row
  return { coverage: { systems: ids.length, ...counts }, systemsWithoutChecks, items }
}
