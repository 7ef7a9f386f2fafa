import type { Json } from '@/lib/json'
import type { TargetKind } from '@/lib/systems/target-address'
import { startHttpListener, startTcpListener, startTlsListener } from './listeners'
import { startNameServer } from './name-server'
import { createTestAuthority, type ServerCertificate, type TestAuthority } from './test-certificates'

/** A real server with nothing wrong, and how to break and repair it. */
export interface PlacedFault {
  target: { kind: TargetKind; address: string; config: Json }
  config: Json
  plant(): void | Promise<void>
  repair(): void | Promise<void>
  close(): Promise<void>
}

export interface NetworkFault {
  kind: string
  what: string
  expects: 'warn' | 'fail'
  /** Of the finding; empty where the target itself is the resource. */
  resource: string | RegExp
  place(): Promise<PlacedFault>
}

/** An HTTP server whose answer the fault changes. */
async function webServer(
  answer: { status: number; body: string; delayMs: number },
  config: Json,
  broken: Partial<typeof answer>,
) {
  let current = answer
  const server = await startHttpListener((_request, response) => {
    setTimeout(() => response.writeHead(current.status).end(current.body), current.delayMs)
  })
  const url = `http://127.0.0.1:${server.port}/health`
  return {
    target: { kind: 'url' as const, address: url, config: { url } },
    config,
    plant: () => {
      current = { ...answer, ...broken }
    },
    repair: () => {
      current = answer
    },
    close: server.close,
  }
}

const healthy = { status: 200, body: 'Welcome back', delayMs: 0 }

/** A TLS server that changes from a good certificate to another one. */
async function tlsServer(
  break_: (authority: TestAuthority) => Promise<ServerCertificate>,
): Promise<PlacedFault> {
  const authority = await createTestAuthority(new Date())
  const [good, bad] = [await authority.issue(), await break_(authority)]
  const server = await startTlsListener(good)
  return {
    target: {
      kind: 'tls',
      address: `localhost:${server.port}`,
      config: { host: 'localhost', port: server.port },
    },
    config: { privateCa: authority.rootPem },
    plant: () => server.serve(bad),
    repair: () => server.serve(good),
    close: server.close,
  }
}

/** The same root with an intermediate that has ended is another authority: both are trusted here. */
async function expiredIntermediate(): Promise<PlacedFault> {
  const [authority, ended] = [
    await createTestAuthority(new Date()),
    await createTestAuthority(new Date(), -2),
  ]
  const server = await startTlsListener(await authority.issue())
  const [good, bad] = [await authority.issue(), await ended.issue()]
  return {
    target: {
      kind: 'tls',
      address: `localhost:${server.port}`,
      config: { host: 'localhost', port: server.port },
    },
    config: { privateCa: authority.rootPem + ended.rootPem },
    plant: () => server.serve(bad),
    repair: () => server.serve(good),
    close: server.close,
  }
}

async function openPort(): Promise<PlacedFault> {
  let listener = await startTcpListener(() => {})
  const { port } = listener
  return {
    target: { kind: 'tcp', address: `127.0.0.1:${port}`, config: { host: '127.0.0.1', port } },
    config: {},
    plant: () => listener.close(),
    repair: async () => {
      listener = await startTcpListener(() => {}, '127.0.0.1', port)
    },
    close: () => listener.close(),
  }
}

async function nameThatMoves(): Promise<PlacedFault> {
  const server = await startNameServer({ 'shop.example.com': ['192.0.2.1'] })
  return {
    target: { kind: 'tcp', address: 'shop.example.com:443', config: { host: 'shop.example.com', port: 443 } },
    config: { type: 'A', resolvers: [server.resolver], expected: ['192.0.2.1'] },
    plant: () => {
      server.records = { 'shop.example.com': ['198.51.100.66'] }
    },
    repair: () => {
      server.records = { 'shop.example.com': ['192.0.2.1'] }
    },
    close: server.close,
  }
}

/** One fault or more for every network kind, on real servers. */
export const networkFaults: readonly NetworkFault[] = [
  {
    kind: 'http.status',
    what: 'a service that answers 503',
    expects: 'fail',
    resource: '',
    place: () => webServer(healthy, {}, { status: 503 }),
  },
  {
    kind: 'http.body',
    what: 'a maintenance page with status 200',
    expects: 'fail',
    resource: '',
    place: () => webServer(healthy, { expected: 'Welcome back' }, { body: 'We will be back soon' }),
  },
  {
    kind: 'http.latency',
    what: 'a service that became slow',
    expects: 'warn',
    resource: '',
    place: () => webServer(healthy, { warnMs: 400, failMs: 20_000 }, { delayMs: 410 }),
  },
  { kind: 'tcp.open', what: 'a service that was stopped', expects: 'fail', resource: '', place: openPort },
  {
    kind: 'dns.resolve',
    what: 'a record that points elsewhere',
    expects: 'fail',
    resource: /^127\.0\.0\.1:\d+$/,
    place: nameThatMoves,
  },
  {
    kind: 'tls.expiry',
    what: 'a certificate 10 days before its end',
    expects: 'warn',
    resource: 'certificate',
    place: () => tlsServer((authority) => authority.issue({ validFrom: -80, validTo: 10 })),
  },
  {
    kind: 'tls.expiry',
    what: 'an expired certificate',
    expects: 'fail',
    resource: 'certificate',
    place: () => tlsServer((authority) => authority.issue({ validFrom: -90, validTo: -1 })),
  },
  {
    kind: 'tls.expiry',
    what: 'an expired intermediate',
    expects: 'fail',
    resource: /^intermediate "Test Issuing \w+"$/,
    place: expiredIntermediate,
  },
  {
    kind: 'tls.chain',
    what: 'a certificate for another host',
    expects: 'fail',
    resource: 'name',
    place: () => tlsServer((authority) => authority.issue({ names: ['other.example.com'] })),
  },
  {
    kind: 'tls.chain',
    what: 'a self-signed certificate',
    expects: 'fail',
    resource: 'chain',
    place: () => tlsServer((authority) => authority.selfSigned()),
  },
  {
    kind: 'tls.chain',
    what: 'a chain without its intermediate',
    expects: 'fail',
    resource: 'chain',
    place: () => tlsServer((authority) => authority.issue({ send: 'nothing' })),
  },
  {
    kind: 'tls.chain',
    what: 'an expired certificate',
    expects: 'fail',
    resource: 'dates',
    place: () => tlsServer((authority) => authority.issue({ validFrom: -90, validTo: -1 })),
  },
]
