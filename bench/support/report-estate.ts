import { sql } from '@/lib/db/database'

// An estate with a few weeks of history, made by the database itself: what reports read, in the amounts in which an
// installation of that size has it. Ids come from md5, so that every statement finds the rows of the others.

/** Checks of each system. */
export const checksPerSystem = 20

const id = (text: string) => `md5(${text})::uuid`
const system = `${id(`'system ' || n`)}`
const check = `${id(`'check ' || n || ' ' || c`)}`
const kinds = [
  'pg.version',
  'tls.expiry',
  'bk.age',
  ...Array.from({ length: checksPerSystem - 3 }, () => 'http.status'),
]
const systems = 'generate_series($1::int, $2::int) as n'
const checks = `${systems} cross join generate_series(1, ${checksPerSystem}) as c`
/** Monday of this week, when the report's week ends. */
const end = `date_trunc('week', app_now(), 'UTC')`
/** A number from 0 to `below` that belongs to a row. */
const lot = (text: string, below: number) => `(('x' || substr(md5(${text}), 1, 7))::bit(28)::int % ${below})`

const statements: Readonly<Record<string, string>> = {
  systems: `
    insert into system (id, name, kind, environment, criticality, owner_id, team_id, time_zone, rpo_minutes, tags,
                        review_cadence_days, description, created_at)
    select ${system}, 'system-' || lpad(n::text, 5, '0'), (array['database', 'web-service', 'other'])[1 + n % 3], 'production',
           (array['critical', 'high', 'medium', 'low'])[1 + n % 4], ${id(`'person ' || n % 20`)}, ${id(`'team ' || n % 10`)},
           'UTC', 1440, '{}', 90, '', ${end} - interval '200 days' from ${systems}`,
  targets: `
    insert into target (id, system_id, kind, address, config, revision, created_at)
    select ${id(`'target ' || n`)}, ${system}, 'backup', '/backups/' || n, '{}', 1, ${end} - interval '200 days' from ${systems}`,
  checks: `
    insert into "check" (id, system_id, target_id, kind, name, config, interval_seconds, grace_seconds, timeout_ms, fail_after,
                         ok_after, revision, created_at)
    select ${check}, ${system}, ${id(`'target ' || n`)}, (array[${kinds.map((kind) => `'${kind}'`).join(', ')}])[c], 'Check ' || c,
           '{}', case when c <= 3 then 21600 else 60 end, 300, 10000, 1, 2, 1, ${end} - interval '200 days' from ${checks}`,
  states: `
    insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at, reason, conclusive_at,
                             last_ok_at, stale_after, duration_ms)
    select ${check}, v.verdict, ${end} + interval '10 hours' - make_interval(hours => ${lot(`'since' || n || ' ' || c`, 900)}), v.verdict, 9,
           app_now(), app_now(), 'Because of this and that.', app_now(), app_now(), app_now() + interval '1 day', 12
      from ${checks}, lateral (select (array['ok','ok','ok','ok','ok','ok','ok','fail','warn','unknown'])[1 + ${lot(`'v' || n || ' ' || c`, 10)}] as verdict) v`,
  'changes of states': `
    insert into state_change (check_id, at, from_verdict, to_verdict, reason)
    select s.check_id, s.since - make_interval(days => k * 9), case when k = 3 then null else 'ok' end,
           case when k = 0 then s.verdict else 'ok' end, 'Because of this and that.'
      from ${checks} join check_state s on s.check_id = ${check}, generate_series(0, 3) as k`,
  series: `
    insert into series (id, check_id, key, unit) select ${id(`'series ' || n || ' ' || c`)}, ${check}, 'value', '%' from ${checks}`,
  'hourly figures': `
    insert into sample_hour (series_id, at, min, max, sum, count, last)
    select ${id(`'series ' || n || ' ' || c`)}, ${end} - make_interval(hours => h), 10, 20, 60, 4, 5 + ${lot(`n || ' ' || c`, 60)}
      from ${systems}, generate_series(1, 3) as c, generate_series(0, 47) as h`,
  'hourly counts of runs': `
    insert into run_hour (check_id, at, ok, warn, fail, unknown, not_applicable, missed, missed_since)
    select ${check}, ${end} - make_interval(hours => h), 60, 0, 0, 0, 0, case when h = 7 and c = 4 then 3 else 0 end,
           case when h = 7 and c = 4 then ${end} - make_interval(hours => h) end
      from ${checks}, generate_series(0, 7) as h`,
  runs: `
    insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit, evidence, trigger)
    select ${id(`'check ' || n || ' 1'`)}, ${end} - make_interval(hours => h * 6), 'long', app_now(), 20, 'warn', 'Behind.', 100 + n % 400, 'days',
           '{"facts": {"server": {"version": 170004}, "newestKnownMinor": "17.6"}, "resources": []}', 'schedule'
      from ${systems}, generate_series(1, 12) as h`,
  findings: `
    insert into finding (id, system_id, check_id, fingerprint, origin, kind, title, detail, remediation, severity, severity_reason,
                         owner_id, state, state_since, first_seen, last_seen, sla_start, due)
    select ${id(`'finding ' || n || ' ' || k`)}, ${system}, ${id(`'check ' || n || ' ' || (k + 3)`)}, 'f ' || n || ' ' || k, 'check', 'defect',
           'Something is not as it should be', '', '', (array['critical','high','medium','low'])[1 + ${lot(`'s' || n || k`, 4)}], '',
           case when k % 5 = 0 then null else ${id(`'person ' || n % 20`)} end,
           case when k <= 3 then 'open' when k = 4 then 'accepted' else 'verified' end, t.at, t.at, t.at, t.at, t.at + interval '20 days'
      from ${systems}, generate_series(1, 10) as k,
           lateral (select ${end} - make_interval(hours => ${lot(`'f' || n || k`, 1200)}) as at) t`,
  'events of findings': `
    insert into finding_event (id, finding_id, at, actor_label, type, from_state, to_state, before)
    select gen_random_uuid(), f.id, f.first_seen + make_interval(hours => e * 30), 'worker', (array['opened','severity','healed'])[1 + e],
           case when e = 2 then 'open' end, case e when 0 then 'open' when 2 then 'verified' end,
           case when e = 1 then '{"severity": "low"}'::jsonb end
      from ${systems} join finding f on f.system_id = ${system}, generate_series(0, 2) as e where e < 2 or f.state = 'verified'`,
  acceptances: `
    insert into acceptance (id, finding_id, decision, rationale, requester_id, requested_at, approved_at, until)
    select gen_random_uuid(), ${id(`'finding ' || n || ' 4'`)}, 'accept', '', ${id(`'person 1'`)}, ${end} - interval '10 days',
           case when n % 3 = 0 then null else ${end} - interval '9 days' end, ${end} + make_interval(days => n % 60) from ${systems}`,
  'changes of flags': `
    insert into red_flag_change (system_id, flag_key, at, from_status, to_status, sentence)
    select ${system}, key, ${end} - make_interval(days => k * 5 + n % 4), case when k = 3 then null else 'unknown' end,
           (array['clear','raised','unknown'])[1 + (n + k) % 3], 'The rule with its real numbers, as it was judged then.'
      from ${systems}, unnest(array['postponed','unproven-backup','ignored-alerts','emergency-disk','surprise-expiry','missing-after-migration']) as key,
           generate_series(0, 3) as k`,
  scores: `
    insert into score_snapshot (system_id, day, formula_version, posture, capped_posture, coverage, grade, caps, contributions, checklists, taken_at)
    select ${system}, (${end} - make_interval(days => d))::date, 1, 80 - (n + d) % 30, 80 - (n + d) % 30, 90, 'B', '[]', k.controls,
           '[{"key": "quarterly-review", "version": 1}]', ${end} - make_interval(days => d) + interval '1 hour'
      from ${systems}, unnest(array[1, 2, 8, 9]) as d,
           lateral (select jsonb_agg(jsonb_build_object('key', 'area.control-' || i, 'checklist', 'quarterly-review', 'severity', (array['critical','high','medium','low'])[1 + i % 4],
                      'meaning', md5(i::text), 'standing', (array['pass','pass','pass','warn','fail','stale','never'])[1 + (i * 7 + n + d * (i % 2)) % 7])) as controls
                      from generate_series(1, 45) as i) k`,
  tasks: `
    insert into maintenance_task (id, system_id, key, tier, title, why, procedure, expected_minutes, evidence_wanted, evidence_policy,
                                  idempotent, automation, proven_by_kinds, schedule, time_zone, anchor, grace_minutes, starts_at, created_at)
    select ${id(`'task ' || n || ' ' || k`)}, ${system}, 'task-' || k, (array['daily','daily','daily','weekly','weekly','weekly','weekly','monthly','monthly','monthly','monthly','quarterly','quarterly','quarterly','quarterly'])[k],
           'Look after part ' || k, '', '', 10, '', 'none', 'yes', 'manual', '{}', '{}', 'UTC', 'scheduled', 720, ${end} - interval '200 days', ${end} - interval '200 days'
      from ${systems}, generate_series(1, 15) as k`,
  occurrences: `
    insert into task_occurrence (id, task_id, period_start, period_end, scheduled_at, due_at, state, finished_at, on_time, minutes, evidence_ids)
    select gen_random_uuid(), ${id(`'task ' || n || ' ' || k`)}, o.at, o.at + l.length, o.at, o.at + l.length / 2,
           case when d.done then 'done' else 'pending' end, case when d.done then o.at + l.length / 4 end,
           case when d.done then o.lot % 8 > 0 end, 10, '{}'
      from ${systems}, generate_series(1, 15) as k,
           lateral (select case when k <= 3 then interval '1 day' when k <= 7 then interval '7 days' else interval '30 days' end as length) l,
           lateral (select at, abs(hashint8(n * 1000 + k * 7 + extract(day from at)::int)) as lot
                      from generate_series(${end} - greatest(interval '14 days', l.length * 2), ${end} + interval '8 days', l.length) as at) o,
           lateral (select o.at <= ${end} and o.lot % 10 > 0 as done) d`,
  'restores and alerts': `
    with restored as (
      insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, counts, note, evidence_ids, source, recorded_at)
      select gen_random_uuid(), ${system}, 'dump', 'queried', 'pass', ${end} - make_interval(days => n % 120), 60, '[]', '', '{}', 'person', ${end} - make_interval(days => n % 120)
        from ${systems} where n % 4 > 0)
    insert into alert_outcome (id, system_id, rule, class, fired_at, outcome, note, evidence_ids, source, recorded_at)
    select gen_random_uuid(), ${system}, 'Rule ' || k, 'attention', t.at, (array['acted','needed-nothing','too-late','unknown'])[1 + (n + k) % 4], '', '{}', 'person', t.at
      from ${systems}, generate_series(1, 6) as k, lateral (select ${end} - make_interval(hours => ${lot(`'a' || n || k`, 600)}) as at) t`,
  forecasts: `
    insert into capacity_forecast (check_id, key, day, system_id, computed_at, resource, measure, status, value, unit, limit_value, limit_label,
                                   direction, growth_per_week, earliest, middle, latest, history_days, needed_days, method, explanation, path)
    select ${id(`'check ' || n || ' ' || (k + 5)`)}, 'value', (${end} - make_interval(days => d))::date, ${system}, ${end} - make_interval(days => d) + interval '2 hours',
           '/var/' || k, 'disk', (array['reaches','steady','away','too-little-history'])[1 + (n + k) % 4], 70, '%', 90, 'critical limit', 'up', 1.5,
           case when (n + k) % 4 = 0 then ${end} + make_interval(days => 5 + n % 150) end, case when (n + k) % 4 = 0 then ${end} + make_interval(days => 9 + n % 150) end, null,
           90, 14, 'theil-sen', repeat('The method in words. ', 8), '[]'
      from ${systems}, generate_series(1, 4) as k, generate_series(1, 3) as d`,
  changes: `
    insert into system_change (id, system_id, check_id, at, last_seen_before, subject, place, key, kind, before, after, expectation, in_window)
    select gen_random_uuid(), ${system}, ${id(`'check ' || n || ' 1'`)}, t.at, t.at - interval '1 hour', 'setting', '', 'setting_' || k, 'changed', '1', '2', 'unexpected', false
      from ${systems}, generate_series(1, 3) as k, lateral (select ${end} - make_interval(hours => ${lot(`'c' || n || k`, 400)}) as at) t`,
}

