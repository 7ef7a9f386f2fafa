import type { CheckState } from '@/lib/checks/next-state'
import { runRetention } from '@/lib/checks/run-retention'
import type { Verdict } from '@/lib/checks/verdict'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { prepared } from '@/lib/db/prepared'
import { storableJson } from '@/lib/db/storable-json'
import type { FinishedRun } from './run-check'

/** A finished run with the state that follows from it. */
export interface RunToStore extends FinishedRun {
  state: CheckState
}

// One statement for a whole batch. Whoever still holds the lease under its fence gives it back; only those
// rows, and only once, go on to runs, samples and state. Short keys: the text of a batch is read and parsed once per run.
const finishSql = `
  with clock as materialized (select app_now() as now),
  input as materialized (
    select * from json_to_recordset($1::json) as i(
      c uuid, f bigint, b uuid, t float8, nd float8, r text, a float8, d int, v text, e text, n float8, u text,
      x jsonb, g text, m int, mt float8, mx jsonb, s uuid, xs json,
      sv text, ss float8, sc int, sca float8, sok float8, sst float8, w float8, l float8)),
  me as (
    update check_schedule k
       set lease_until = null, worker_id = null, missed = k.missed + i.m,
           next_due_at = case when k.batch_id is not distinct from i.b then to_timestamp(i.nd) else least(to_timestamp(i.nd), clock.now) end,
           batch_id = case when k.batch_id is not distinct from i.b then null else k.batch_id end
      from input i, clock
     where k.check_id = any(array(select c from input)) and k.check_id = i.c
       and coalesce(k.fence = i.f and k.worker_id = $2::uuid, false)
    returning k.check_id),
  mine as materialized (select i.* from input i join me on me.check_id = i.c),
  runs as (
    insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit,
                     evidence, trigger, batch_id, worker_id)
    select c, to_timestamp(t), r, to_timestamp(a), d, v, e, n, u, x, g, b, $2::uuid from mine
    union all
    select c, to_timestamp(mt), r, to_timestamp(a), 0, 'unknown', 'missed', null, null, mx, 'missed', null, $2::uuid from mine where m > 0
    on conflict do nothing),
  samples as (
    insert into sample (series_id, at, value)
    select s, to_timestamp(a), n from mine where s is not null
    union all
    select (p ->> 0)::uuid, to_timestamp(a), (p ->> 1)::float8 from mine, lateral json_array_elements(xs) as p where xs is not null
    on conflict do nothing),
  states as (
    insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at,
                             reason, value, unit, warn_at, fail_at, conclusive_at, last_ok_at, stale_after, duration_ms)
    select c, sv, to_timestamp(ss), v, sc, to_timestamp(t), $3::timestamptz, e, n, u, w, l, to_timestamp(sca),
           to_timestamp(sok), to_timestamp(sst), d from mine
    on conflict (check_id) do update set
      verdict = excluded.verdict, since = excluded.since, streak_verdict = excluded.streak_verdict,
      streak_count = excluded.streak_count, last_run_at = excluded.last_run_at, finished_at = excluded.finished_at,
      reason = excluded.reason, warn_at = excluded.warn_at, fail_at = excluded.fail_at,
      value = case when excluded.streak_verdict = 'unknown' then check_state.value else excluded.value end,
      unit = case when excluded.streak_verdict = 'unknown' then check_state.unit else excluded.unit end,
      conclusive_at = excluded.conclusive_at, last_ok_at = excluded.last_ok_at, stale_after = excluded.stale_after,
      duration_ms = excluded.duration_ms)
  select check_id as id from me`

/** Stores a batch of runs whose fence still holds; returns the ids of their checks. */
export async function storeRuns(
  on: Sql,
  runs: readonly RunToStore[],
  workerId: string,
  now: Date,
): Promise<Set<string>> {
  const text = storableJson(runs.map(toRow))
  const { rows } = await on.query<{ id: string }>(prepared('finish-runs', finishSql, [text, workerId, now]))
  return new Set(rows.map(({ id }) => id))
}

