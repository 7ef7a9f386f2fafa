import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ResolvedAddress } from '@/lib/egress/resolve-name'
import { confusingUrls, forbiddenHosts, spellingsOf } from '@/scripts/testing/forbidden-hosts'
import { type Listener, startHttpListener, startTcpListener } from '@/scripts/testing/listeners'
import { probeContext } from '@/scripts/testing/probe-context'
import { probeDns } from './dns'
import { probeHttp } from './http'
import { withPostgresSession } from './postgres-session'
import { type ProbeContext, ProbeError } from './probe-context'
import { probeTcp } from './tcp'
import { probeTls } from './tls'

// What counts is not the verdict but what a listener on a forbidden address sees: nothing, whatever is
// written and wherever it comes from. The positive control proves that this listener does count.

const closed: EgressPolicy = { allowPrivate: [], deniedEndpoints: [] }
const hosts = [...spellingsOf('127.0.0.1'), ...spellingsOf('169.254.169.254'), ...forbiddenHosts]

/** A name server that leads every name to this machine, and an own one that tells where it was asked. */
const everythingIsHere = () =>
  Promise.resolve<ResolvedAddress[]>([
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ])

let ipv4: Listener
let ipv6: Listener | undefined
let udp: UdpSocket
let datagrams = 0
beforeAll(async () => {
  ipv4 = await startTcpListener((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  // A machine without IPv6 has nothing to protect there.
  ipv6 = await startTcpListener((socket) => socket.end(), '::1', ipv4.port).catch(() => undefined)
})
beforeAll(async () => {
  udp = createSocket('udp4', () => {
    datagrams += 1
  })
  await new Promise<void>((resolve) => udp.bind(ipv4.port, '127.0.0.1', resolve))
})
afterAll(async () => {
  udp.close()
  await ipv4.close()
  await ipv6?.close()
})

const seen = () => ipv4.connections() + (ipv6?.connections() ?? 0) + datagrams

/** A probe as strict as the product's start, on a machine whose resolver lies. */
const strict = (): ProbeContext =>
  probeContext({ egress: closed, resolve: everythingIsHere, timeoutMs: 2_000 })

type Ask = (host: string, port: number, probe: ProbeContext) => Promise<unknown>

const probes: Record<string, Ask> = {
  http: (host, port, probe) =>
    probeHttp({ url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/` }, probe),
  https: (host, port, probe) =>
    probeHttp({ url: `https://${host.includes(':') ? `[${host}]` : host}:${port}/` }, probe),
  tcp: (host, port, probe) => probeTcp({ host, port, readGreeting: false }, probe),
  tls: (host, port, probe) => probeTls({ host, port }, probe),
  dns: (host, port, probe) =>
    probeDns(
      {
        name: 'example.com',
        type: 'A',
        resolver: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
      },
      probe,
    ),
  sql: (host, port, probe) =>
    withPostgresSession(
      {
        kind: 'postgres',
        address: `${host}:${port}`,
        config: { host, port, database: 'app', user: 'audit', tls: 'disable' },
        secret: null,
      },
      probe,
      () => Promise.resolve(),
    ),
}

/** Every payload must end in a ProbeError: another error would be a fault of ours, an answer a hole. */
async function refusals(work: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(work)
  return results.map((result) => {
    if (result.status === 'fulfilled') return 'answered'
    return result.reason instanceof ProbeError ? result.reason.fault : String(result.reason)
  })
}

describe('targets that must not be reached', () => {
  it('has a corpus worth its name', () => {
    expect(new Set(hosts).size).toBeGreaterThan(300)
  })

  it.each(Object.keys(probes))('%s reaches none of the forbidden hosts', async (name) => {
    const before = seen()
    const faults = await refusals(hosts.map((host) => (probes[name] as Ask)(host, ipv4.port, strict())))
    expect(
      hosts.filter((_host, index) => !['egress-denied', 'bad-configuration'].includes(faults[index] ?? '')),
    ).toEqual([])
    expect(seen()).toBe(before)
  })

  it('http reaches nothing by URLs that can be read in two ways', async () => {
    const before = seen()
    const urls = [...confusingUrls(`127.0.0.1:${ipv4.port}`), ...confusingUrls(`localhost:${ipv4.port}`)]
    const faults = await refusals(urls.map((url) => probeHttp({ url }, strict())))
    expect(
      urls.filter((_url, index) => !['egress-denied', 'bad-configuration'].includes(faults[index] ?? '')),
    ).toEqual([])
    expect(seen()).toBe(before)
  })

  it('the listener counts: the same probes connect once loopback is open', async () => {
    const open: EgressPolicy = { allowPrivate: ['127.0.0.0/8'], deniedEndpoints: [] }
    const probe = () => probeContext({ egress: open, resolve: everythingIsHere, timeoutMs: 2_000 })
    const before = seen()
    await Promise.allSettled([
      probeHttp({ url: `http://127.1:${ipv4.port}/` }, probe()),
      probeHttp({ url: `http://whatever.example.com:${ipv4.port}/` }, probe()),
      probeTcp({ host: '2130706433', port: ipv4.port, readGreeting: false }, probe()),
      probeTls({ host: 'localhost', port: ipv4.port }, probe()),
      probes.sql?.('0x7f.1', ipv4.port, probe()),
    ])
    expect(seen() - before).toBeGreaterThanOrEqual(5)
    const seenByUdp = datagrams
    const cut = { ...probe(), timeoutMs: 200 }
    await probes.dns?.('127.1', ipv4.port, cut).catch(() => {})
    expect(datagrams).toBeGreaterThan(seenByUdp)
  })
})

describe('redirects and resolvers that change their mind', () => {
  /** 127.0.0.2 stands for an open target, 127.0.0.1 for a closed one. */
  const halfOpen: EgressPolicy = { allowPrivate: ['127.0.0.2/32'], deniedEndpoints: [] }
  let location = ''
  let redirecting: Listener
  beforeAll(async () => {
    redirecting = await startHttpListener(
      (_request, response) => response.writeHead(302, { location }).end(),
      undefined,
      '127.0.0.2',
    )
  })
  afterAll(() => redirecting.close())

  it('follows no redirect to a forbidden address', async () => {
    const before = seen()
    const start = `http://127.0.0.2:${redirecting.port}/`
    const targets = [
      ...hosts.map((host) => `http://${host.includes(':') ? `[${host}]` : host}:${ipv4.port}/`),
      ...confusingUrls(`127.0.0.1:${ipv4.port}`),
    ].filter((url) => /^[\x20-\x7e]+$/.test(url))
    expect(targets.length).toBeGreaterThan(250)
    for (const target of targets) {
      location = target
      const probe = probeContext({ egress: halfOpen, resolve: everythingIsHere, timeoutMs: 2_000 })
      const result = await probeHttp({ url: start }, probe).catch((error: unknown) => error)
      // A relative or repaired reading of the text may lead back to the open server: a loop, but no hole.
      expect(result, target).toBeInstanceOf(ProbeError)
    }
    expect(redirecting.connections()).toBeGreaterThanOrEqual(targets.length)
    expect(seen()).toBe(before)
  })

  it('drops from https to http for nobody, and takes no credentials along', async () => {
    const headers: unknown[] = []
    const other = await startHttpListener(
      (request, response) => {
        headers.push(request.headers.authorization, request.headers.cookie)
        response.end()
      },
      undefined,
      '127.0.0.2',
    )
    location = `http://127.0.0.2:${other.port}/`
    await probeHttp(
      {
        url: `http://127.0.0.2:${redirecting.port}/`,
        credentials: { authorization: 'Bearer x', cookie: 'a=b' },
      },
      probeContext({ egress: halfOpen }),
    )
    expect(headers).toEqual([undefined, undefined])
    await other.close()
  })

  it('connects to the address that was judged, not to what the name means a moment later', async () => {
    const before = seen()
    let asked = 0
    const rebinding = () => {
      asked += 1
      const address = asked === 1 ? '127.0.0.2' : '127.0.0.1'
      return Promise.resolve<ResolvedAddress[]>([{ address, family: 4 }])
    }
    const here = await startHttpListener(
      (_request, response) => response.end('open'),
      undefined,
      '127.0.0.2',
      ipv4.port,
    )
    const probe = probeContext({ egress: halfOpen, resolve: rebinding })
    const answer = await probeHttp({ url: `http://rebind.example.com:${ipv4.port}/`, body: 'keep' }, probe)
    expect(answer.body?.toString()).toBe('open')
    expect(asked).toBe(1)
    // Asked again it means a closed address: refused, although it was fine a moment ago.
    await expect(probeHttp({ url: `http://rebind.example.com:${ipv4.port}/` }, probe)).rejects.toMatchObject({
      fault: 'egress-denied',
    })
    expect(seen()).toBe(before)
    await here.close()
  })

  it('judges each hop anew when the name changes between them', async () => {
    const before = seen()
    let asked = 0
    const rebinding = () => {
      asked += 1
      return Promise.resolve<ResolvedAddress[]>([
        { address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 },
      ])
    }
    location = `http://rebind.example.com:${ipv4.port}/`
    await expect(
      probeHttp(
        { url: `http://rebind.example.com:${redirecting.port}/` },
        probeContext({ egress: halfOpen, resolve: rebinding }),
      ),
    ).rejects.toMatchObject({ fault: 'egress-denied', suggestion: '127.0.0.1/32' })
    expect(seen()).toBe(before)
  })

  it('refuses a name of which one address is closed', async () => {
    const before = seen()
    const mixed = () =>
      Promise.resolve<ResolvedAddress[]>([
        { address: '127.0.0.2', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    for (const ask of Object.values(probes)) {
      const probe = probeContext({ egress: halfOpen, resolve: mixed })
      await expect(ask('mixed.example.com', ipv4.port, probe)).rejects.toMatchObject({
        fault: 'egress-denied',
      })
    }
    expect(seen()).toBe(before)
  })

  it('keeps its own doors closed even where everything private is open', async () => {
    const before = seen()
    const policy: EgressPolicy = {
      allowPrivate: 'all',
      deniedEndpoints: [{ address: '127.0.0.1', port: ipv4.port }],
    }
    for (const ask of Object.values(probes)) {
      await expect(ask('127.0.0.1', ipv4.port, probeContext({ egress: policy }))).rejects.toMatchObject({
        fault: 'egress-denied',
        suggestion: null,
      })
    }
    expect(seen()).toBe(before)
  })
})
