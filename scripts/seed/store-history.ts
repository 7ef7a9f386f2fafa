import { inSqlTransaction, sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { dropExpiredPartitions } from '@/lib/engine/duties/partitions'
import type { Fleet } from './fleet'

/** How far back each kind of history goes. */
export interface HistoryShape {
  days: number
  /** Days of hourly roll-ups for every series … */
  hourlyDays: number
  /** … and series that have them for all `days`. */
  longHourlySeries: number
  /** Latest runs of every check. */
  runsPerCheck: number
}

export const fullHistory: HistoryShape = { days: 90, hourlyDays: 7, longHourlySeries: 200, runsPerCheck: 20 }

/** Fills series and roll-ups in the database itself: millions of rows that never travel. */
export async function storeHistory(
  fleet: Fleet,
  shape: HistoryShape,
  progress: (what: string) => void,
): Promise<void> {
  await makeMap(fleet)
  try {
    for (const [what, statement] of Object.entries(statements)) {
      progress(what)
      await inSqlTransaction(async (on) => fill(on, statement, fleet.now, shape))
    }
    await setWatermarks(fleet.now)
    // Made for the past, but raw facts that old are gone in a real installation.
    await dropExpiredPartitions()
  } finally {
    await sql().query('drop table if exists seed_check')
  }
  progress('statistics')
  await sql().query('vacuum analyze')
}

/** What the statements below need to know of each check, in the order of its series. */
async function makeMap({ checks }: Fleet): Promise<void> {
  await sql().query(`
    create unlogged table seed_check (rank int, check_id uuid, series_id uuid, base float8, phase float8, interval_s int,
      verdict text, since timestamptz, finished_at timestamptz, retention text, reason text, unit text)`)
  const ordered = [...checks].sort((a, b) => (a.seriesId < b.seriesId ? -1 : 1))
  const rows = ordered.map((check, rank) => ({
    rank,
    check_id: check.id,
    series_id: check.seriesId,
    base: check.base,
    phase: (rank * 2.399) % 6.283,
    interval_s: check.intervalSeconds,
    verdict: check.verdict,
    since: check.since,
    finished_at: check.finishedAt,
    retention: check.retention,
    reason: check.kind.calm.reason,
    unit: check.unit,
  }))
  for (let from = 0; from < rows.length; from += 5_000) {
    await sql().query(
      'insert into seed_check select * from json_populate_recordset(null::seed_check, $1::json)',
      [JSON.stringify(rows.slice(from, from + 5_000))],
    )
  }
  await sql().query('analyze seed_check')
}

// $1 now, $2 days, $3 days of hours, $4 series with hours for all days, $5 runs per check.
const parameters = `(select $1::timestamptz as now, $2::int as days, $3::int as hourly_days, $4::int as long_series, $5::int as runs) p`

/** A day has a rhythm, a quarter a drift, and everything a little noise. */
const level = `c.base * (1 + 0.25 * sin(extract(epoch from h) / 86400 * 6.283 + c.phase)
  + 0.15 * (1 - extract(epoch from p.now - h) / 7776000) + 0.1 * (random() - 0.5))`

const sampleColumns = `s.series_id, s.h, s.v * 0.93, s.v * 1.08, s.v * s.n, s.n, s.v * 1.01`

/** Runs of one span: all in the state that it is in now since it is, before that one in a hundred spans with a few others. */
const verdictColumns = `
  case when s.bad then case when s.verdict = 'ok' then s.n else 0 end else s.n - s.lapses end,
  case when s.bad and s.verdict = 'warn' then s.n else 0 end,
  case when s.bad and s.verdict = 'fail' then s.n when s.bad then 0 else s.lapses end,
  case when s.bad and s.verdict = 'unknown' then s.n else 0 end,
  case when s.bad and s.verdict = 'not-applicable' then s.n else 0 end`

const spans = (steps: string, seconds: number) => `
  from (select c.check_id, c.verdict, h, h >= c.since as bad, greatest(1, ${seconds} / c.interval_s) as n,
               case when random() < 0.01 then greatest(1, (${seconds} / c.interval_s) / 20) else 0 end as lapses
          from ${parameters}, seed_check c, lateral ${steps} as h order by c.rank, h) s`

const hoursOf = (days: string) =>
  `generate_series(date_trunc('hour', p.now, 'UTC') - make_interval(days => ${days}), date_trunc('hour', p.now, 'UTC') - interval '1 hour', interval '1 hour')`
const daysBack = `generate_series(date_trunc('day', p.now, 'UTC') - make_interval(days => p.days - 1), date_trunc('day', p.now, 'UTC'), interval '1 day')`

const statements: Readonly<Record<string, string>> = {
  'daily roll-ups of samples': `
    insert into sample_day (series_id, at, min, max, sum, count, last) select ${sampleColumns}
      from (select c.series_id, h, ${level} as v, greatest(1, 86400 / c.interval_s) as n
              from ${parameters}, seed_check c, lateral ${daysBack} as h order by c.rank, h) s`,
  'hourly roll-ups of samples': `
    insert into sample_hour (series_id, at, min, max, sum, count, last) select ${sampleColumns}
      from (select c.series_id, h, ${level} as v, greatest(1, 3600 / c.interval_s) as n
              from ${parameters}, seed_check c,
                   lateral ${hoursOf('case when c.rank < p.long_series then p.days else p.hourly_days end')} as h
             order by c.rank, h) s`,
  'daily roll-ups of runs': `
    insert into run_day (check_id, at, ok, warn, fail, unknown, not_applicable) select s.check_id, s.h, ${verdictColumns}
      ${spans(daysBack, 86_400)}`,
  'hourly roll-ups of runs': `
    insert into run_hour (check_id, at, ok, warn, fail, unknown, not_applicable) select s.check_id, s.h, ${verdictColumns}
      ${spans(hoursOf('p.hourly_days'), 3_600)}`,
  'latest runs': `
    insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit, evidence, trigger)
    select c.check_id, at, c.retention, at, 5 + (random() * 200)::int, case when at >= c.since then c.verdict else 'ok' end,
           c.reason, c.base, c.unit, jsonb_build_object('facts', '{}'::jsonb, 'resources', '[]'::jsonb), 'schedule'
      from ${parameters}, seed_check c, lateral (select c.finished_at - make_interval(secs => n * c.interval_s) as at
                                                  from generate_series(0, p.runs - 1) as n) as r`,
  'samples of the last hours': `
    insert into sample (series_id, at, value)
    select s.series_id, s.h, s.v
      from (select c.series_id, h, ${level} as v from ${parameters}, seed_check c,
              lateral generate_series(c.finished_at - case when c.rank < p.long_series then interval '24 hours' else interval '2 hours' end,
                                      c.finished_at, make_interval(secs => c.interval_s)) as h) s`,
}

async function fill(on: Sql, statement: string, now: Date, shape: HistoryShape): Promise<void> {
  // The same noise each time; it depends on the order of the rows, so nothing may run in parallel.
  await on.query('set local max_parallel_workers_per_gather = 0')
  await on.query(`set local work_mem = '256MB'`)
  await on.query(`set local synchronous_commit = off`)
  await on.query('select setseed(0.42)')
  await on.query(statement, [now, shape.days, shape.hourlyDays, shape.longHourlySeries, shape.runsPerCheck])
}

async function setWatermarks(now: Date): Promise<void> {
  await sql().query(
    `insert into duty (name, watermark)
     select name, date_trunc('hour', $1::timestamptz, 'UTC') from unnest(array['roll-up-runs', 'roll-up-samples']) as name
     on conflict (name) do update set watermark = excluded.watermark`,
    [now],
  )
}
