import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'
import {
  type CounterFacts,
  counterObstacle,
  countingDays,
  readCounting,
  sinceText,
  tablesCte,
} from '../postgres-tables'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(1)
    .max(1_000)
    .default(20)
    .describe('Warn from this share of rows changed since the last ANALYZE, in percent, if that is long ago'),
  failPercent: z
    .number()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('Fail from this share of rows changed since the last ANALYZE, in percent'),
  minDays: z
    .number()
    .min(0)
    .max(365)
    .default(7)
    .describe('"Long ago" for the warning, in days; as long must the counters have counted'),
  minRows: z.number().int().min(1).default(1_000).describe('Leave out tables with fewer rows'),
})
type Config = z.infer<typeof config>

/** After a load the next ANALYZE comes within minutes; within an hour nobody has to do anything. */
const settleHours = 1

interface Statistics {
  name: string
  kind: 'table' | 'partitioned'
  changed: number
  /** What the planner believes; -1: never analysed (14+). */
  reltuples: number
  rows: number
  lastAnalyze: Date | null
}

interface StaleStats extends CounterFacts {
  tables: Statistics[]
}

// Partitioned tables have statistics of their own, which autovacuum never makes.
const statisticsQuery = `${tablesCte}
  select name, 'table' as kind, changed, reltuples, greatest(reltuples, live) as rows, last_analyze as "lastAnalyze"
  from tables
  where kind in ('r', 'm') and greatest(reltuples, live) >= $1 and (last_analyze is null or changed > 50 + $2 * planned)
  union all
  select n.nspname || '.' || p.relname, 'partitioned', 0, p.reltuples::float8, leaf.rows,
    greatest(pg_stat_get_last_analyze_time(p.oid), pg_stat_get_last_autoanalyze_time(p.oid))
  from pg_class p
  join pg_namespace n on n.oid = p.relnamespace
  cross join lateral (
    select coalesce(sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0)), 0)::float8 as rows
    from pg_partition_tree(p.oid) t join pg_class c on c.oid = t.relid where t.isleaf
  ) leaf
  where p.relkind = 'p' and not p.relispartition and leaf.rows >= $1
    and greatest(pg_stat_get_last_analyze_time(p.oid), pg_stat_get_last_autoanalyze_time(p.oid)) is null
  order by 3 desc, 1 limit 50`

/** The planner decides by statistics that describe the data of today. */
export const pgStaleStats = defineCheck<Config, OfServer<StaleStats>>({
  ...postgresDefaults,
  kind: 'pg.stale_stats',
  title: 'Planner statistics',
  proves: 'The planner decides by statistics that describe the data of today.',
  dimension: 'database',
  tier: 'weekly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: '20 % and seven days, 100 %: our own proposal; autovacuum itself analyses at 10 %.',
  remediation:
    'Run `ANALYZE (VERBOSE) schema.table;`: it reads a sample and blocks nobody. For a partitioned table name the parent; nothing ever does that by itself, so schedule it (weekly, or after each load). If autovacuum should have come: is it off for the table (check pg.autovacuum_off), or is 10 % too lazy for a large one? `ALTER TABLE schema.table SET (autovacuum_analyze_scale_factor = 0.02);`',
  privileges: 'none',
  collect: ({ minRows, warnPercent }, io) =>
    askPostgres(io, async (session) => ({
      ...(await readCounting(session)),
      tables: await session.query<Statistics>(statisticsQuery, [minRows, warnPercent / 100]),
    })),
  judge(facts, settings, now) {
    const { server, tables } = facts
    const obstacle = counterObstacle(server, facts)
    if (obstacle) return obstacle
    const resources = tables.map((table) => judgeTable(table, facts, settings, now))
    const verdict = worstVerdict([...resources.map((resource) => resource.verdict), 'ok'])
    const bad = resources.filter((resource) => resource.verdict === 'fail' || resource.verdict === 'warn')
    const open = resources.filter((resource) => resource.verdict === 'unknown')
    const worst = bad.find((resource) => resource.verdict === verdict)
    return judgementOf(server, {
      verdict,
      reason: worst
        ? `The statistics of ${counted(bad.length, 'table')} are out of date, of ${worst.name} the most: ${worst.detail}.`
        : open.length > 0
          ? `The baseline is too young: the counters began ${sinceText(facts)} and know no ANALYZE of ${counted(open.length, 'table')} (${open
              .slice(0, 3)
              .map(({ name }) => name)
              .join(
                ', ',
              )}) since. Run ANALYZE there, or wait until they have counted for ${settings.minDays} days.`
          : `The statistics of all tables with ${formatMeasure(settings.minRows, 'count')} or more rows are recent enough.`,
      value: bad.length,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources,
      evidence: { countingSince: facts.countingSince?.toISOString() ?? null },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2026-03-01T00:00:00Z'),
      tables: [],
    },
    failing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2020-03-01T00:00:00Z'),
      tables: [
        {
          name: 'public.event',
          kind: 'table',
          changed: 3_000_000,
          reltuples: 2_000_000,
          rows: 2_400_000,
          lastAnalyze: new Date('2020-03-08T00:00:00Z'),
        },
      ],
    },
  },
})

function judgeTable(table: Statistics, counters: CounterFacts, settings: Config, now: Date): ResourceVerdict {
  const { name, kind, changed, reltuples, rows, lastAnalyze } = table
  const percent = (100 * changed) / Math.max(rows, 1)
  const hours = lastAnalyze ? (now.getTime() - lastAnalyze.getTime()) / 3_600_000 : null
  const share = `${formatMeasure(percent, '%')} of its rows changed`
  const say = (verdict: ResourceVerdict['verdict'], detail: string): ResourceVerdict => ({
    name,
    value: kind === 'table' ? percent : null,
    verdict,
    detail,
  })
  if (kind === 'partitioned') {
    if (reltuples < 0) return say('warn', 'the partitioned table as a whole was never analysed')
    return countingDays(counters, now) >= settings.minDays
      ? say('warn', `the partitioned table as a whole was not analysed ${sinceText(counters)}`)
      : say('ok', `no ANALYZE of the whole ${sinceText(counters)}`)
  }
  if (reltuples < 0) return say('warn', 'it was never analysed, so the planner guesses')
  if (hours === null) {
    if (percent >= settings.failPercent)
      return say('fail', `${share} without any ANALYZE ${sinceText(counters)}`)
    if (percent < settings.warnPercent) return say('ok', `${share} ${sinceText(counters)}`)
    return countingDays(counters, now) >= settings.minDays
      ? say('warn', `${share} without any ANALYZE ${sinceText(counters)}`)
      : say('unknown', `${share}, no ANALYZE known ${sinceText(counters)}`)
  }
  const detail = `${share} since its last ANALYZE ${formatDuration(hours * 3600)} ago`
  if (percent >= settings.failPercent && hours >= Math.min(settleHours, settings.minDays * 24))
    return say('fail', detail)
  return percent >= settings.warnPercent && hours >= settings.minDays * 24
    ? say('warn', detail)
    : say('ok', detail)
}
