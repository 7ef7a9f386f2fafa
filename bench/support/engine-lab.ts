import { once } from 'node:events'
import { disconnect, sql, useDatabase } from '@/lib/db/database'
import { startThrowAwayPostgres } from '@/scripts/database/throw-away-postgres'
import { addTestSystem, type TestCheck, until } from '@/scripts/testing/engine-fixture'
import { startWorkerProcess, type WorkerProcess } from '@/scripts/testing/worker-process'
import { forkEntry } from './fork-entry'
import { cpuSeconds, familyCpuSeconds } from './process-cpu'

/** A database of its own, a target in its own process, and as many worker processes as one starts. */
export interface EngineLab {
  databaseUrl: string
  target: { http: string; https: string; rootPem: string }
  startWorker(environment?: Record<string, string>): Promise<WorkerProcess>
  /** CPU seconds that the database server has used so far. */
  databaseCpu(): number
  close(): Promise<void>
}

/** Starts everything that the engine's benchmarks need; nothing of it outlives `close`. */
export async function openEngineLab(): Promise<EngineLab> {
  // Not the tests' server: other work on it would be counted as ours.
  delete process.env.TEST_POSTGRES_URL
  const postgres = await startThrowAwayPostgres()
  const url = new URL(postgres.url)
  url.pathname = `/${postgres.template}`
  const databaseUrl = url.toString()
  await useDatabase(databaseUrl)
  const { rows } = await sql().query<{ pid: number }>(
    `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`,
  )
  const server = rows[0]?.pid ?? 0
  const target = await forkEntry('bench/support/target-process.ts')
  const [ports] = (await once(target, 'message')) as [{ http: number; https: number; rootPem: string }]
  const workers: WorkerProcess[] = []
  return {
    databaseUrl,
    target: {
      http: `http://127.0.0.1:${ports.http}/`,
      https: `https://127.0.0.1:${ports.https}/`,
      rootPem: ports.rootPem,
    },
    startWorker: async (environment) => {
      const worker = await startWorkerProcess(databaseUrl, {
        LOG_LEVEL: 'info',
        WORKER_LEASE_SECONDS: '10',
        ...environment,
      })
      workers.push(worker)
      return worker
    },
    databaseCpu: () => familyCpuSeconds(server),
    close: async () => {
      for (const worker of workers) worker.send('SIGKILL')
      await Promise.all(workers.map(({ ended }) => ended))
      target.disconnect()
      await disconnect()
      await postgres.stop()
    },
  }
}

/** Adds checks of one URL that are not due before they are told so. */
export async function addChecks(url: string, count: number, check: TestCheck): Promise<string[]> {
  const { checkIds } = await addTestSystem(
    { kind: 'url', address: url, config: { url } },
    Array.from({ length: count }, () => check),
  )
  await sql().query(`update check_schedule set next_due_at = 'infinity' where check_id = any($1)`, [checkIds])
  return checkIds
}

/** What one pass over many checks has cost. */
export interface PassCost {
  seconds: number
  workerCpu: number
  databaseCpu: number
}

/** Makes all these checks due at once and measures until the last one is stored. */
export async function measurePass(
  lab: EngineLab,
  worker: WorkerProcess,
  checkIds: readonly string[],
): Promise<PassCost> {
  await sql().query('checkpoint')
  const before = { worker: cpuSeconds(worker.pid), database: lab.databaseCpu() }
  const { rows } = await sql().query<{ at: Date }>(
    'update check_schedule set next_due_at = app_now() where check_id = any($1) returning next_due_at as at',
    [checkIds],
  )
  const since = rows[0]?.at
  await until(
    async () => {
      const { rows } = await sql().query(
        'select 1 from check_schedule where next_due_at <= app_now() limit 1',
      )
      return rows.length === 0
      // Seldom: looking costs the database something too.
    },
    120_000,
    200,
  )
  const last = await sql().query<{ seconds: number }>(
    'select extract(epoch from max(finished_at) - $2::timestamptz)::float8 as seconds from check_state where check_id = any($1)',
    [checkIds, since],
  )
  const cost = {
    seconds: last.rows[0]?.seconds ?? Number.NaN,
    workerCpu: cpuSeconds(worker.pid) - before.worker,
    databaseCpu: lab.databaseCpu() - before.database,
  }
  await sql().query(`update check_schedule set next_due_at = 'infinity' where check_id = any($1)`, [checkIds])
  return cost
}
