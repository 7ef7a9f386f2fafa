import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHttpListener, startTcpListener, startTlsListener } from '@/scripts/testing/listeners'
import { networkIo } from '@/scripts/testing/probe-context'
import {
  createTestAuthority,
  type ServerCertificate,
  type TestAuthority,
} from '@/scripts/testing/test-certificates'
import { evaluateCheck } from '../evaluate'
import { httpStatus } from './http-status'
import { tlsChain } from './tls-chain'
import { tlsExpiry } from './tls-expiry'

// Real listeners, real handshakes: each planted fault must be named, and repaired again.

const now = new Date()
let authority: TestAuthority
let shortAuthority: TestAuthority
let deadAuthority: TestAuthority

beforeAll(async () => {
  authority = await createTestAuthority(now)
  shortAuthority = await createTestAuthority(now, 5)
  deadAuthority = await createTestAuthority(now, -2)
})

let listener: Awaited<ReturnType<typeof startTlsListener>>
beforeAll(async () => {
  listener = await startTlsListener(await authority.issue())
})
afterAll(() => listener.close())

async function judge(
  certificate: ServerCertificate,
  { privateCa = authority.rootPem, host = 'localhost' } = {},
) {
  listener.serve(certificate)
  const target = {
    kind: 'tls' as const,
    address: `${host}:${listener.port}`,
    config: { host, port: listener.port },
    secret: null,
  }
  const io = () => networkIo(target, now)
  return {
    expiry: await evaluateCheck(tlsExpiry, { privateCa }, io()),
    chain: await evaluateCheck(tlsChain, { privateCa }, io()),
  }
}

const resourceOf = (
  judgement: { resources: { name: string; verdict: string; detail?: string }[] },
  name: string,
) => judgement.resources.find((resource) => resource.name === name)

