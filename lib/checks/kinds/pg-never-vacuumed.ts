import { z } from 'zod'
import { formatNumber } from '@/lib/format/measure'
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

const config = z.strictObject({
  minDays: z
    .number()
    .min(0)
    .max(365)
    .default(7)
    .describe('Days that the counters must have counted before "never" is believed'),
})

interface NeverVacuumed extends CounterFacts {
  tables: { name: string; dead: number; inserted: number; enabled: boolean }[]
  tableCount: number
}

// Only tables that have earned a vacuum: a small or still one never needs any.
const neverQuery = `${tablesCte}
  select name, dead, inserted, enabled, (count(*) over ())::int as "tableCount" from tables
  where kind in ('r', 'm') and vacuums = 0 and (dead > vacuum_limit or inserted > insert_limit)
  order by dead + inserted desc, name limit 50`

/** No table with enough to clean has gone without any vacuum. */
export const pgNeverVacuumed = defineCheck<z.infer<typeof config>, OfServer<NeverVacuumed>>({
  ...postgresDefaults,
  kind: 'pg.never_vacuumed',
  title: 'Tables never vacuumed',
  proves: 'Every table that has gathered enough dead or new rows has been vacuumed at least once.',
  dimension: 'database',
  tier: 'weekly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'medium' },
  config,
  thresholdSource:
    'Enough: autovacuum\'s own thresholds. Seven days of counting before "never" is believed: our own proposal.',
  remediation:
    'Vacuum it once and see what it says: `VACUUM (ANALYZE, VERBOSE) schema.table;`. Then find out why autovacuum did not come: switched off (check pg.autovacuum_off), always cancelled by jobs that lock the table, or too few workers (check pg.autovacuum_due).',
  privileges: 'none',
  collect: (_config, io) =>
    askPostgres(io, async (session) => {
      const tables = await session.query<NeverVacuumed['tables'][number] & { tableCount: number }>(neverQuery)
      return {
        ...(await readCounting(session)),
        tables: tables.map(({ tableCount: _all, ...table }) => table),
        tableCount: tables[0]?.tableCount ?? 0,
      }
    }),
  judge(facts, { minDays }, now) {
    const { server, tables, tableCount } = facts
    const obstacle = counterObstacle(server, facts)
    if (obstacle) return obstacle
    const days = countingDays(facts, now)
    const names = `${tables
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ')}${tableCount > 3 ? ', …' : ''}`
    // A crash or a reset makes every table "never": the counters must have seen a while of life first.
    if (tableCount > 0 && days < minDays) {
      return unknownOf(
        server,
        `The baseline is too young: ${counted(tableCount, 'table')} (${names}) had no vacuum ${sinceText(facts)}, but the counters must have counted for ${minDays} days before that says "never". Wait, or run VACUUM (ANALYZE) on ${tableCount === 1 ? 'it' : 'them'}.`,
      )
    }
    return judgementOf(server, {
      verdict: tableCount > 0 ? 'warn' : 'ok',
      reason:
        tableCount > 0
          ? `${counted(tableCount, 'table')} had no vacuum ${sinceText(facts)}, though there is enough to clean: ${names}.`
          : `No table has gathered enough dead or new rows ${sinceText(facts)} without a vacuum.`,
      value: tableCount,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources: tables.map(
        ({ name, dead, inserted, enabled }): ResourceVerdict => ({
          name,
          value: dead + inserted,
          verdict: 'warn',
          detail: `${formatNumber(dead)} dead and ${formatNumber(inserted)} added rows${enabled ? '' : ', autovacuum is off for it'}`,
        }),
      ),
      evidence: {
        countingSince: facts.countingSince?.toISOString() ?? null,
        countingDays: Math.round(days * 10) / 10,
      },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2020-03-01T00:00:00Z'),
      tables: [],
      tableCount: 0,
    },
    failing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2020-03-01T00:00:00Z'),
      tables: [{ name: 'public.event', dead: 90_000, inserted: 400_000, enabled: false }],
      tableCount: 1,
    },
  },
})