function toRow({ claim, judgement, durationMs, state }: RunToStore): object {
  const { check, slot, batchId } = claim
  const { evidence, resources, thresholds, value } = judgement
  const extra = judgement.samples?.filter(({ value: each }) => Number.isFinite(each))
  return {
    c: check.id,
    f: claim.fence,
    b: batchId ?? undefined,
    t: seconds(slot.scheduledFor),
    nd: seconds(slot.nextDueAt),
    r: runRetention(check.intervalSeconds),
    a: seconds(claim.claimedAt),
    d: durationMs,
    v: judgement.verdict,
    e: judgement.reason,
    n: value,
    u: judgement.unit,
    x: { facts: evidence, resources },
    g: batchId ? 'manual' : 'schedule',
    m: slot.missed,
    mt: seconds(slot.lastMissed),
    mx:
      slot.missed > 0 ? { facts: { slots: slot.missed, first: slot.firstMissed }, resources: [] } : undefined,
    s: value !== null && Number.isFinite(value) ? check.series.value : undefined,
    xs: extra?.length ? extra.map(({ key, value: each }) => [check.series[key], each]) : undefined,
    sv: state.verdict,
    ss: seconds(state.since),
    sc: state.streakCount,
    sca: seconds(state.conclusiveAt),
    sok: seconds(state.lastOkAt),
    sst: seconds(state.staleAfter),
    w: thresholds.warn,
    l: thresholds.fail,
  }
}

/** An instant as PostgreSQL's to_timestamp takes it; absent in the JSON where there is none. */
function seconds(at: Date | null): number | undefined {
  return at === null ? undefined : at.getTime() / 1000
}

/** Makes sure that every series of these runs has a row, for good, and tells the checks their ids. */
export async function ensureSeries(runs: readonly FinishedRun[], on: Sql = sql()): Promise<void> {
  const missing = new Map<string, { run: FinishedRun; key: string; unit: string }>()
  for (const run of runs) {
    const { judgement, claim } = run
    const written = [...(judgement.samples ?? [])]
    if (judgement.value !== null && judgement.unit !== null) {
      written.push({ key: 'value', value: judgement.value, unit: judgement.unit })
    }
    for (const { key, unit } of written) {
      if (!claim.check.series[key]) missing.set(`${claim.check.id} ${key}`, { run, key, unit })
    }
  }
  if (missing.size === 0) return
  const wanted = [...missing.values()]
  const { rows } = await on.query<{ checkId: string; key: string; id: string }>(
    `insert into series (id, check_id, key, unit)
     select * from json_to_recordset($1::json) as s(id uuid, check_id uuid, key text, unit text) order by 2, 3
     on conflict (check_id, key) do update set unit = excluded.unit
     returning check_id as "checkId", key, id`,
    [
      storableJson(
        wanted.map(({ run, key, unit }) => ({ id: newId(), check_id: run.claim.check.id, key, unit })),
      ),
    ],
  )
  const ids = new Map(rows.map(({ checkId, key, id }) => [`${checkId} ${key}`, id]))
  for (const [name, { run, key }] of missing) {
    const id = ids.get(name)
    if (id) run.claim.check.series[key] = id
  }
}

export interface StateChange {
  checkId: string
  at: Date
  from: Verdict | null
  to: Verdict
  reason: string
}

/** Records changes of state; one row per change, for ever readable for 13 months. */
export async function storeStateChanges(on: Sql, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return
  await on.query(
    `insert into state_change (check_id, at, from_verdict, to_verdict, reason)
     select * from json_to_recordset($1::json) as c("checkId" uuid, at timestamptz, "from" text, "to" text, reason text)
     on conflict do nothing`,
    [storableJson(changes)],
  )
}

/** How often the state of these checks changed in the 24 h before `now`; a check's first state is no change. */
export async function countChanges(
  on: Sql,
  checkIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (checkIds.length === 0) return new Map()
  const { rows } = await on.query<{ id: string; count: number }>(
    `select check_id as id, count(*) as count from state_change
      where check_id = any($1) and from_verdict is not null and at > $2::timestamptz - interval '24 hours' group by 1`,
    [checkIds, now],
  )
  return new Map(checkIds.map((id) => [id, rows.find((row) => row.id === id)?.count ?? 0]))
}

/** Ticks the items of every batch that asked for these checks before they were claimed. */
export async function finishBatchItems(on: Sql, runs: readonly RunToStore[], now: Date): Promise<void> {
  const rows = runs.map(({ claim, judgement }) => ({
    id: claim.check.id,
    at: claim.claimedAt,
    verdict: judgement.verdict,
    reason: judgement.reason,
  }))
  await on.query(
    `update run_batch_item i set verdict = r.verdict, reason = r.reason, finished_at = $2
       from json_to_recordset($1::json) as r(id uuid, at timestamptz, verdict text, reason text), run_batch b
      where i.check_id = r.id and i.finished_at is null and b.id = i.batch_id and b.requested_at <= r.at`,
    [storableJson(rows), now],
  )
}

/** Asks for the roll-up of hours that were complete before these late facts came. */
export async function reopenRollUps(on: Sql, earliest: Date): Promise<void> {
  await on.query(
    `update duty set watermark = date_trunc('hour', $1::timestamptz)
      where name in ('roll-up-runs', 'roll-up-samples') and watermark > date_trunc('hour', $1::timestamptz)`,
    [earliest],
  )
}
