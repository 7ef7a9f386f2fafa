import { z } from 'zod'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import {
  type CounterFacts,
  counterObstacle,
  countingDays,
  readCounting,
  sinceText,
  tablesCte,
} from '../postgres-tables'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(0.1)
    .max(100)
    .default(10)
    .describe('Warn from this share of dead rows in a table, in percent'),
  failPercent: z
    .number()
    .min(0.1)
    .max(100)
    .default(40)
    .describe('Fail from this share of dead rows in a table, in percent'),
  minDeadRows: z.number().int().min(1).default(10_000).describe('Leave out tables with fewer dead rows'),
  minDays: z
    .number()
    .min(0)
    .max(365)
    .default(7)
    .describe('Believe empty counters of large tables after so many days of counting'),
})

interface DeadRows extends CounterFacts {
  tables: { name: string; live: number; dead: number; lastVacuum: Date | null }[]
  /** Large tables about which the counters say nothing at all: reset, and neither vacuumed nor analysed since. */
  uncounted: string[]
  uncountedCount: number
}

const deadQuery = `${tablesCte}
  select name, live, dead, last_vacuum as "lastVacuum" from tables
  where dead >= $1 order by dead / greatest(live + dead, 1) desc, name limit 50`

const uncountedQuery = `${tablesCte}
  select name, (count(*) over ())::int as all from tables
  where reltuples >= $1 and live = 0 and dead = 0 and last_vacuum is null and last_analyze is null
  order by reltuples desc limit 5`

/** Dead rows stay a small part of every table. */
export const pgDeadTuples = defineCheck<z.infer<typeof config>, OfServer<DeadRows>>({
  ...postgresDefaults,
  kind: 'pg.dead_tuples',
  title: 'Dead rows',
  proves: 'Dead rows stay a small part of every table.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    '10 % of more than 10,000 rows: alert rules of postgres_exporter and Awesome Prometheus Alerts; 40 % is our own proposal.',
  remediation:
    'Clean now: `VACUUM (ANALYZE, VERBOSE) schema.table;` It blocks neither reads nor writes. If it reports rows that "cannot be removed yet", check pg.xmin_horizon says who holds them. Then find the cause: autovacuum off for the table, too slow (checks pg.autovacuum_off, pg.autovacuum_due), or a scale factor too lazy for a large table: `ALTER TABLE schema.table SET (autovacuum_vacuum_scale_factor = 0.02);` Vacuum makes the space reusable; only VACUUM FULL or pg_repack give it back to the disk.',
  privileges: 'none',
  collect: ({ minDeadRows }, io) =>
    askPostgres(io, async (session) => {
      const uncounted = await session.query<{ name: string; all: number }>(uncountedQuery, [minDeadRows])
      return {
        ...(await readCounting(session)),
        tables: await session.query<DeadRows['tables'][number]>(deadQuery, [minDeadRows]),
        uncounted: uncounted.map(({ name }) => name),
        uncountedCount: uncounted[0]?.all ?? 0,
      }
    }),
  judge(facts, { warnPercent, failPercent, minDeadRows, minDays }, now) {
    const { server, tables, uncounted, uncountedCount } = facts
    const obstacle = counterObstacle(server, facts)
    if (obstacle) return obstacle
    const resources = tables.map(({ name, live, dead, lastVacuum }): ResourceVerdict => {
      const percent = (100 * dead) / (live + dead)
      return {
        name,
        value: percent,
        verdict: verdictAbove(percent, warnPercent, failPercent),
        detail: `${formatNumber(dead)} dead rows beside ${formatNumber(live)} live ones, ${lastVacuum ? `last vacuum ${lastVacuum.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'no vacuum known'}`,
      }
    })
    const verdict = worstVerdict([...resources.map((resource) => resource.verdict), 'ok'])
    // After a crash all counters are zero while the dead rows are still there: zero proves nothing yet.
    if (verdict === 'ok' && uncountedCount > 0 && countingDays(facts, now) < minDays) {
      return unknownOf(
        server,
        `The baseline is too young: the counters began ${sinceText(facts)} and say nothing yet about ${counted(uncountedCount, 'large table')} (${uncounted.join(', ')}). Run ANALYZE in this database to fill them, or wait until they have counted for ${minDays} days.`,
      )
    }
    const worst = resources[0]
    return judgementOf(server, {
      verdict,
      reason:
        worst && verdict !== 'ok'
          ? `${formatMeasure(worst.value ?? 0, '%')} of ${worst.name} are dead rows: ${worst.detail}.`
          : `No table with ${formatNumber(minDeadRows)} or more dead rows has ${formatMeasure(warnPercent, '%')} of them.`,
      value: Math.max(0, ...resources.map(({ value }) => value ?? 0)),
      unit: '%',
      thresholds: { warn: warnPercent, fail: failPercent },
      resources,
      evidence: { countingSince: facts.countingSince?.toISOString() ?? null },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2026-03-01T00:00:00Z'),
      tables: [
        {
          name: 'public.event',
          live: 4_000_000,
          dead: 120_000,
          lastVacuum: new Date('2026-11-20T03:00:00Z'),
        },
      ],
      uncounted: [],
      uncountedCount: 0,
    },
    failing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2026-03-01T00:00:00Z'),
      tables: [{ name: 'public.event', live: 400_000, dead: 900_000, lastVacuum: null }],
      uncounted: [],
      uncountedCount: 0,
    },
  },
})
