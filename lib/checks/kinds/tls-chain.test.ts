import { describe, expect, it } from 'vitest'
import type { TlsAnswer } from '@/lib/probes/tls'
import { healthyTls } from '../tls-question'
import { tlsChain } from './tls-chain'

const now = new Date('2026-11-23T10:00:00Z')
const judge = (changes: Partial<TlsAnswer>) =>
  tlsChain.judge({ ...healthyTls, ...changes }, tlsChain.config.parse({}), now)
const expired = healthyTls.chain.map((certificate, index) =>
  index === 1 ? { ...certificate, validTo: '2026-11-20T00:00:00.000Z' } : certificate,
)

describe('tls.chain', () => {
  it.each([
    [{}, 'ok', /the chain is complete and trusted, the name fits, and all dates are right/],
    [{ nameMatches: false }, 'fail', /not for shop\.example\.com but for shop\.example\.com\.$/],
    [{ chain: expired }, 'fail', /the intermediate "Example Issuing CA" expired on 2026-11-20/],
    [
      { trust: { trusted: false, problem: 'self-signed', detail: 'it is signed by itself' } },
      'fail',
      /the certificate is self-signed: it is signed by itself/,
    ],
    [
      { trust: { trusted: false, problem: 'refused', detail: 'verification fails with CERT_REVOKED' } },
      'fail',
      /the chain is refused: verification fails with CERT_REVOKED/,
    ],
  ] as const)('%j is %s', (changes, verdict, reason) => {
    const judged = judge(changes as Partial<TlsAnswer>)
    expect(judged.verdict).toBe(verdict)
    expect(judged.reason).toMatch(reason)
  })

  it('judges path, name and dates each for itself, worst first', () => {
    const judged = judge({ nameMatches: false, chain: expired })
    expect(judged.resources.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['name', 'fail'],
      ['dates', 'fail'],
      ['chain', 'ok'],
    ])
  })

  it('fails a handshake that the server breaks off', () => {
    const facts = {
      unreachable: { fault: 'tls' as const, code: 'ERR_SSL_X', sentence: 'The handshake failed.' },
    }
    expect(tlsChain.judge(facts, tlsChain.config.parse({}), now)).toMatchObject({
      verdict: 'fail',
      reason: 'The handshake failed.',
    })
  })
})
