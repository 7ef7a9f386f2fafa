import { daysBefore, type Window } from './window'

/** Refused sign-ins to this installation within the period and the one of the same length before. */
export async function readRefusedSignIns({
  from,
  asOf,
  on,
}: Window): Promise<{ refused: number; refusedBefore: number }> {
  const { rows } = await on.query<{ refused: number; refusedBefore: number }>(
    `select count(*) filter (where at >= $1) as refused, count(*) filter (where at < $1) as "refusedBefore"
       from audit_entry
      where at >= $1::timestamptz - ($2::timestamptz - $1::timestamptz) and at < $2 and action = 'session.refuse'`,
    [from, asOf],
  )
  return rows[0] ?? { refused: 0, refusedBefore: 0 }
}

export interface VersionCounts {
  /** Systems whose version a check read. */
  systems: number
  unsupported: number
  ending: number
  /** Systems that do not run the newest minor release known. */
  behind: number
}

/** Support ends within so many days: as long as one major upgrade may take. */
const endingDays = 180

/** Versions of the PostgreSQL servers, as the last run before the instant read them; at most three days old. */
export async function readVersions({ ids, asOf, on }: Window): Promise<VersionCounts> {
  const { rows } = await on.query<VersionCounts>(
    `with seen as (
       select c.system_id, r.verdict, r.value,
              (r.evidence #>> '{facts,server,version}')::int % 10000 as minor,
              split_part(r.evidence #>> '{facts,newestKnownMinor}', '.', 2) as newest
         from "check" c, lateral (
           select verdict, value, evidence from run
            where check_id = c.id and scheduled_for < $2 and scheduled_for > $3
              and retention = case when c.interval_seconds < 3600 then 'short' else 'long' end and verdict <> 'unknown'
            order by scheduled_for desc limit 1) r
        where c.system_id = any($1) and c.kind = 'pg.version' and c.created_at < $2),
     worst as (
       select system_id, bool_or(coalesce(value < 0, verdict = 'fail')) as unsupported,
              bool_or(value >= 0 and value <= ${endingDays}) as ending,
              bool_or(coalesce(minor < nullif(newest, '')::int, false)) as behind
         from seen group by 1)
     select count(*) as systems, count(*) filter (where unsupported) as unsupported,
            count(*) filter (where ending and not unsupported) as ending, count(*) filter (where behind) as behind
       from worst`,
    [ids, asOf, daysBefore(asOf, 3)],
  )
  return rows[0] ?? { systems: 0, unsupported: 0, ending: 0, behind: 0 }
}
