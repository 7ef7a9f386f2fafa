import { z } from 'zod'
import { type HttpHop, type HttpTimings, probeHttp } from '@/lib/probes/http'
import { type CheckIo, defineCheck, type Judgement } from '../define-check'
import { hopEvidence, httpTrust, timingEvidence, urlOf } from '../http-question'
import { isInSet, parseNumberSet } from '../number-set'
import { failUnreachable, isUnreachable, orUnreachable, type Unreachable } from '../unreachable'

const config = z.strictObject({
  expected: z
    .string()
    .default('200-399')
    .refine((text) => parseNumberSet(text) !== null, 'Write status codes such as 200-399 or 200, 204, 401.')
    .describe('Status codes that are right'),
  method: z.enum(['GET', 'HEAD']).default('GET').describe('Method of the request'),
  followRedirects: z.boolean().default(true).describe('Follow redirects, at most 5'),
  ...httpTrust,
})

interface Answered {
  status: number
  hops: HttpHop[]
  timings: HttpTimings
}

const example = (status: number): Answered => ({
  status,
  hops: [{ url: 'https://shop.example.com/', status, address: '203.0.113.7' }],
  timings: { dns: 2, connect: 11, tls: 14, firstByte: 38, total: 66 },
})

/** The status code that a URL answers with. */
export const httpStatus = defineCheck({
  kind: 'http.status',
  title: 'HTTP status',
  proves: 'The URL answers, and with a status code that means success.',
  dimension: 'service-health',
  tier: 'continuous',
  targets: ['url'],
  intervalSeconds: 60,
  timeoutMs: 10_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Codes 200 to 399 count as success, as in the awesome-prometheus-alerts collection.',
  remediation:
    'Ask the URL yourself: `curl -sv -o /dev/null <url>`. A 5xx is the application: read its log from the time of the first failure and look at the last deployment. 502, 503 and 504 come from the proxy in front: look whether the process behind it runs and answers on its own port. A 401, 403 or 404 where a page should be: look for a changed route, rule or credential. If the code is right after all, add it to this check.',
  privileges: 'none: the worker must reach the URL',
  collect: (settings, io) => orUnreachable(answerOf(settings, io)),
  judge: (facts: Answered | Unreachable, { expected }): Judgement => {
    if (isUnreachable(facts)) return failUnreachable(facts, 'code')
    const { status, hops, timings } = facts
    const right = isInSet(status, parseNumberSet(expected) ?? [])
    const redirected =
      hops.length > 1 ? ` after ${hops.length - 1} redirect${hops.length > 2 ? 's' : ''}` : ''
    return {
      verdict: right ? 'ok' : 'fail',
      reason: right
        ? `Answered ${status}${redirected} in ${Math.round(timings.total)} ms.`
        : `Answered ${status}${redirected}, expected ${expected}.`,
      value: status,
      unit: 'code',
      thresholds: { warn: null, fail: null },
      resources: [],
      evidence: { status, expected, hops: hopEvidence(hops), timings: timingEvidence(timings) },
    }
  },
  examples: { passing: example(200) as Answered | Unreachable, failing: example(503) },
})

async function answerOf(settings: z.infer<typeof config>, { target, probe }: CheckIo): Promise<Answered> {
  const { status, hops, timings } = await probeHttp({ url: urlOf(target), ...settings }, probe)
  return { status, hops, timings }
}
