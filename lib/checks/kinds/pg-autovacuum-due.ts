import { z } from 'zod'
import { formatNumber } from '@/lib/format/measure'
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
import { type CounterFacts, counterObstacle, readCounting, sinceText, tablesCte } from '../postgres-tables'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  warnHours: z
    .number()
    .min(0)
    .max(10_000)
    .default(24)
    .describe('Warn when a table that is due was last vacuumed so many hours ago'),
  failHours: z
    .number()
    .min(0)
    .max(10_000)
    .default(168)
    .describe('Fail when a table that is due was last vacuumed so many hours ago'),
})

interface DueTable {
  name: string
  dead: number
  vacuumLimit: number
  inserted: number
  insertLimit: number | null
  isFreezeDue: boolean
  lastVacuum: Date | null
  isRunning: boolean
}

interface Due extends CounterFacts {
  isOn: boolean
  tables: DueTable[]
  dueCount: number
}

const dueQuery = `${tablesCte}
  select name, dead, vacuum_limit as "vacuumLimit", inserted, insert_limit as "insertLimit", freeze_due as "isFreezeDue",
    last_vacuum as "lastVacuum", (count(*) over ())::int as "dueCount",
    exists (select from pg_stat_progress_vacuum p where p.relid = tables.oid) as "isRunning"
  from tables
  where freeze_due or (enabled and current_setting('autovacuum')::boolean and (dead > vacuum_limit or inserted > insert_limit))
  order by last_vacuum nulls first, name limit 50`

/** Autovacuum comes to every table that is due. */
export const pgAutovacuumDue = defineCheck<z.infer<typeof config>, OfServer<Due>>({
  ...postgresDefaults,
  kind: 'pg.autovacuum_due',
  title: 'Autovacuum keeps up',
  proves: "Every table that has earned a vacuum by the server's own rules gets it.",
  dimension: 'database',
  tier: 'daily',
  // Two looks half an hour apart: a table that has just become due gets its turn first.
  intervalSeconds: 1_800,
  failAfter: 2,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Due by the formulas of autovacuum itself (autovacuum.c); 24 hours and 7 days without a vacuum: our own proposal.',
  remediation:
    'See what it is busy with: `SELECT * FROM pg_stat_progress_vacuum;` and the log (log_autovacuum_min_duration = 0). Blocked or cancelled again and again: look for locks on the table and for long DDL jobs. Too slow: autovacuum_vacuum_cost_limit up (for example 2000), autovacuum_max_workers up, autovacuum_work_mem up. Now: `VACUUM (ANALYZE, VERBOSE) schema.table;`, and if dead rows remain, check pg.xmin_horizon says who holds them. Large tables: `ALTER TABLE schema.table SET (autovacuum_vacuum_scale_factor = 0.02);`.',
  privileges: 'none; with GRANT pg_monitor TO … it also sees which table is being vacuumed right now',
  collect: (_config, io) =>
    askPostgres(io, async (session) => {
      const tables = await session.query<DueTable & { dueCount: number }>(dueQuery)
      const [setting] = await session.query<{ isOn: boolean }>(
        `select current_setting('autovacuum')::boolean as "isOn"`,
      )
      return {
        ...(await readCounting(session)),
        isOn: setting?.isOn ?? true,
        tables: tables.map(({ dueCount: _all, ...table }) => table),
        dueCount: tables[0]?.dueCount ?? 0,
      }
    }),
  judge(facts, { warnHours, failHours }, now) {
    const { server, tables, dueCount, isOn } = facts
    const obstacle = counterObstacle(server, facts)
    if (obstacle) return obstacle
    const resources = tables.map((table): ResourceVerdict => {
      const waited = hoursSince(table.lastVacuum ?? facts.countingSince, now)
      return {
        name: table.name,
        value: Math.round(waited),
        verdict: table.isRunning ? 'ok' : verdictAbove(waited, warnHours, failHours),
        detail: `${whyDue(table)}; ${table.lastVacuum ? `last vacuum ${formatDuration(waited * 3600)} ago` : `no vacuum ${sinceText(facts)}`}${table.isRunning ? ', running now' : ''}`,
      }
    })
    const late = resources.filter(({ verdict }) => verdict !== 'ok')
    const [worst] = late.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    return judgementOf(server, {
      verdict: worstVerdict([...resources.map(({ verdict }) => verdict), 'ok']),
      reason: worst
        ? `Autovacuum does not come to ${counted(late.length, 'table')} that ${late.length === 1 ? 'is' : 'are'} due, longest to ${worst.name}: ${worst.detail}.`
        : dueCount > 0
          ? `${counted(dueCount, 'table')} due, and vacuumed recently or right now: autovacuum keeps up.`
          : isOn
            ? `No table is due by autovacuum's own counters (${sinceText(facts)}).`
            : 'Autovacuum is off, so no table is due by its rules; check pg.autovacuum_off judges that.',
      value: late.length,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources,
      evidence: { countingSince: facts.countingSince?.toISOString() ?? null, due: dueCount },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      isOn: true,
      isCounting: true,
      countingSince: new Date('2026-03-01T00:00:00Z'),
      tables: [],
      dueCount: 0,
    },
    failing: {
      server: exampleServer,
      isOn: true,
      isCounting: true,
      countingSince: new Date('2020-03-01T00:00:00Z'),
      dueCount: 1,
      tables: [
        {
          name: 'public.event',
          dead: 4_200_000,
          vacuumLimit: 200_050,
          inserted: 0,
          insertLimit: 201_000,
          isFreezeDue: false,
          lastVacuum: new Date('2020-03-08T00:00:00Z'),
          isRunning: false,
        },
      ],
    },
  },
})

function whyDue({ dead, vacuumLimit, inserted, insertLimit, isFreezeDue }: DueTable): string {
  if (dead > vacuumLimit) return `${formatNumber(dead)} dead rows, due from ${formatNumber(vacuumLimit)}`
  if (insertLimit !== null && inserted > insertLimit)
    return `${formatNumber(inserted)} rows added, due from ${formatNumber(insertLimit)}`
  return isFreezeDue ? 'due for freezing against wraparound' : 'due'
}

function hoursSince(at: Date | null, now: Date): number {
  return at ? Math.max(0, (now.getTime() - at.getTime()) / 3_600_000) : 0
}
