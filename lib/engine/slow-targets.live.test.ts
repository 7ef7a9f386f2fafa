import type { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '@/lib/db/database'
import type { Json } from '@/lib/json'
import { addTestSystem, until } from '@/scripts/testing/engine-fixture'
import { type Listener, startHttpListener, startTcpListener } from '@/scripts/testing/listeners'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { startWorkerProcess } from '@/scripts/testing/worker-process'

// R7: whatever a target does, a check ends within its timeout + 1 s, and the others run on time.

const timeoutMs = 2_000
let database: TestDatabase
const listeners: Listener[] = []

/** Calls `write` every `ms` until the connection ends. */
const repeatedly = (socket: Socket, ms: number, write: () => void) => {
  const timer = setInterval(write, ms)
  socket.on('close', () => clearInterval(timer))
}
const answerHead = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n'
const hostile: Record<string, (socket: Socket) => void> = {
  'says nothing': () => {},
  'drips one byte a second': (socket) => {
    const text = `${answerHead}\r\n`
    let at = 0
    repeatedly(socket, 1_000, () => socket.write(text[at++ % text.length] ?? ''))
  },
  'never ends its headers': (socket) => {
    socket.write(answerHead)
    let at = 0
    repeatedly(socket, 100, () => socket.write(`x-${at++}: y\r\n`))
  },
  'sends headers without measure': (socket) => {
    socket.write(answerHead)
    repeatedly(socket, 1, () => socket.write(`x-large: ${'y'.repeat(10_000)}\r\n`))
  },
  'sends a body without end': (socket) => {
    socket.write(`${answerHead}content-length: 10000000000\r\n\r\n`)
    repeatedly(socket, 1, () => socket.write(Buffer.alloc(65_536, 'x')))
  },
  'says half and goes on holding': (socket) => {
    socket.write('HTTP/1.1 200 O')
  },
  'sends garbage': (socket) => {
    socket.write(Buffer.from(Array.from({ length: 5_000 }, (_each, index) => index % 256)))
  },
  'redirects in circles': (socket) => {
    socket.on('data', () => socket.end('HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n'))
  },
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.close()))
  await database.drop()
})

test('hostile targets end in time and hold up nobody', { timeout: 90_000 }, async () => {
  const healthy = await startHttpListener((_request, response) => response.end('ok'))
  listeners.push(healthy)
  const add = (port: number, kinds: string[], intervalSeconds: number) => {
    const url = `http://127.0.0.1:${port}/`
    return addTestSystem(
      { kind: 'url', address: url, config: { url } },
      kinds.map((kind) => ({
        kind,
        intervalSeconds,
        timeoutMs,
        config: (kind === 'http.body' ? { how: 'text', expected: 'ok' } : {}) as Json,
      })),
    )
  }
  const names = new Map<string, string>()
  for (const [name, talk] of Object.entries(hostile)) {
    const listener = await startTcpListener((socket) => talk(socket))
    listeners.push(listener)
    const { checkIds } = await add(listener.port, ['http.status', 'http.body', 'http.latency'], 3)
    for (const id of checkIds) names.set(id, name)
  }
  const { checkIds: healthyIds } = await add(
    healthy.port,
    Array.from({ length: 20 }, () => 'http.status'),
    1,
  )

  const worker = await startWorkerProcess(database.url, { WORKER_LEASE_SECONDS: '10', LOG_LEVEL: 'info' })
  const runs = async () =>
    (await sql().query('select 1 from run where check_id = any($1)', [[...names.keys()]])).rows.length
  await until(async () => (await runs()) >= 4 * names.size, 60_000)
  worker.send('SIGTERM')
  expect(await worker.ended).toBe(0)

  const { rows } = await sql().query<{ id: string; verdict: string; reason: string; ms: number }>(
    `select check_id as id, verdict, reason, duration_ms as ms from run where trigger <> 'missed'`,
  )
  const slow = rows.filter(({ ms }) => ms > timeoutMs + 1_000)
  expect(slow.map(({ id, ms }) => [names.get(id), ms])).toEqual([])
  // Each says what is wrong in a sentence. Only headers that came count as an answer of http.status.
  for (const { id, verdict, reason } of rows) {
    expect(reason).toMatch(/[.!]$/)
    if (names.has(id) && names.get(id) !== 'sends a body without end')
      expect([names.get(id), verdict]).not.toContain('ok')
  }
  const { rows: late } = await sql().query<{ p99: number }>(
    `select percentile_cont(0.99) within group (order by extract(epoch from started_at - scheduled_for))::float8 as p99
       from run where check_id = any($1) and trigger = 'schedule' and scheduled_for > (select min(started_at) from run) + interval '2 seconds'`,
    [healthyIds],
  )
  expect(late[0]?.p99).toBeLessThan(2)
})
