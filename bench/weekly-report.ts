import { databaseNow, disconnect, inSqlTransaction, useDatabase } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { createPartitions } from '@/lib/engine/duties/partitions'
import { buildReport } from '@/lib/reports/build-report'
import { type CollectInput, collectReportFacts } from '@/lib/reports/collect/collect-report-facts'
import { composeReport } from '@/lib/reports/compose-report'
import { freezeReport } from '@/lib/reports/payload'
import { lastEndedWeek } from '@/lib/reports/periods'
import { reportSchemaVersion } from '@/lib/reports/schema'
import { startThrowAwayPostgres } from '@/scripts/database/throw-away-postgres'
import { type Benchmark, type BenchReport, figure, percentile } from './report'
import { checksPerSystem, seedFrame, seedSystems } from './support/report-estate'

const sizes = [10, 100, 1_000, 5_000] as const
const goal = { systems: 1_000, seconds: 30, megabytes: 512, sqlRatio: 3 }
const rounds = 3

interface Measured {
  systems: number
  seconds: number
  sqlSeconds: number
  queries: number
  ratio: number
  kilobytes: number
  /** Largest memory of this process so far. */
  rssMb: number
}

/** F3, P10: what the weekly report costs, and how that grows with the estate. */
export const benchmark: Benchmark = {
  title: 'Weekly report',
  run: async (progress) => {
    // A server of its own: other work on the tests' one would be counted as ours.
    delete process.env.TEST_POSTGRES_URL
    const postgres = await startThrowAwayPostgres()
    try {
      const url = new URL(postgres.url)
      url.pathname = `/${postgres.template}`
      await useDatabase(url.toString())
      await createPartitions(new Date((await databaseNow()).getTime() - 120 * 86_400_000))
      await seedFrame()
      const measured: Measured[] = []
      let seeded = 0
      for (const systems of sizes) {
        progress(`Seeding ${systems} systems with ${checksPerSystem} checks each`)
        await seedSystems(seeded + 1, systems, progress)
        seeded = systems
        progress(`Building the report of ${systems} systems`)
        measured.push(await measure(systems))
      }
      return toReport(measured)
    } finally {
      await disconnect()
      await postgres.stop()
    }
  },
}

async function measure(systems: number): Promise<Measured> {
  const week = lastEndedWeek(await databaseNow(), 'UTC')
  const seconds: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    // Of no week, so that each round stores a report of its own.
    await buildReport({ scope: { kind: 'instance' }, week: null, from: week.from, to: week.to, zone: 'UTC' })
    seconds.push((performance.now() - began) / 1000)
  }
  const rssMb = process.resourceUsage().maxRSS / 1000
  return { systems, seconds: percentile(seconds, 0.5), rssMb, ...(await shareOfSql(week)) }
}

/** The same once more with a clock beside every query. */
async function shareOfSql({ from, to }: { from: Date; to: Date }) {
  const builtAt = await databaseNow()
  const input: CollectInput = {
    scope: { kind: 'instance' },
    period: { kind: 'on-demand', week: null, from: from.toISOString(), to: to.toISOString(), zone: 'UTC' },
    asOf: to,
    previous: null,
    isFirst: true,
    builtAt,
  }
  const spent = { ms: 0, queries: 0 }
  const began = performance.now()
  const text = await inSqlTransaction(async (client) => {
    await client.query('set local jit = off')
    await client.query(`set local work_mem = '32MB'`)
    const facts = await collectReportFacts(input, timed(client, spent))
    const document = composeReport(facts, { installation: 'bench' })
    return freezeReport({ schemaVersion: reportSchemaVersion, facts, document }).text
  })
  const total = performance.now() - began
  return {
    sqlSeconds: spent.ms / 1000,
    queries: spent.queries,
    ratio: total / spent.ms,
    kilobytes: Buffer.byteLength(text) / 1000,
  }
}

function timed(client: Sql, spent: { ms: number; queries: number }): Sql {
  return {
    query: async (text, values) => {
      const began = performance.now()
      try {
        return await client.query(text, values)
      } finally {
        spent.ms += performance.now() - began
        spent.queries += 1
      }
    },
  }
}

function toReport(measured: readonly Measured[]): BenchReport {
  const subject = measured.find(({ systems }) => systems === goal.systems)
  if (!subject) throw new Error('the size of the goal was not measured')
  const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
  return {
    metrics: {
      ...Object.fromEntries(
        measured.map(({ systems, seconds }) => [`seconds_${systems}`, round(seconds, 3)]),
      ),
      rss_mb: Math.round(subject.rssMb),
      sql_ratio: round(subject.ratio, 2),
    },
    tables: [
      {
        title: `Facts, sentences and storing, ${checksPerSystem} checks per system, median of ${rounds}`,
        head: [
          'systems',
          'checks',
          'seconds',
          'of it SQL',
          'queries',
          'all ÷ SQL',
          'report KB',
          'peak memory MB',
        ],
        rows: measured.map((each) => [
          figure(each.systems),
          figure(each.systems * checksPerSystem),
          figure(each.seconds),
          figure(each.sqlSeconds),
          figure(each.queries),
          figure(each.ratio),
          figure(each.kilobytes),
          figure(each.rssMb),
        ]),
      },
    ],
    goals: [
      {
        goal: `${figure(goal.systems)} systems within ${goal.seconds} s`,
        measured: `${figure(subject.seconds)} s`,
        met: subject.seconds < goal.seconds,
      },
      {
        goal: `with less than ${goal.megabytes} MB`,
        measured: `${figure(subject.rssMb)} MB`,
        met: subject.rssMb < goal.megabytes,
      },
      {
        goal: `at most ${goal.sqlRatio} × its own SQL (P10)`,
        measured: `${figure(subject.ratio)} ×`,
        met: subject.ratio <= goal.sqlRatio,
      },
    ],
    notes: [
      'Each system has 10 findings with their events, 15 tasks with their last periods and the next, four changes of each check and flag, four scores of 45 controls, 4 forecasts a day, alerts, restores, accepted risks and changes. The number of queries grows only with the scores that moved, a hundred systems at a time.',
      'Memory is that of the process that also seeds and measures. The database runs without fsync here, which saves waiting, not work.',
    ],
  }
}
