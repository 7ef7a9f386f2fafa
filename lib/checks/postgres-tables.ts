import type { PostgresSession } from '@/lib/probes/postgres'
import type { Judgement } from './define-check'
import { notApplicableTo, type ServerFacts, unknownOf } from './postgres-audit'

/** Facts that every judgement by activity counters needs. */
export interface CounterFacts {
  /** Whether the server counts at all. */
  isCounting: boolean
  /** Since when the counters of this database count; null when the server does not say. */
  countingSince: Date | null
}

/**
 * Since when: the database's own reset; a crash leaves that NULL (15+) but stamps the cluster's counters,
 * all of them, so that a reset of a single one of those does not make ours look younger.
 */
const countingQuery = `
  select current_setting('track_counts')::boolean as "isCounting",
    coalesce(d.stats_reset, least(b.stats_reset, a.stats_reset)) as "countingSince"
  from pg_stat_database d, pg_stat_bgwriter b, pg_stat_archiver a
  where d.datname = current_database()`

/** Whether the server counts changed rows, and since when; without an answer it does not. */
export async function readCounting({ query }: PostgresSession): Promise<CounterFacts> {
  const [counting] = await query<CounterFacts>(countingQuery)
  return counting ?? { isCounting: false, countingSince: null }
}

/** Why the counters of this server cannot be judged; null when they can. */
export function counterObstacle(server: ServerFacts, { isCounting }: CounterFacts): Judgement | null {
  if (server.standby)
    return notApplicableTo(
      server,
      'A standby keeps no counters of dead and changed rows; the same check on its primary sees them.',
    )
  if (!isCounting) {
    return unknownOf(
      server,
      'The server does not count what happens in tables because track_counts is off; autovacuum is blind as well. Run: ALTER SYSTEM SET track_counts = on; SELECT pg_reload_conf();',
    )
  }
  return null
}

/** Days for which the counters have been counting; 0 when the server does not say. */
export function countingDays({ countingSince }: CounterFacts, now: Date): number {
  return countingSince ? Math.max(0, (now.getTime() - countingSince.getTime()) / 86_400_000) : 0
}

/** "since 21 Nov 2026" for sentences. */
export function sinceText({ countingSince }: CounterFacts): string {
  return countingSince ? `since ${countingSince.toISOString().slice(0, 10)}` : 'since an unknown time'
}

/** One option of a table, else the server's setting; a negative option below `floor` means "not set". */
const option = (name: string, floor = 0) =>
  `case when (r.options ->> '${name}')::float8 >= ${floor} then (r.options ->> '${name}')::float8
        else coalesce(nullif(current_setting('${name}', true), '')::float8, -1) end`

/**
 * The CTE `tables`: every ordinary table, materialized view and TOAST table of the database (no temporary
 * ones, no catalogues) with its counters and the numbers of rows from which autovacuum would work on it,
 * by the formulas of autovacuum.c (13 to 18). A kind adds its own SELECT. Names are stable identities.
 */
export const tablesCte = `
  with relation as (
    select c.oid, c.relkind as kind, c.reltuples::float8 as reltuples, c.relpages::float8 as pages,
      (to_jsonb(c) ->> 'relallfrozen')::float8 as frozen_pages,
      age(c.relfrozenxid)::float8 as xid_age, mxid_age(c.relminmxid)::float8 as multixact_age,
      n.nspname || '.' || coalesce(main.relname || ' (TOAST)', c.relname) as name,
      -- A TOAST table without options of its own follows those of its table.
      coalesce(
        (select jsonb_object_agg(o.option_name, o.option_value) from pg_options_to_table(c.reloptions) o),
        (select jsonb_object_agg(o.option_name, o.option_value) from pg_options_to_table(main.reloptions) o),
        '{}') as options
    from pg_class c
    left join pg_class main on c.relkind = 't' and main.reltoastrelid = c.oid
    join pg_namespace n on n.oid = coalesce(main.relnamespace, c.relnamespace)
    where c.relkind in ('r', 'm', 't') and c.relpersistence <> 't'
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  ), limits as (
    select r.*,
      coalesce((r.options ->> 'autovacuum_enabled')::boolean, true) as enabled,
      greatest(r.reltuples, 0) as planned,
      ${option('autovacuum_vacuum_threshold')} as vacuum_base,
      ${option('autovacuum_vacuum_scale_factor')} as vacuum_scale,
      ${option('autovacuum_vacuum_max_threshold', -1)} as vacuum_max,
      ${option('autovacuum_vacuum_insert_threshold', -1)} as insert_base,
      ${option('autovacuum_vacuum_insert_scale_factor')} as insert_scale,
      ${option('autovacuum_analyze_threshold')} as analyze_base,
      ${option('autovacuum_analyze_scale_factor')} as analyze_scale
    from relation r
  ), tables as (
    select l.*,
      case when l.vacuum_max >= 0 then least(l.vacuum_base + l.vacuum_scale * l.planned, l.vacuum_max)
           else l.vacuum_base + l.vacuum_scale * l.planned end as vacuum_limit,
      -- Since 18 only the part that is not frozen yet counts; NULL: vacuum by inserts is off.
      case when l.insert_base >= 0 then l.insert_base + l.insert_scale * l.planned
        * case when l.frozen_pages is not null and l.pages > 0 then 1 - least(l.frozen_pages / l.pages, 1) else 1 end end as insert_limit,
      l.analyze_base + l.analyze_scale * l.planned as analyze_limit,
      l.xid_age > current_setting('autovacuum_freeze_max_age')::float8
        or l.multixact_age > current_setting('autovacuum_multixact_freeze_max_age')::float8 as freeze_due,
      pg_stat_get_live_tuples(l.oid)::float8 as live,
      pg_stat_get_dead_tuples(l.oid)::float8 as dead,
      pg_stat_get_ins_since_vacuum(l.oid)::float8 as inserted,
      pg_stat_get_mod_since_analyze(l.oid)::float8 as changed,
      pg_stat_get_vacuum_count(l.oid) + pg_stat_get_autovacuum_count(l.oid) as vacuums,
      greatest(pg_stat_get_last_vacuum_time(l.oid), pg_stat_get_last_autovacuum_time(l.oid)) as last_vacuum,
      greatest(pg_stat_get_last_analyze_time(l.oid), pg_stat_get_last_autoanalyze_time(l.oid)) as last_analyze
    from limits l
  )`
