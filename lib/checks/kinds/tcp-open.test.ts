import { describe, expect, it } from 'vitest'
import { tcpOpen } from './tcp-open'

const now = new Date('2026-11-23T10:00:00Z')

describe('tcp.open', () => {
  it.each([
    [0.4, 'ok'],
    [999.9, 'ok'],
    [1_000, 'warn'],
    [4_000, 'warn'],
  ])('connected in %d ms is %s', (connectMs, verdict) => {
    const judged = tcpOpen.judge(
      { address: '203.0.113.7', dnsMs: 1, connectMs, greeting: null },
      tcpOpen.config.parse({}),
      now,
    )
    expect(judged).toMatchObject({
      verdict,
      value: connectMs,
      unit: 'ms',
      thresholds: { warn: 1_000, fail: null },
    })
  })

  it.each(['refused', 'timeout', 'unknown-host', 'unreachable', 'reset'] as const)(
    'fails when %s',
    (fault) => {
      const facts = { unreachable: { fault, code: null, sentence: 'No way in.' } }
      expect(tcpOpen.judge(facts, tcpOpen.config.parse({}), now)).toMatchObject({
        verdict: 'fail',
        reason: 'No way in.',
      })
    },
  )

  it.each([
    [true, '220 ready', 'ok', /^Connected in 3 ms/],
    [false, '500 busy', 'fail', /the server said "500 busy"/],
    [false, '', 'fail', /the server said nothing/],
  ] as const)('greeting that matches %s: "%s"', (matched, text, verdict, reason) => {
    const facts = { address: '203.0.113.7', dnsMs: 1, connectMs: 3, greeting: { matched, text } }
    const judged = tcpOpen.judge(facts, tcpOpen.config.parse({ greeting: '^220' }), now)
    expect(judged.verdict).toBe(verdict)
    expect(judged.reason).toMatch(reason)
  })
})
