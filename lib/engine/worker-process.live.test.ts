import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '@/lib/db/database'
import { addTestSystem, until } from '@/scripts/testing/engine-fixture'
import { countSlots, killWorkers } from '@/scripts/testing/kill-workers'
import { type Listener, startHttpListener } from '@/scripts/testing/listeners'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { startWorkerProcess, type WorkerProcess } from '@/scripts/testing/worker-process'

let database: TestDatabase
let listener: Listener
let delayMs = 0
const workers: WorkerProcess[] = []

const rowsOf = async (text: string, values: unknown[] = []) => (await sql().query(text, values)).rows
const start = async (environment: Record<string, string> = {}, url = database.url) => {
  const worker = await startWorkerProcess(url, environment)
  workers.push(worker)
  return worker
}
const target = () => {
  const url = `http://127.0.0.1:${listener.port}/`
  return { kind: 'url' as const, address: url, config: { url } }
}
const addChecks = (count: number, more = {}) =>
  addTestSystem(
    target(),
    Array.from({ length: count }, () => ({
      kind: 'http.status',
      intervalSeconds: 1,
      timeoutMs: 2_000,
      ...more,
    })),
  )

beforeEach(async () => {
  database = await createTestDatabase()
  delayMs = 0
  listener = await startHttpListener((_request, response) => {
    setTimeout(() => response.writeHead(200).end(), delayMs)
  })
})
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.send('SIGKILL')
    await worker.ended
  }
  await listener.close()
  await database.drop()
})

describe('R1', () => {
  test('20 workers are killed and 2 freeze in the middle of their runs: no slot is lost, none is stored twice', {
    timeout: 180_000,
  }, async () => {
    delayMs = 150
    const { checkIds } = await addChecks(20)
    const report = await killWorkers({ checkIds, deaths: 22, isFrozen: (death) => death % 11 === 10, start })
    expect(report).toMatchObject({ unaccounted: 0, duplicates: 0, stuck: 0 })
    expect(report.refused).toBeGreaterThan(0)
  })
})

describe('R16', () => {
  test('SIGTERM under load: ends in time, holds no lease, loses nothing', async () => {
    delayMs = 1_000
    await addChecks(200, { intervalSeconds: 60, timeoutMs: 5_000 })
    const worker = await start({ WORKER_CONCURRENCY: '50' })
    const leased = () => rowsOf('select 1 from check_schedule where lease_until is not null')
    await until(async () => (await leased()).length === 50)
    const asked = performance.now()
    worker.send('SIGTERM')
    expect(await worker.ended).toBe(0)
    expect(performance.now() - asked).toBeLessThan(30_000)
    expect(await leased()).toEqual([])
    const [count] = await rowsOf(
      `select count(r) as ran, count(*) filter (where r is null and k.next_due_at > app_now()) as lost
         from check_schedule k left join run r on r.check_id = k.check_id`,
    )
    expect(count?.ran).toBeGreaterThanOrEqual(50)
    expect(count?.lost).toBe(0)
    expect(await rowsOf('select 1 from worker where stopped_at is null')).toEqual([])
  })

  test('a probe that never ends does not hold up the end; its slot stays due', {
    timeout: 40_000,
  }, async () => {
    delayMs = 600_000
    await addChecks(1, { intervalSeconds: 3600, timeoutMs: 300_000 })
    const worker = await start()
    await until(
      async () => (await rowsOf('select 1 from check_schedule where lease_until is not null')).length === 1,
    )
    const asked = performance.now()
    worker.send('SIGTERM')
    expect(await worker.ended).toBe(0)
    expect(performance.now() - asked).toBeLessThan(30_000)
    expect(await rowsOf('select count(*) as runs from run')).toEqual([{ runs: 0 }])
    expect(
      await rowsOf('select 1 from check_schedule where lease_until is null and next_due_at <= app_now()'),
    ).toHaveLength(1)
  })
})

describe('R17', () => {
  test('workers that start at the same moment prepare once and share the work', async () => {
    const { checkIds } = await addChecks(40, { intervalSeconds: 90 * 86_400 })
    await Promise.all([start(), start(), start()])
    await until(async () => (await rowsOf('select 1 from run')).length >= checkIds.length)
    expect(await rowsOf('select count(*) as runs, count(distinct check_id) as checks from run')).toEqual([
      { runs: 40, checks: 40 },
    ])
    expect(await rowsOf('select count(*) as rows from run_default')).toEqual([{ rows: 0 }])
  })
})

describe('R18', () => {
  test('the database is absent at the start, comes, vanishes and comes back', {
    timeout: 90_000,
  }, async () => {
    await addChecks(1)
    const door = await doorTo(database.url)
    const worker = await start({}, door.url)
    await until(() => worker.log.some(({ msg }) => msg?.startsWith('database is away')))
    const runs = async () => (await rowsOf('select 1 from run')).length
    for (let time = 0; time < 2; time++) {
      const before = await runs()
      await door.open()
      await until(async () => (await runs()) > before, 10_000)
      await door.close()
      const seen = worker.log.length
      await until(() => worker.log.slice(seen).some(({ msg }) => msg?.startsWith('database is away')))
    }
    await door.open()
    worker.send('SIGTERM')
    expect(await worker.ended).toBe(0)
    expect(await countSlots()).toMatchObject({ unaccounted: 0, duplicates: 0 })
    await door.close()
  })
})

/** A way to the database that the test opens and shuts; shut, it refuses and cuts what was connected. */
async function doorTo(url: string): Promise<{ url: string; open(): Promise<void>; close(): Promise<void> }> {
  const real = new URL(url)
  const sockets = new Set<Socket>()
  let server: Server | null = null
  const make = () =>
    createServer((socket) => {
      const other = connect(Number(real.port), real.hostname)
      for (const [one, two] of [
        [socket, other],
        [other, socket],
      ] as const) {
        sockets.add(one)
        one.on('error', () => {})
        one.on('close', () => two.destroy())
        one.pipe(two)
      }
    })
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = make().listen(port, '127.0.0.1', function (this: Server) {
        const address = this.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
    server = null
  }
  const port = await listen(0)
  await close()
  const through = new URL(url)
  through.host = `127.0.0.1:${port}`
  return { url: through.toString(), open: async () => void (await listen(port)), close }
}
