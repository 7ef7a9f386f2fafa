import { daysBefore, type Window } from './window'

/** A stretch in which a worker was alive. */
export interface AliveSpan {
  from: Date
  to: Date
}

/** When workers were alive within the period, and since when anything was there to be watched. */
export async function readAlive({ from, asOf, on }: Pick<Window, 'from' | 'asOf' | 'on'>): Promise<{
  spans: AliveSpan[]
  watchedSince: Date | null
}> {
  const { rows } = await on.query<{ spans: { from: string; to: string }[]; watchedSince: Date | null }>(
    `select (select min(created_at) from system) as "watchedSince",
            coalesce((select json_agg(json_build_object('from', started_at, 'to', heartbeat_at) order by started_at)
                        from worker where started_at < $2 and heartbeat_at >= $1), '[]') as spans`,
    [from, asOf],
  )
  const [row] = rows
  return {
    watchedSince: row?.watchedSince ?? null,
    spans: (row?.spans ?? []).map((span) => ({ from: new Date(span.from), to: new Date(span.to) })),
  }
}

/** Stretches of missed slots in hours that are not rolled up yet, as the roll-up would write them. */
const unrolledSql = `
  select sum((r.evidence #>> '{facts,slots}')::int)::int, min((r.evidence #>> '{facts,first}')::timestamptz),
         date_trunc('hour', r.scheduled_for, 'UTC')
    from "check" c, lateral (
      select evidence, scheduled_for from run
       where check_id = c.id and trigger = 'missed' and retention in ('short', 'long') and scheduled_for >= $4
         and scheduled_for >= (select coalesce(max(watermark), '-infinity') from duty where name = 'roll-up-runs')) r
   where $5 and c.system_id = any($1) group by c.id, 3`

/**
 * Slots of checks that nobody executed within the period. They are written down when somebody is back, as one stretch
 * for each check: of a stretch that began before the period, or ended after it, the part inside counts. Where nobody was
 * at work when the period ended, the stretch may be so new that it is not rolled up yet.
 */
export async function readMissedRuns(
  { ids, from, asOf, on }: Window,
  { isSilent }: { isSilent: boolean },
): Promise<number> {
  const { rows } = await on.query<{ missed: number }>(
    `with written as (
       select h.missed, h.missed_since as since, h.at from run_hour h join "check" c on c.id = h.check_id
        where h.missed > 0 and h.at >= $4 and c.system_id = any($1)
       union all ${unrolledSql}),
     stretch as (
       select missed, since, greatest(at + interval '1 hour', since + interval '1 second') as until from written where since < $3)
     select coalesce(sum(case when since >= $2 and until <= $3 then missed
              else round(missed * extract(epoch from least(until, $3::timestamptz) - greatest(since, $2::timestamptz))
                         / extract(epoch from until - since)) end), 0) as missed
       from stretch where until > $2`,
    [ids, from, asOf, daysBefore(from, 1 / 24), isSilent],
  )
  return rows[0]?.missed ?? 0
}
