import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listener, startHttpListener, startTcpListener } from '@/scripts/testing/listeners'
import { startNameServer } from '@/scripts/testing/name-server'
import { networkIo, probeContext } from '@/scripts/testing/probe-context'
import type { AnyCheckDefinition } from '../define-check'
import { evaluateCheck } from '../evaluate'
import { dnsResolve } from './dns-resolve'
import { httpBody } from './http-body'
import { httpLatency } from './http-latency'
import { httpStatus } from './http-status'
import { tcpOpen } from './tcp-open'

const now = new Date()
const open: { close(): unknown }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

async function http(answer: RequestListener): Promise<Listener> {
  const listener = await startHttpListener(answer)
  open.push(listener)
  return listener
}

function ask(kind: AnyCheckDefinition, url: string, config: object = {}, timeoutMs = 5_000) {
  return evaluateCheck(
    kind,
    config,
    networkIo({ kind: 'url', address: url, config: { url }, secret: null }, now, probeContext({ timeoutMs })),
  )
}

describe('http.status', () => {
  it('follows a service down and up again', async () => {
    let status = 200
    const { port } = await http((_request, response) => response.writeHead(status).end('x'))
    const url = `http://127.0.0.1:${port}/health`
    expect(await ask(httpStatus, url)).toMatchObject({ verdict: 'ok', value: 200, unit: 'code' })
    status = 503
    expect(await ask(httpStatus, url)).toMatchObject({
      verdict: 'fail',
      value: 503,
      reason: 'Answered 503, expected 200-399.',
    })
    status = 204
    expect((await ask(httpStatus, url)).verdict).toBe('ok')
  })

  it('accepts the codes that it was told to', async () => {
    const { port } = await http((_request, response) => response.writeHead(401).end())
    expect((await ask(httpStatus, `http://127.0.0.1:${port}/`, { expected: '200, 401-403' })).verdict).toBe(
      'ok',
    )
  })

  it('follows redirects, records each hop, and leaves queries out of the evidence', async () => {
    const { port } = await http((request, response) => {
      if (request.url?.startsWith('/a')) response.writeHead(302, { location: '/b?token=s3cret' }).end()
      else if (request.url?.startsWith('/b'))
        response.writeHead(307, { location: `http://localhost:${port}/c` }).end()
      else response.end('there')
    })
    const judged = await ask(httpStatus, `http://127.0.0.1:${port}/a`)
    expect(judged.reason).toMatch(/^Answered 200 after 2 redirects in \d+ ms\.$/)
    expect(judged.evidence.hops).toMatchObject([
      { url: `http://127.0.0.1:${port}/a`, status: 302 },
      { url: `http://127.0.0.1:${port}/b`, status: 307 },
      { url: `http://localhost:${port}/c`, status: 200 },
    ])
    expect(JSON.stringify(judged)).not.toContain('s3cret')
  })

  it('judges the redirect itself where it does not follow', async () => {
    const { port } = await http((_request, response) =>
      response.writeHead(301, { location: 'https://elsewhere.example.com/' }).end(),
    )
    const judged = await ask(httpStatus, `http://127.0.0.1:${port}/`, {
      followRedirects: false,
      expected: '301',
    })
    expect(judged).toMatchObject({ verdict: 'ok', value: 301 })
  })

  it('sends the request with the name as Host and asks for plain text', async () => {
    let seen: Record<string, unknown> = {}
    const { port } = await http((request, response) => {
      seen = request.headers
      response.end()
    })
    await ask(httpStatus, `http://localhost:${port}/`)
    expect(seen).toEqual({
      host: `localhost:${port}`,
      'user-agent': 'Wheeltapper',
      accept: '*/*',
      'accept-encoding': 'identity',
      connection: 'close',
    })
  })

  it('fails with a sentence where nobody listens, and where a server hangs up', async () => {
    const gone = await startTcpListener(() => {})
    await gone.close()
    expect((await ask(httpStatus, `http://127.0.0.1:${gone.port}/`)).reason).toBe(
      `127.0.0.1:${gone.port} refused the connection: nothing listens on this port. Start the service, or correct the port.`,
    )
    const rude = await startTcpListener((socket) => socket.once('data', () => socket.destroy()))
    open.push(rude)
    expect((await ask(httpStatus, `http://127.0.0.1:${rude.port}/`)).reason).toMatch(
      /closed the connection before it answered/,
    )
  })

  it('fails where the answer is not HTTP', async () => {
    const ssh = await startTcpListener((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'))
    open.push(ssh)
    expect((await ask(httpStatus, `http://127.0.0.1:${ssh.port}/`)).reason).toMatch(
      /did not answer with HTTP/,
    )
  })

  it('is unknown, not failed, where the address may not be asked', async () => {
    const judged = await ask(httpStatus, 'http://10.1.2.3/')
    expect(judged).toMatchObject({
      verdict: 'unknown',
      reason: '10.1.2.3 is in a private network: allow 10.1.2.0/24 for checks',
    })
  })
})

describe('http.body', () => {
  const page = '<h1>Welcome back</h1>'

  it.each([
    [{ expected: 'Welcome back' }, 'ok'],
    [{ expected: 'Maintenance' }, 'fail'],
    [{ how: 'pattern', expected: 'Welcome +(back|home)' }, 'ok'],
    [{ how: 'pattern', expected: '^Welcome' }, 'fail'],
    [{ how: 'json', path: '$.status', expected: 'up' }, 'fail'],
  ])('judges %o as %s', async (config, verdict) => {
    const { port } = await http((_request, response) => response.end(page))
    expect((await ask(httpBody, `http://127.0.0.1:${port}/`, config)).verdict).toBe(verdict)
  })

  it('compares a value in JSON', async () => {
    let healthy = true
    const { port } = await http((_request, response) =>
      response.end(JSON.stringify({ services: [{ name: 'db', healthy }] })),
    )
    const config = { how: 'json', path: '$.services[0].healthy', expected: 'true' }
    expect((await ask(httpBody, `http://127.0.0.1:${port}/`, config)).verdict).toBe('ok')
    healthy = false
    expect(await ask(httpBody, `http://127.0.0.1:${port}/`, config)).toMatchObject({
      verdict: 'fail',
      reason: 'The answer with status 200 has false at $.services[0].healthy.',
    })
  })

  it('is unknown where its own pattern is wrong', async () => {
    const { port } = await http((_request, response) => response.end(page))
    const judged = await ask(httpBody, `http://127.0.0.1:${port}/`, { how: 'pattern', expected: '(?=ahead)' })
    expect(judged.verdict).toBe('unknown')
    expect(judged.reason).toMatch(/pattern of this check is not valid/)
  })

  it('is unknown where the answer is compressed in spite of the question', async () => {
    const { port } = await http((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    )
    expect((await ask(httpBody, `http://127.0.0.1:${port}/`, { expected: 'x' })).reason).toMatch(
      /is compressed \(gzip\)/,
    )
  })

  it('asks nothing where nothing is expected', async () => {
    const { port, connections } = await http((_request, response) => response.end(page))
    expect((await ask(httpBody, `http://127.0.0.1:${port}/`)).verdict).toBe('not-applicable')
    expect(connections()).toBe(0)
  })
})

describe('http.latency', () => {
  it('takes the median of three requests', async () => {
    const delays = [300, 5, 5]
    let asked = 0
    const { port } = await http((_request, response) => {
      setTimeout(() => response.end('done'), delays[asked++])
    })
    const judged = await ask(httpLatency, `http://127.0.0.1:${port}/`, { warnMs: 250, failMs: 2_000 })
    expect(judged.verdict).toBe('ok')
    expect(judged.evidence.totalsMs).toHaveLength(3)
    expect(judged.value).toBeLessThan(250)
  })

  it('fails what never answers, once that is longer than the limit', async () => {
    const { port } = await http(() => {})
    const judged = await ask(httpLatency, `http://127.0.0.1:${port}/`, { warnMs: 50, failMs: 100 }, 900)
    expect(judged.verdict).toBe('fail')
    expect(judged.reason).toMatch(/^Median of 3 requests: more than 2\d\d ms, at or above 100 ms\.$/)
  })

  it('is unknown where nobody listens: that is for the status to say', async () => {
    const gone = await startTcpListener(() => {})
    await gone.close()
    expect((await ask(httpLatency, `http://127.0.0.1:${gone.port}/`)).verdict).toBe('unknown')
  })
})

describe('tcp.open', () => {
  const askPort = (port: number, config: object = {}, timeoutMs = 5_000) =>
    evaluateCheck(
      tcpOpen,
      config,
      networkIo(
        { kind: 'tcp', address: `127.0.0.1:${port}`, config: { host: '127.0.0.1', port }, secret: null },
        now,
        probeContext({ timeoutMs }),
      ),
    )

  it('follows a port from open to closed', async () => {
    const listener = await startTcpListener(() => {})
    expect(await askPort(listener.port)).toMatchObject({ verdict: 'ok', unit: 'ms' })
    await listener.close()
    expect(await askPort(listener.port)).toMatchObject({
      verdict: 'fail',
      evidence: { code: 'ECONNREFUSED' },
    })
  })

  it('reads a greeting where one is asked for', async () => {
    const listener = await startTcpListener((socket) => socket.write('220 mail.example.com ESMTP\r\n'))
    open.push(listener)
    expect((await askPort(listener.port, { greeting: '^220 .*ESMTP' })).verdict).toBe('ok')
    const judged = await askPort(listener.port, { greeting: '^SSH-2' })
    expect(judged.reason).toBe(
      'The port accepts connections, but the server said "220 mail.example.com ESMTP", which is not the greeting expected.',
    )
    const silent = await startTcpListener(() => {})
    open.push(silent)
    expect((await askPort(silent.port, { greeting: 'x' }, 400)).reason).toMatch(/the server said nothing/)
  })
})

describe('dns.resolve', () => {
  async function nameServer(records: Record<string, string[]>, isSilent = false) {
    const server = await startNameServer(records, isSilent)
    open.push(server)
    return server
  }

  const askName = (host: string, config: object, timeoutMs = 9_000) =>
    evaluateCheck(
      dnsResolve,
      config,
      networkIo(
        { kind: 'tcp', address: `${host}:80`, config: { host, port: 80 }, secret: null },
        now,
        probeContext({ timeoutMs }),
      ),
    )

  it('follows a record that changes and comes back', async () => {
    const server = await nameServer({ 'shop.example.com': ['192.0.2.2', '192.0.2.1'] })
    const { resolver } = server
    const config = { resolvers: [resolver], expected: ['192.0.2.1', '192.0.2.2'], type: 'A' }
    expect(await askName('shop.example.com', config)).toMatchObject({ verdict: 'ok', value: 2 })
    server.records = { 'shop.example.com': ['192.0.2.1', '198.51.100.9'] }
    expect(await askName('shop.example.com', config)).toMatchObject({
      verdict: 'fail',
      reason: `shop.example.com: ${resolver} lacks 192.0.2.2 and has 198.51.100.9 besides.`,
    })
    server.records = {}
    expect((await askName('shop.example.com', config)).reason).toMatch(
      /says the name does not exist \(NXDOMAIN\)/,
    )
    server.records = { 'shop.example.com': ['192.0.2.1', '192.0.2.2'] }
    expect((await askName('shop.example.com', config)).verdict).toBe('ok')
  })

  it('judges each resolver: one that is silent fails by itself', async () => {
    const records = { 'shop.example.com': ['192.0.2.1'] }
    const good = (await nameServer(records)).resolver
    const silent = (await nameServer(records, true)).resolver
    const judged = await askName('shop.example.com', { resolvers: [good, silent], type: 'A' })
    expect(judged.verdict).toBe('fail')
    expect(judged.resources.map(({ name, verdict }) => [name, verdict])).toEqual([
      [silent, 'fail'],
      [good, 'ok'],
    ])
    expect(judged.reason).toMatch(/gave no answer.*\(1 of 2 resolvers agree\)\.$/)
  })

  it('asks as this machine does without resolvers, and has no question about an address', async () => {
    expect((await askName('localhost', {})).verdict).toBe('ok')
    expect((await askName('127.0.0.1', {})).verdict).toBe('not-applicable')
  })

  it('does not ask a resolver behind the egress guard', async () => {
    const judged = await askName('shop.example.com', { resolvers: ['10.0.0.53'] })
    expect(judged.verdict).toBe('unknown')
    expect(judged.reason).toMatch(/10\.0\.0\.53 is in a private network: allow 10\.0\.0\.0\/24 for checks/)
  })
})
