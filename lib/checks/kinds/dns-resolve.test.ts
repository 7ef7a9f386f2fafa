import { describe, expect, it } from 'vitest'
import { dnsResolve } from './dns-resolve'

const now = new Date('2026-11-23T10:00:00Z')
const said = (resolver: string, ...records: string[]) => ({
  resolver,
  records,
  status: 'NOERROR' as const,
  elapsedMs: 2,
})
type Opinions = Extract<Parameters<typeof dnsResolve.judge>[0], { opinions: unknown }>['opinions']

const judge = (opinions: Opinions, config: object = {}) =>
  dnsResolve.judge({ name: 'shop.example.com', opinions }, dnsResolve.config.parse(config), now)

describe('dns.resolve', () => {
  it.each([
    [['192.0.2.1'], [], 'ok', 'says 192.0.2.1'],
    [['192.0.2.1', '192.0.2.2'], ['192.0.2.2', '192.0.2.1'], 'ok', 'says 192.0.2.1, 192.0.2.2'],
    [['192.0.2.1'], ['192.0.2.1', '192.0.2.2'], 'fail', 'lacks 192.0.2.2'],
    [['192.0.2.1', '192.0.2.9'], ['192.0.2.1'], 'fail', 'has 192.0.2.9 besides'],
    [['Mail.Example.com'], ['mail.example.com.'], 'ok', 'says Mail.Example.com'],
  ] as const)('%j where %j is expected is %s', (records, expected, verdict, detail) => {
    const judged = judge([said('9.9.9.9', ...records)], { expected })
    expect(judged).toMatchObject({ verdict, reason: `shop.example.com: 9.9.9.9 ${detail}.` })
  })

  it.each([
    ['NXDOMAIN', 'says the name does not exist (NXDOMAIN)'],
    ['NODATA', 'has no such record of the name'],
  ] as const)('%s fails', (status, detail) => {
    const judged = judge([{ resolver: '9.9.9.9', records: [], status, elapsedMs: 2 }])
    expect(judged).toMatchObject({
      verdict: 'fail',
      value: 0,
      reason: `shop.example.com: 9.9.9.9 ${detail}.`,
    })
  })

  it('fails for a named resolver that is silent, and is unknown for the own one', () => {
    const silent = { sentence: 'It did not answer.', aboutTarget: true }
    expect(judge([{ resolver: '9.9.9.9', silent }]).verdict).toBe('fail')
    expect(judge([{ resolver: "this machine's resolver", silent }]).verdict).toBe('unknown')
    expect(judge([{ resolver: '10.0.0.53', silent: { ...silent, aboutTarget: false } }]).verdict).toBe(
      'unknown',
    )
  })

  it('says how many of several agree', () => {
    const judged = judge([said('a', '192.0.2.1'), said('b', '192.0.2.7'), said('c', '192.0.2.1')], {
      expected: ['192.0.2.1'],
    })
    expect(judged.reason).toBe(
      'shop.example.com: b lacks 192.0.2.1 and has 192.0.2.7 besides (2 of 3 resolvers agree).',
    )
  })

  it('has no question about an address', () => {
    expect(dnsResolve.judge({ noName: '192.0.2.1' }, dnsResolve.config.parse({}), now).verdict).toBe(
      'not-applicable',
    )
  })
})
