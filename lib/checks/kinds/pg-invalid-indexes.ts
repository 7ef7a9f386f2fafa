import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  grantMonitor,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import { worstVerdict } from '../verdict'

const config = z.strictObject({})

interface InvalidIndex {
  name: string
  table: string
  isUnique: boolean
  /** Of a partitioned table: invalid by design until every partition has its part. */
  isParent: boolean
  bytes: number
}

interface InvalidIndexes {
  indexes: InvalidIndex[]
  /** Builds under way that this role may not see in detail. */
  hiddenBuilds: number
}

const invalidQuery = `
  select n.nspname || '.' || c.relname as name, tn.nspname || '.' || t.relname as table, i.indisunique as "isUnique",
    c.relkind = 'I' as "isParent", (c.relpages::float8 * current_setting('block_size')::float8) as bytes
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_class t on t.oid = i.indrelid
  join pg_namespace tn on tn.oid = t.relnamespace
  where (not i.indisvalid or not i.indisready) and c.relpersistence <> 't'
    and not exists (
      select from pg_stat_progress_create_index p where p.datname = current_database() and p.relid = i.indrelid)
  order by i.indisunique desc, c.relpages desc, 1 limit 50`

const hiddenQuery = `
  select count(*)::int as hidden from pg_stat_progress_create_index where datname = current_database() and relid is null`

/** No index is left over from a build that failed. */
export const pgInvalidIndexes = defineCheck<z.infer<typeof config>, OfServer<InvalidIndexes>>({
  ...postgresDefaults,
  kind: 'pg.invalid_indexes',
  title: 'Invalid indexes',
  proves: 'Every index can be used, and every unique one really holds.',
  dimension: 'data-integrity',
  tier: 'weekly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Our own proposal: any warns; a unique one fails, since it guarantees nothing.',
  remediation:
    'An invalid index costs every write and answers no query. Build it anew: `REINDEX INDEX CONCURRENTLY schema.index;` or, if its name ends in _ccnew or _ccold, drop the leftover: `DROP INDEX CONCURRENTLY schema.index;`. A unique one failed because of duplicates: find them first (`SELECT <columns>, count(*) FROM <table> GROUP BY <columns> HAVING count(*) > 1;`), clean up, then rebuild. An index of a partitioned table becomes valid when every partition has its part: `ALTER INDEX … ATTACH PARTITION …;`.',
  privileges: 'none; GRANT pg_monitor TO … to tell a build that is under way from one that failed',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => {
      const indexes = await query<InvalidIndex>(invalidQuery)
      const [builds] = await query<{ hidden: number }>(hiddenQuery)
      return { indexes, hiddenBuilds: builds?.hidden ?? 0 }
    }),
  judge({ server, indexes, hiddenBuilds }) {
    const leftovers = indexes.filter(({ isParent }) => !isParent)
    const parents = indexes.filter(({ isParent }) => isParent)
    if (leftovers.length > 0 && hiddenBuilds > 0) {
      return unknownOf(
        server,
        `${counted(leftovers.length, 'index', 'indexes')} cannot be used (${leftovers[0]?.name}), but may be under construction right now, which role ${server.role} may not see. Run: ${grantMonitor(server)}`,
      )
    }
    const resources = indexes.map(
      ({ name, table, isUnique, isParent, bytes }): ResourceVerdict => ({
        name,
        value: bytes,
        verdict: isParent ? 'ok' : isUnique ? 'fail' : 'warn',
        detail: isParent
          ? `of partitioned table ${table}, not all partitions are attached yet`
          : `on ${table}, ${isUnique ? 'unique, but does not guarantee it' : 'costs writes and is never used'}, ${formatMeasure(bytes, 'bytes')}`,
      }),
    )
    const first = leftovers[0]
    return judgementOf(server, {
      verdict: worstVerdict([...resources.map(({ verdict }) => verdict), 'ok']),
      reason: first
        ? `${counted(leftovers.length, 'index', 'indexes')} cannot be used since a build failed: ${leftovers
            .slice(0, 3)
            .map(({ name, table }) => `${name} on ${table}`)
            .join(', ')}${leftovers.length > 3 ? ', …' : ''}.`
        : `Every index is valid${parents.length > 0 ? ` (${counted(parents.length, 'partitioned one')} still without all partitions, as intended while they are attached)` : ''}.`,
      value: leftovers.length,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources,
    })
  },
  examples: {
    passing: { server: exampleServer, indexes: [], hiddenBuilds: 0 },
    failing: {
      server: exampleServer,
      indexes: [
        {
          name: 'public.customer_email_key',
          table: 'public.customer',
          isUnique: true,
          isParent: false,
          bytes: 40_000_000,
        },
      ],
      hiddenBuilds: 0,
    },
  },
})
