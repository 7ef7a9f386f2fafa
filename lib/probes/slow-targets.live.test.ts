import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyCheckDefinition } from '@/lib/checks/define-check'
import { evaluateCheck } from '@/lib/checks/evaluate'
import { httpBody } from '@/lib/checks/kinds/http-body'
import { httpLatency } from '@/lib/checks/kinds/http-latency'
import { httpStatus } from '@/lib/checks/kinds/http-status'
import { tcpOpen } from '@/lib/checks/kinds/tcp-open'
import { tlsChain } from '@/lib/checks/kinds/tls-chain'
import { type Listener, startHttpListener, startTcpListener } from '@/scripts/testing/listeners'
import { networkIo, probeContext } from '@/scripts/testing/probe-context'

// Servers as bad as they come. Each check must end within its timeout + 1 s, memory must not grow with
// what a server sends, and a healthy neighbour must be answered meanwhile.

const timeoutMs = 1_500
const megabyte = Buffer.alloc(1_048_576, 'x')
const garbage = randomBytes(10 * 1_048_576)
const bomb = gzipSync(Buffer.alloc(64 * 1_048_576))

/** Writes for as long as the other side takes it. */
function pour(socket: Socket, chunk: Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk)) {
      // until the buffer is full
    }
  }
  socket.on('drain', more)
  more()
}

/** Calls `step` every few milliseconds for as long as the socket lives. */
function trickle(socket: Socket, everyMs: number, step: () => void): void {
  const timer = setInterval(step, everyMs)
  socket.on('close', () => clearInterval(timer))
}

const badServers: Record<string, (socket: Socket) => void> = {
  'drips one byte of its body at a time': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n')
    trickle(socket, 100, () => socket.write('x'))
  },
  'drips its headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    trickle(socket, 100, () => socket.write('x'))
  },
  'sends headers without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    pour(socket, Buffer.from('x-more: of the same\r\n'.repeat(500)))
  },
  'sends one header without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nx-long: ')
    pour(socket, megabyte)
  },
  'accepts and says nothing': () => {},
  'ends its half and stays': (socket) => {
    socket.end()
  },
  'sends a body without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10737418240\r\n\r\n')
    pour(socket, megabyte)
  },
  'sends chunks without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
    pour(socket, Buffer.from(`100000\r\n${megabyte.toString()}\r\n`))
  },
  'says "continue" for ever': (socket) => {
    trickle(socket, 20, () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'))
  },
  'sends 10 MB of garbage': (socket) => {
    socket.write(garbage)
  },
  'sends a gzip bomb that nobody asked for': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`)
    socket.write(bomb)
  },
}

const servers = new Map<string, Listener>()
let redirecting: Listener
let healthy: Listener

beforeAll(async () => {
  for (const [name, talk] of Object.entries(badServers)) servers.set(name, await startTcpListener(talk))
  let hop = 0
  redirecting = await startHttpListener((_request, response) => {
    hop += 1
    response.writeHead(302, { location: `/${hop}` }).end()
  })
  healthy = await startHttpListener((_request, response) => response.end('fine'))
})
afterAll(async () => {
  await Promise.all([...servers.values(), redirecting, healthy].map((server) => server.close()))
})

async function timed(kind: AnyCheckDefinition, port: number, config: object = {}, scheme = 'http') {
  const url = `${scheme}://127.0.0.1:${port}/`
  const startedAt = performance.now()
  const probe = probeContext({ timeoutMs })
  const judged =
    kind === tcpOpen || kind === tlsChain
      ? await evaluateCheck(
          kind,
          config,
          networkIo(
            {
              kind: kind === tcpOpen ? 'tcp' : 'tls',
              address: url,
              config: { host: '127.0.0.1', port },
              secret: null,
            },
            new Date(),
            probe,
          ),
        )
      : await evaluateCheck(
          kind,
          config,
          networkIo({ kind: 'url', address: url, config: { url }, secret: null }, new Date(), probe),
        )
  return { ...judged, ms: performance.now() - startedAt }
}

describe('bad servers', () => {
  it.each(Object.keys(badServers))('one that %s holds no check longer than its timeout', async (name) => {
    const { port } = servers.get(name) as Listener
    const results = await Promise.all([
      timed(httpStatus, port),
      timed(httpBody, port, { expected: 'needle' }),
      timed(httpBody, port, { how: 'pattern', expected: 'need+le' }),
      timed(httpLatency, port),
      timed(httpStatus, port, {}, 'https'),
      timed(tcpOpen, port, { greeting: 'needle' }),
      timed(tlsChain, port),
    ])
    for (const { ms, reason } of results) {
      expect(ms).toBeLessThan(timeoutMs + 1_000)
      expect(reason).toMatch(/^[A-Z0-9[].{10,}/)
      expect(reason).not.toMatch(/fault of Wheeltapper/)
    }
  })

  it('stops after five redirects', async () => {
    const { verdict, reason } = await timed(httpStatus, redirecting.port)
    expect(verdict).toBe('fail')
    expect(reason).toMatch(/redirected more than 5 times/)
    expect(redirecting.connections()).toBe(6)
  })

  it('reads no more than 1 MiB, and says so', async () => {
    const endless = servers.get('sends a body without end') as Listener
    const judged = await timed(httpBody, endless.port, { expected: 'needle' })
    expect(judged).toMatchObject({ verdict: 'fail', value: 1_048_576, evidence: { truncated: true } })
    expect(judged.reason).toMatch(/does not contain "needle" in its first 1 MiB/)
  })

  it('keeps its memory and its other checks while a hundred of them pour', async () => {
    const ports = [...servers.values()].map(({ port }) => port)
    // Buffers of servers in this process count too: they exist before the measurement begins.
    await Promise.all(ports.map((port) => timed(httpStatus, port)))
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const storm = Promise.all(
      Array.from({ length: 100 }, (_, index) => timed(httpStatus, ports[index % ports.length] as number)),
    )
    const lateness: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const { verdict, ms } = await timed(httpStatus, healthy.port)
      expect(verdict).toBe('ok')
      lateness.push(ms)
    }
    await storm
    clearInterval(watch)
    expect(Math.max(...lateness)).toBeLessThan(1_500)
    expect(peak - before).toBeLessThan(64 * 1_048_576)
  })
})
