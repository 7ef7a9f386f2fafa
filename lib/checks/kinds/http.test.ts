import { describe, expect, it } from 'vitest'
import type { HttpTimings } from '@/lib/probes/http'
import { httpBody } from './http-body'
import { httpLatency } from './http-latency'
import { httpStatus } from './http-status'

const now = new Date('2026-11-23T10:00:00Z')
const timings: HttpTimings = { dns: 1, connect: 10, tls: null, firstByte: 20, total: 31 }
const refused = {
  unreachable: {
    fault: 'refused' as const,
    code: 'ECONNREFUSED',
    sentence: 'shop:80 refused the connection.',
  },
}

describe('http.status', () => {
  const judge = (status: number, config: object = {}) =>
    httpStatus.judge(
      { status, hops: [{ url: 'http://shop.example.com/', status, address: '203.0.113.7' }], timings },
      httpStatus.config.parse(config),
      now,
    )

  it.each([
    [199, undefined, 'fail'],
    [200, undefined, 'ok'],
    [204, undefined, 'ok'],
    [301, undefined, 'ok'],
    [399, undefined, 'ok'],
    [400, undefined, 'fail'],
    [404, undefined, 'fail'],
    [503, undefined, 'fail'],
    [401, '401', 'ok'],
    [200, '401', 'fail'],
    [204, '200,204', 'ok'],
    [201, '200, 204', 'fail'],
  ])('%i with expected %s is %s', (status, expected, verdict) => {
    expect(judge(status, expected ? { expected } : {}).verdict).toBe(verdict)
  })

  it('fails with the sentence of the probe where there is no answer', () => {
    expect(httpStatus.judge(refused, httpStatus.config.parse({}), now)).toMatchObject({
      verdict: 'fail',
      value: null,
      reason: 'shop:80 refused the connection.',
      evidence: { fault: 'refused', code: 'ECONNREFUSED' },
    })
  })

  it.each(['', 'ok', '200-', '2xx', '500-400', '200;204'])(
    'does not take "%s" for status codes',
    (expected) => {
      expect(httpStatus.config.safeParse({ expected }).success).toBe(false)
    },
  )
})

describe('http.body', () => {
  const judge = (matched: boolean, truncated = false) =>
    httpBody.judge(
      {
        status: 200,
        matched,
        found: matched ? 'contains "x"' : 'does not contain "x"',
        bytes: 12,
        truncated,
        hops: [],
        timings,
      },
      httpBody.config.parse({ expected: 'x' }),
      now,
    )

  it.each([
    [true, false, 'ok', 'The answer with status 200 contains "x".'],
    [false, false, 'fail', 'The answer with status 200 does not contain "x".'],
    [false, true, 'fail', 'The answer with status 200 does not contain "x" in its first 1 MiB.'],
  ] as const)('matched %s, cut off %s: %s', (matched, truncated, verdict, reason) => {
    expect(judge(matched, truncated)).toMatchObject({ verdict, reason, value: 12, unit: 'bytes' })
  })

  it('is off where nothing is expected, and fails where nobody answers', () => {
    expect(httpBody.judge({ notAsked: true }, httpBody.config.parse({}), now).verdict).toBe('not-applicable')
    expect(httpBody.judge(refused, httpBody.config.parse({ expected: 'x' }), now).verdict).toBe('fail')
  })

  it('refuses patterns above 256 characters and paths that are none', () => {
    expect(httpBody.config.safeParse({ how: 'pattern', expected: 'x'.repeat(257) }).success).toBe(false)
    expect(httpBody.config.safeParse({ how: 'json', path: 'status' }).success).toBe(false)
    expect(httpBody.config.safeParse({ how: 'text', expected: 'x'.repeat(257) }).success).toBe(true)
  })
})

describe('http.latency', () => {
  const judge = (totals: (number | 'gave up')[], config: object = {}) =>
    httpLatency.judge(
      {
        attempts: totals.map((total) =>
          total === 'gave up' ? { gaveUpAfterMs: 10_000 } : { timings: { ...timings, total } },
        ),
      },
      httpLatency.config.parse(config),
      now,
    )

  it.each([
    [[50, 60, 40], 'ok', 50],
    [[3_000, 60, 40], 'ok', 60],
    [[999, 999, 999], 'ok', 999],
    [[1_000, 1_000, 1_000], 'warn', 1_000],
    [[40, 1_500, 1_200], 'warn', 1_200],
    [[4_999, 5_100, 4_000], 'warn', 4_999],
    [[5_000, 5_000, 5_000], 'fail', 5_000],
    [['gave up', 40, 50], 'ok', 50],
    [['gave up', 'gave up', 50], 'fail', 10_000],
    [['gave up', 'gave up', 'gave up'], 'fail', 10_000],
  ] as const)('median of %j is %s', (totals, verdict, value) => {
    expect(judge([...totals])).toMatchObject({
      verdict,
      value,
      unit: 'ms',
      thresholds: { warn: 1_000, fail: 5_000 },
    })
  })

  it('cannot judge a limit beyond its own patience', () => {
    const judged = judge(['gave up', 'gave up', 40], { warnMs: 20_000, failMs: 30_000 })
    expect(judged).toMatchObject({ verdict: 'unknown', value: null })
  })

  it('does not accept a warning above the failure', () => {
    expect(httpLatency.config.safeParse({ warnMs: 6_000 }).success).toBe(false)
  })
})
