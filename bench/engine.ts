import type { ChildProcess } from 'node:child_process'
import { sql } from '@/lib/db/database'
import { until } from '@/scripts/testing/engine-fixture'
import type { WorkerProcess } from '@/scripts/testing/worker-process'
import { type Benchmark, type BenchReport, figure, percentile } from './report'
import { bareLoop, openBareLoop } from './support/bare-loop'
import { addChecks, type EngineLab, measurePass, openEngineLab } from './support/engine-lab'
import { cpuSeconds, residentMegabytes } from './support/process-cpu'

const rounds = 5
const httpChecks = 2_000
const httpsChecks = 500
/** Long enough that no check becomes due by itself during a pass. */
const onlyWhenTold = 90 * 86_400
/** The steady part: all HTTP checks, each at this interval, for this long. */
const steady = { intervalSeconds: 20, seconds: 30 }

interface Side {
  /** CPU seconds per 1,000 requests. */
  engine: number
  worker: number
  database: number
  bare: number
  perSecond: number
  barePerSecond: number
}

/** The whole engine (claim, guard, probe, judge, store) beside a bare loop of the same requests. */
export const benchmark: Benchmark = {
  title: 'Engine: 2,000 HTTP and 500 HTTPS checks',
  run: async (progress) => {
    const lab = await openEngineLab()
    const bare = await openBareLoop()
    try {
      return await measure(lab, bare, progress)
    } finally {
      bare.disconnect()
      await lab.close()
    }
  },
}

async function measure(
  lab: EngineLab,
  bare: ChildProcess,
  progress: (what: string) => void,
): Promise<BenchReport> {
  const { http, https, rootPem } = lab.target
  progress('Adding checks')
  const plain = await addChecks(http, httpChecks, { kind: 'http.status', intervalSeconds: onlyWhenTold })
  const secure = await addChecks(https, httpsChecks, {
    kind: 'http.status',
    config: { privateCa: rootPem },
    intervalSeconds: onlyWhenTold,
  })
  await sql().query('analyze')
  const worker = await lab.startWorker()
  await until(() => worker.id())
  progress('HTTP: engine and bare loop in turn')
  const httpSide = await compare(lab, worker, bare, http, plain)
  progress('HTTPS: engine and bare loop in turn')
  const httpsSide = await compare(lab, worker, bare, https, secure)
  progress(`Steady: ${httpChecks} checks every ${steady.intervalSeconds} s`)
  const even = await measureSteady(lab, worker, plain)
  const rss = residentMegabytes(worker.pid)
  await assertAllOk()
  return report(httpSide, httpsSide, even, rss)
}

async function compare(
  lab: EngineLab,
  worker: WorkerProcess,
  bare: ChildProcess,
  url: string,
  checkIds: readonly string[],
): Promise<Side> {
  const order = { url, count: checkIds.length, concurrency: 100, rootPem: lab.target.rootPem }
  // First time for both: code is compiled, definitions are read. Not measured.
  await measurePass(lab, worker, checkIds)
  await bareLoop(bare, order)
  const sum = { worker: 0, database: 0, seconds: 0, bare: 0, bareSeconds: 0 }
  for (let round = 0; round < rounds; round++) {
    const cost = await measurePass(lab, worker, checkIds)
    const limit = await bareLoop(bare, order)
    sum.worker += cost.workerCpu
    sum.database += cost.databaseCpu
    sum.seconds += cost.seconds
    sum.bare += limit.cpuSeconds
    sum.bareSeconds += limit.seconds
  }
  const thousands = (rounds * checkIds.length) / 1000
  return {
    engine: (sum.worker + sum.database) / thousands,
    worker: sum.worker / thousands,
    database: sum.database / thousands,
    bare: sum.bare / thousands,
    perSecond: (thousands * 1000) / sum.seconds,
    barePerSecond: (thousands * 1000) / sum.bareSeconds,
  }
}

