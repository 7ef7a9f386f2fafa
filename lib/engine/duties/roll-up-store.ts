import { inSqlTransaction, sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

export type RollUp = 'roll-up-runs' | 'roll-up-samples'

// Every statement computes whole hours or days anew from what lies below and replaces what is there, so
// that running it again, or after late facts came, gives the same rows. $1 from, $2 to.
const counted = (verdict: string) => `count(*) filter (where verdict = '${verdict}')`
const replaced = (columns: string) =>
  columns
    .split(', ')
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')

const statements: Readonly<Record<RollUp, { hour: string; day: string }>> = {
  'roll-up-runs': {
    hour: `
      insert into run_hour (check_id, at, ok, warn, fail, unknown, not_applicable, missed, missed_since)
      select check_id, date_trunc('hour', scheduled_for, 'UTC'), ${counted('ok')}, ${counted('warn')},
             ${counted('fail')}, ${counted('unknown')}, ${counted('not-applicable')},
             coalesce(sum((evidence #>> '{facts,slots}')::int) filter (where trigger = 'missed'), 0),
             min((evidence #>> '{facts,first}')::timestamptz) filter (where trigger = 'missed')
        from run where scheduled_for >= $1 and scheduled_for < $2 and retention in ('short', 'long') group by 1, 2
      on conflict (check_id, at) do update set ${replaced('ok, warn, fail, unknown, not_applicable, missed, missed_since')}`,
    day: `
      insert into run_day (check_id, at, ok, warn, fail, unknown, not_applicable)
      select check_id, date_trunc('day', at, 'UTC'), sum(ok), sum(warn), sum(fail), sum(unknown), sum(not_applicable)
        from run_hour where at >= $1 and at < $2 group by 1, 2
      on conflict (check_id, at) do update set ${replaced('ok, warn, fail, unknown, not_applicable')}`,
  },
  'roll-up-samples': {
    hour: `
      insert into sample_hour (series_id, at, min, max, sum, count, last)
      select series_id, date_trunc('hour', at, 'UTC'), min(value), max(value), sum(value), count(*),
             (array_agg(value order by at desc))[1]
        from sample where at >= $1 and at < $2 group by 1, 2
      on conflict (series_id, at) do update set ${replaced('min, max, sum, count, last')}`,
    day: `
      insert into sample_day (series_id, at, min, max, sum, count, last)
      select series_id, date_trunc('day', at, 'UTC'), min(min), max(max), sum(sum), sum(count),
             (array_agg(last order by at desc))[1]
        from sample_hour where at >= $1 and at < $2 group by 1, 2
      on conflict (series_id, at) do update set ${replaced('min, max, sum, count, last')}`,
  },
}

/** Rolls one range of whole hours, or days, up. */
export async function rollUp(
  which: RollUp,
  unit: 'hour' | 'day',
  from: Date,
  to: Date,
  on: Sql = sql(),
): Promise<void> {
  await on.query(statements[which][unit], [from, to])
}

/** Until when a roll-up is complete; null before its first start. */
export async function readWatermark(which: RollUp, on: Sql = sql()): Promise<Date | null> {
  const { rows } = await on.query<{ watermark: Date | null }>('select watermark from duty where name = $1', [
    which,
  ])
  return rows[0]?.watermark ?? null
}

/** Starts a roll-up at an hour, unless it has started already. */
export async function startRollUp(which: RollUp, at: Date, on: Sql = sql()): Promise<void> {
  await on.query(
    `insert into duty (name, watermark) values ($1, $2)
     on conflict (name) do update set watermark = coalesce(duty.watermark, excluded.watermark)`,
    [which, at],
  )
}

/**
 * Rolls one hour and moves the watermark behind it, in one transaction; false when late facts have moved it
 * back meanwhile, or another worker has moved it on.
 */
export async function completeHour(which: RollUp, hour: Date, next: Date): Promise<boolean> {
  return inSqlTransaction(async (on) => {
    const { rowCount } = await on.query('update duty set watermark = $3 where name = $1 and watermark = $2', [
      which,
      hour,
      next,
    ])
    if (rowCount !== 1) return false
    await rollUp(which, 'hour', hour, next, on)
    return true
  })
}
