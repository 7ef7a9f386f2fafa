import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  notApplicableTo,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

/** PostgreSQL numbers the pages of a table with 32 bits, and a page has 8 kB unless it was built otherwise. */
const largestBytes = (2 ** 32 - 1) * 8192

const config = z.strictObject({
  tableBytes: z
    .number()
    .min(0)
    .default(0)
    .describe(
      'Fail from this size of one table with its indexes, in bytes; 0: only the 35 TB that PostgreSQL can hold count',
    ),
  warnPercent: z.number().min(1).max(100).default(80).describe('Warn from this share of it, in percent'),
})

interface Tables {
  tables: { name: string; bytes: number; rows: number }[]
  total: number
  /** Tables that somebody holds so that not even their size can be asked. */
  locked: number
}

const ordinary = `c.relkind in ('r', 'm') and c.relpersistence <> 't'
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`

/**
 * The size of a table is asked under a lock that an ALTER TABLE keeps others from: such tables are left out, instead
 * of waiting for them. The pages that the last VACUUM or ANALYZE counted say which tables are worth asking.
 */
const tablesQuery = `
  with locked as (
    select relation from pg_locks
    where locktype = 'relation' and mode = 'AccessExclusiveLock' and granted
      and database = (select oid from pg_database where datname = current_database())
  ), candidate as (
    select c.oid, n.nspname || '.' || c.relname as name, greatest(c.reltuples, 0)::float8 as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ordinary} and c.oid not in (select relation from locked)
    order by c.relpages desc, c.oid desc limit 200
  )
  select name, pg_total_relation_size(oid)::float8 as bytes, rows from candidate order by 2 desc nulls last, 1 limit 20`

const countQuery = `
  select count(*)::int as total, count(*) filter (where exists (
      select from pg_locks l where l.relation = c.oid and l.mode = 'AccessExclusiveLock' and l.granted
        and l.database = (select oid from pg_database where datname = current_database())))::int as locked
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ordinary}`

/** Which tables take the room, and how fast each grows. */
export const pgLargestTables = defineCheck<z.infer<typeof config>, OfServer<Tables>>({
  ...postgresDefaults,
  kind: 'pg.largest_tables',
  title: 'Largest tables',
  proves: 'It is known which tables take the room, and none comes near the largest size it may have.',
  dimension: 'resources',
  tier: 'weekly',
  // Its tier would allow a week; a trend needs days.
  intervalSeconds: 21_600,
  timeoutMs: 30_000,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'The end is the limit of PostgreSQL itself; 80 % of it, and any smaller size, is our own proposal.',
  remediation:
    'See what grows: compare the sizes of this run with those of a month ago on the page of the check. Data that nobody reads: archive it and delete in batches, or partition the table by time and drop old partitions, which frees the room at once. Size without rows is bloat: checks pg.dead_tuples and pg.autovacuum_due.',
  privileges: "none for the target's own database",
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => {
      const [count] = await query<{ total: number; locked: number }>(countQuery)
      return {
        tables: await query<Tables['tables'][number]>(tablesQuery),
        total: count?.total ?? 0,
        locked: count?.locked ?? 0,
      }
    }),
  judge({ server, tables, total, locked }, { tableBytes, warnPercent }) {
    if (total === 0) return notApplicableTo(server, `Database ${server.database} has no tables.`)
    const fail = tableBytes > 0 ? tableBytes : largestBytes
    const warn = (fail * warnPercent) / 100
    const resources = tables.map(
      ({ name, bytes, rows }): ResourceVerdict => ({
        name,
        value: bytes,
        verdict: verdictAbove(bytes, warn, fail),
        detail: `${formatMeasure(bytes, 'bytes')} with its indexes, about ${counted(rows, 'row')}`,
      }),
    )
    const [largest] = tables
    const left =
      locked > 0 ? ` ${counted(locked, 'table')} could not be measured: somebody holds a lock on it.` : ''
    return judgementOf(server, {
      verdict: largest ? worstVerdict(resources.map(({ verdict }) => verdict)) : 'unknown',
      reason: largest
        ? `The largest of ${counted(total, 'table')} is ${largest.name} with ${formatMeasure(largest.bytes, 'bytes')}; it may have ${formatMeasure(fail, 'bytes')}.${left}`
        : `No table could be measured.${left}`,
      value: largest?.bytes ?? null,
      unit: 'bytes',
      thresholds: { warn, fail },
      resources,
      evidence: { total, locked },
      samples: tables.map(({ name, bytes }) => ({ key: name, value: bytes, unit: 'bytes' as const })),
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      total: 2,
      locked: 0,
      tables: [
        { name: 'public.order_line', bytes: 48e9, rows: 310_000_000 },
        { name: 'public.order', bytes: 9e9, rows: 42_000_000 },
      ],
    },
    failing: {
      server: exampleServer,
      total: 1,
      locked: 0,
      tables: [{ name: 'public.event', bytes: 35.2e12, rows: 90_000_000_000 }],
    },
  },
})