/** People, teams and a worker that was always there. */
export async function seedFrame(): Promise<void> {
  await sql().query(
    `insert into team (id, name, created_at) select ${id(`'team ' || n`)}, 'Team ' || n, app_now() from generate_series(0, 9) as n`,
  )
  await sql().query(
    `insert into app_user (id, email, name, password_hash, role, session_version, time_zone, theme, hotkeys, created_at)
     select ${id(`'person ' || n`)}, 'person' || n || '@example.com', 'Person ' || n, '!', 'maintainer', 1, 'UTC', 'system', true, app_now()
       from generate_series(0, 19) as n`,
  )
  await sql().query(
    `insert into worker (id, host, pid, started_at, heartbeat_at, statistics)
     values (gen_random_uuid(), 'bench', 1, app_now() - interval '100 days', app_now() + interval '1 hour', '{}')`,
  )
}

/** Adds the systems from one number to another with everything that belongs to them. */
export async function seedSystems(from: number, to: number, progress: (what: string) => void): Promise<void> {
  for (const [what, statement] of Object.entries(statements)) {
    const began = performance.now()
    await sql()
      .query(statement, [from, to])
      .catch((error: Error) => Promise.reject(new Error(`${what}: ${error.message}`)))
    if (performance.now() - began > 5_000)
      progress(`  ${what}: ${Math.round((performance.now() - began) / 1000)} s`)
  }
  await sql().query('vacuum (analyze)')
}
