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

/**
 * Slots of checks that nobody executed within the period. They are written down when somebody is back, as one stretch
 * for each check: of a stretch that began before the period, or ended after it, the part inside counts.
 */
export async function readMissedRuns({ ids, from, asOf, on }: Window): Promise<number> {
  const { rows } = await on.query<{ missed: number }>(
    `with stretch as (
       select h.missed, h.missed_since as since, greatest(h.at + interval '1 hour', h.missed_since + interval '1 second') as until
         from run_hour h join "check" c on c.id = h.check_id
        where h.missed > 0 and h.at >= $4 and h.missed_since < $3 and c.system_id = any($1))
     select coalesce(sum(case when since >= $2 and until <= $3 then missed
              else round(missed * extract(epoch from least(until, $3::timestamptz) - greatest(since, $2::timestamptz))
                         / extract(epoch from until - since)) end), 0) as missed
       from stretch where until > $2`,
    [ids, from, asOf, daysBefore(from, 1 / 24)],
  )
  return rows[0]?.missed ?? 0
}
