import { daysBefore, type Window } from './window'

/** The number that a check said last before the instant. */
export interface CheckValue {
  systemId: string
  checkId: string
  address: string
  /** Objective that the check itself was given, in hours. */
  rpoHours: number | null
  /** When it was measured: to the hour, because raw figures live two days. */
  at: Date | null
  value: number | null
}

/**
 * The last value of all checks of a kind before the instant, at most `days` old. Complete hours come first, so that
 * the same is read while raw figures are still there and when they are gone.
 */
export async function readValues(
  { ids, asOf, on }: Window,
  kind: string,
  days: number,
): Promise<CheckValue[]> {
  const { rows } = await on.query<CheckValue>(
    `select c.system_id as "systemId", c.id as "checkId", t.address, (c.config->>'rpoHours')::float8 as "rpoHours", v.at, v.value
       from "check" c join target t on t.id = c.target_id
            left join series r on r.check_id = c.id and r.key = 'value'
            left join lateral (
              select at + interval '1 hour' as at, last as value from sample_hour
               where series_id = r.id and at <= $4 and at > $5 order by at desc limit 1) h on true
            left join lateral (
              select coalesce(raw.at, h.at) as at, coalesce(raw.value, h.value) as value
                from (select 1) as one left join lateral (
                  select at, value from sample
                   where series_id = r.id and coalesce(h.at < $2, true) and at < $2 and at > $6 and at >= coalesce(h.at, $6)
                   order by at desc limit 1) raw on true) v on true
      where c.system_id = any($1) and c.kind = $3 and c.created_at < $2
      order by c.id`,
    [ids, asOf, kind, daysBefore(asOf, 1 / 24), daysBefore(asOf, days), daysBefore(asOf, 2)],
  )
  return rows
}