describe('certificates of real servers', () => {
  it('finds nothing wrong with a valid one', async () => {
    const { expiry, chain } = await judge(await authority.issue())
    expect(chain).toMatchObject({ verdict: 'ok' })
    expect(expiry).toMatchObject({ verdict: 'ok', unit: 'days', thresholds: { warn: 20, fail: 7 } })
    expect(expiry.value).toBeCloseTo(60, 0)
    expect(expiry.resources.map(({ name }) => name)).toHaveLength(2)
  })

  it.each([
    ['warns 12 days before the end', 12, 'warn'],
    ['fails 5 days before the end', 5, 'fail'],
  ] as const)('%s', async (_what, validTo, verdict) => {
    const { expiry, chain } = await judge(await authority.issue({ validFrom: validTo - 90, validTo }))
    expect(expiry.verdict).toBe(verdict)
    expect(expiry.reason).toMatch(
      new RegExp(`^The certificate of localhost expires in ${validTo} days, on \\d{4}-`),
    )
    expect(chain.verdict).toBe('ok')
  })

  it('leaves a fresh certificate of six days alone', async () => {
    const { expiry } = await judge(await authority.issue({ validFrom: -1, validTo: 5 }))
    expect(expiry).toMatchObject({ verdict: 'ok', thresholds: { warn: 2, fail: 1 } })
  })

  it('fails an expired one, and still says that path and name are right', async () => {
    const { expiry, chain } = await judge(await authority.issue({ validFrom: -90, validTo: -3 }))
    expect(expiry).toMatchObject({ verdict: 'fail', value: -3 })
    expect(expiry.reason).toMatch(/^The certificate of localhost expired on /)
    expect(chain.verdict).toBe('fail')
    expect(resourceOf(chain, 'dates')?.detail).toMatch(/^the certificate expired on /)
    expect(resourceOf(chain, 'chain')?.verdict).toBe('ok')
    expect(resourceOf(chain, 'name')?.verdict).toBe('ok')
  })

  it('names every fault of one that is expired, for another name, and from a stranger', async () => {
    const { chain } = await judge(
      await authority.issue({ names: ['other.example.com'], validFrom: -90, validTo: -3 }),
      {
        privateCa: '',
      },
    )
    expect(chain.resources.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail'])
    expect(chain.reason).toContain('is not for localhost but for other.example.com')
    expect(chain.reason).toContain('expired on')
  })

  it('fails one that is not valid yet', async () => {
    const { expiry, chain } = await judge(await authority.issue({ validFrom: 2, validTo: 92 }))
    expect(expiry.reason).toMatch(/is not valid before/)
    expect([expiry.verdict, chain.verdict]).toEqual(['fail', 'fail'])
  })

  it('fails the wrong name only in the chain check', async () => {
    const { expiry, chain } = await judge(
      await authority.issue({ names: ['shop.example.com', '*.shop.example.com'] }),
    )
    expect(expiry.verdict).toBe('ok')
    expect(chain.reason).toBe(
      'Clients cannot verify localhost: the certificate is not for localhost but for shop.example.com, *.shop.example.com.',
    )
  })

  it('checks an address against the addresses of the certificate', async () => {
    expect((await judge(await authority.issue(), { host: '127.0.0.1' })).chain.verdict).toBe('ok')
    const { chain } = await judge(await authority.issue({ names: ['localhost'] }), { host: '127.0.0.1' })
    expect(resourceOf(chain, 'name')?.verdict).toBe('fail')
  })

  it('fails a self-signed one', async () => {
    const { chain } = await judge(await authority.selfSigned())
    expect(chain.reason).toBe(
      'Clients cannot verify localhost: the certificate is self-signed: it is signed by itself.',
    )
  })

  it('fails a private authority that nobody named', async () => {
    const { chain } = await judge(await authority.issue(), { privateCa: '' })
    expect(resourceOf(chain, 'chain')?.verdict).toBe('fail')
    expect(chain.reason).toMatch(
      /the authority is unknown: its authority "Test Root \w+" is not trusted here/,
    )
  })

  it('fails an incomplete chain and says whose certificate is missing', async () => {
    const { expiry, chain } = await judge(await authority.issue({ send: 'nothing' }))
    expect(expiry.verdict).toBe('ok')
    expect(chain.reason).toMatch(
      /the chain is incomplete: nobody served the certificate of "Test Issuing \w+"/,
    )
  })

  it('judges the earliest end of all that is served: an intermediate that ends first', async () => {
    const { expiry } = await judge(await shortAuthority.issue(), { privateCa: shortAuthority.rootPem })
    expect(expiry.verdict).toBe('fail')
    expect(expiry.value).toBeCloseTo(5, 0)
    expect(expiry.reason).toMatch(/^The intermediate "Test Issuing \w+" expires in 5 days/)
  })

  it('fails an expired intermediate in both checks', async () => {
    const { expiry, chain } = await judge(await deadAuthority.issue(), { privateCa: deadAuthority.rootPem })
    expect(expiry.reason).toMatch(/^The intermediate "Test Issuing \w+" expired on /)
    expect(resourceOf(chain, 'dates')?.detail).toMatch(/^the intermediate "Test Issuing \w+" expired on /)
    expect(resourceOf(chain, 'chain')?.verdict).toBe('ok')
  })

  it('says so when the private authority is no certificate', async () => {
    const { chain } = await judge(await authority.issue(), { privateCa: 'not a certificate' })
    expect(chain).toMatchObject({ verdict: 'unknown' })
    expect(chain.reason).toMatch(/private authority of this check is not a certificate/)
  })

  it('accepts the PEM text without its line breaks, as a one-line form field leaves it', async () => {
    const { chain } = await judge(await authority.issue(), {
      privateCa: authority.rootPem.replaceAll('\n', ''),
    })
    expect(chain.verdict).toBe('ok')
  })
})

describe('ports that do not finish a handshake', () => {
  const target = (port: number) => ({
    kind: 'tls' as const,
    address: `127.0.0.1:${port}`,
    config: { host: '127.0.0.1', port },
    secret: null,
  })

  it('is unknown where nobody listens', async () => {
    const gone = await startTcpListener(() => {})
    await gone.close()
    for (const kind of [tlsExpiry, tlsChain]) {
      const { verdict, reason } = await evaluateCheck(kind, {}, networkIo(target(gone.port), now))
      expect(verdict).toBe('unknown')
      expect(reason).toMatch(/refused the connection: nothing listens on this port/)
    }
  })

  it('says that a plain HTTP port speaks no TLS', async () => {
    const plain = await startHttpListener((_request, response) => response.end('hello'))
    const chain = await evaluateCheck(tlsChain, {}, networkIo(target(plain.port), now))
    const expiry = await evaluateCheck(tlsExpiry, {}, networkIo(target(plain.port), now))
    expect(chain.verdict).toBe('fail')
    expect(chain.reason).toMatch(/does not speak TLS on this port/)
    expect(expiry.verdict).toBe('unknown')
    await plain.close()
  })
})

describe('HTTPS with a certificate that does not hold', () => {
  it.each([
    ['expired', () => authority.issue({ validFrom: -90, validTo: -3 }), /has expired\. Renew it/],
    ['wrong name', () => authority.issue({ names: ['other.example.com'] }), /made out for other names/],
    ['self-signed', () => authority.selfSigned(), /self-signed certificate that nobody vouches for/],
    ['incomplete', () => authority.issue({ send: 'nothing' }), /does not send the intermediate certificate/],
  ])('fails http.status: %s', async (_what, make, sentence) => {
    const server = await startHttpListener((_request, response) => response.end('hello'), await make())
    const url = `https://localhost:${server.port}/`
    const io = () => networkIo({ kind: 'url', address: url, config: { url }, secret: null }, now)
    const verified = await evaluateCheck(httpStatus, { privateCa: authority.rootPem }, io())
    expect(verified.verdict).toBe('fail')
    expect(verified.reason).toMatch(sentence)
    expect((await evaluateCheck(httpStatus, { verifyTls: false }, io())).verdict).toBe('ok')
    await server.close()
  })
})