/** Lateness and CPU when checks come evenly, as they do in life. */
async function measureSteady(lab: EngineLab, worker: WorkerProcess, checkIds: readonly string[]) {
  await sql().query(
    `with c as (update "check" set interval_seconds = $2, revision = revision + 1 where id = any($1) returning id)
     update check_schedule s set next_due_at = app_now() + make_interval(secs => $2 * random()) from c where c.id = s.check_id`,
    [checkIds, steady.intervalSeconds],
  )
  // The first turn reads the changed definitions; the one after it is measured.
  await new Promise((resolve) => setTimeout(resolve, steady.intervalSeconds * 1000))
  const { rows: clock } = await sql().query<{ now: Date }>('select app_now() as now')
  const before = cpuSeconds(worker.pid) + lab.databaseCpu()
  await new Promise((resolve) => setTimeout(resolve, steady.seconds * 1000))
  const cpu = cpuSeconds(worker.pid) + lab.databaseCpu() - before
  const { rows } = await sql().query<{ late: number }>(
    `select extract(epoch from started_at - scheduled_for)::float8 * 1000 as late from run
      where started_at >= $1 and trigger = 'schedule'`,
    [clock[0]?.now],
  )
  const late = rows.map((row) => row.late)
  return {
    p50: percentile(late, 0.5),
    p99: percentile(late, 0.99),
    perThousand: (cpu * 1000) / late.length,
    runs: late.length,
  }
}

async function assertAllOk(): Promise<void> {
  const { rows } = await sql().query<{ verdict: string; reason: string }>(
    `select verdict, reason from run where verdict <> 'ok' and trigger <> 'missed' limit 1`,
  )
  if (rows[0]) throw new Error(`a check was ${rows[0].verdict}: ${rows[0].reason}`)
}

function report(
  http: Side,
  https: Side,
  even: Awaited<ReturnType<typeof measureSteady>>,
  rss: number,
): BenchReport {
  const ratio = (side: Side) => side.engine / side.bare
  const row = (name: string, side: Side) => [
    name,
    figure(side.engine),
    figure(side.worker),
    figure(side.database),
    figure(side.bare),
    figure(ratio(side)),
    figure(side.perSecond),
    figure(side.barePerSecond),
  ]
  return {
    metrics: {
      http_cpu_ratio: ratio(http),
      https_cpu_ratio: ratio(https),
      http_cpu_s_per_1000: http.engine,
      https_cpu_s_per_1000: https.engine,
      steady_cpu_s_per_1000: even.perThousand,
      http_checks_per_s: http.perSecond,
      https_checks_per_s: https.perSecond,
      p99_lateness_ms: even.p99,
      rss_mb: rss,
    },
    tables: [
      {
        title: 'All due at once, CPU seconds per 1,000 checks',
        head: [
          '',
          'engine',
          'of it worker',
          'of it database',
          'bare loop',
          'ratio',
          'checks/s',
          'bare requests/s',
        ],
        rows: [row('http', http), row('https', https)],
      },
      {
        title: `Evenly spread, ${httpChecks} HTTP checks every ${steady.intervalSeconds} s`,
        head: ['runs', 'CPU seconds per 1,000', 'median lateness ms', 'p99 lateness ms', 'worker memory MB'],
        rows: [
          [figure(even.runs), figure(even.perThousand), figure(even.p50), figure(even.p99), figure(rss)],
        ],
      },
    ],
    goals: [
      {
        goal: 'HTTP: at most 2 × the CPU of the bare loop',
        measured: figure(ratio(http)),
        met: ratio(http) <= 2,
      },
      {
        goal: 'HTTPS: at most 2 × the CPU of the bare loop',
        measured: figure(ratio(https)),
        met: ratio(https) <= 2,
      },
    ],
    notes: [
      'Target, worker, database and bare loop are processes of their own on one machine; the database’s CPU is counted as the engine’s. Both sides open a new connection for each request, verify certificates with one shared context, and never resume a session. Rounds alternate; the first of each is not counted. The database runs without fsync here, which saves waiting, not CPU.',
    ],
  }
}
