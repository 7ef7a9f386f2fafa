import { z } from 'zod'
import { ProbeError } from '@/lib/probe-error'
import { type HttpTimings, probeHttp } from '@/lib/probes/http'
import { type CheckIo, defineCheck, type Judgement } from '../define-check'
import { httpTrust, tenth, timingEvidence, urlOf } from '../http-question'
import { verdictAbove } from '../threshold'

const config = z
  .strictObject({
    warnMs: z.number().min(1).max(60_000).default(1_000).describe('Warn from this many milliseconds'),
    failMs: z.number().min(1).max(60_000).default(5_000).describe('Fail from this many milliseconds'),
    ...httpTrust,
  })
  .refine(({ warnMs, failMs }) => warnMs <= failMs, {
    path: ['warnMs'],
    message: 'Must not be above the limit to fail.',
  })

/** One request: how long its parts took, or after how long it was given up. */
type Attempt = { timings: HttpTimings } | { gaveUpAfterMs: number }

interface Facts {
  /** In the order they were made; the first one may have had to resolve the name. */
  attempts: Attempt[]
}

const attempts = 3

const example = (total: number): Facts => ({
  attempts: [1.4, 1, 0.9].map((factor) => ({
    timings: { dns: 2, connect: 11, tls: 14, firstByte: total * factor - 40, total: total * factor },
  })),
})

/** How long a URL takes to answer in full. */
export const httpLatency = defineCheck({
  kind: 'http.latency',
  title: 'Response time',
  proves: 'The URL answers fast enough: the median of three requests, from the name to the last byte.',
  dimension: 'service-health',
  tier: 'continuous',
  targets: ['url'],
  intervalSeconds: 60,
  timeoutMs: 30_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Warn at 1 s as in the awesome-prometheus-alerts collection; fail at 5 s, our own proposal.',
  remediation:
    'Look at which part is slow in the evidence. Name resolution: the resolver of this machine. Connect: distance, packet loss or a full accept queue (`ss -lnt`). TLS: load of the server. First byte: the application itself; look at its slow queries, its pools and what it waits for. Only the rest: the size of the answer, or bandwidth.',
  privileges: 'none: the worker must reach the URL',
  collect: async (settings, io): Promise<Facts> => measure(settings, io),
  judge: ({ attempts: made }, { warnMs, failMs }): Judgement => {
    const times = made.map((attempt) =>
      'timings' in attempt ? attempt.timings.total : attempt.gaveUpAfterMs,
    )
    const median = medianOf(times)
    const gaveUp = made.filter((attempt) => 'gaveUpAfterMs' in attempt).length
    const thresholds = { warn: warnMs, fail: failMs }
    const evidence = {
      totalsMs: times.map(tenth),
      gaveUp,
      attempts: made.map((attempt) => ('timings' in attempt ? timingEvidence(attempt.timings) : null)),
    }
    const base = { value: tenth(median), unit: 'ms', thresholds, resources: [], evidence } as const
    if (gaveUp * 2 > made.length && median < failMs) {
      const reason = `No full answer within ${tenth(median)} ms, which is less than the limit of ${failMs} ms: raise the timeout of this check to judge it.`
      return { ...base, resources: [], verdict: 'unknown', value: null, reason }
    }
    const verdict = verdictAbove(median, warnMs, failMs)
    const limit = verdict === 'fail' ? failMs : warnMs
    const reached = verdict === 'ok' ? `below ${warnMs} ms` : `at or above ${limit} ms`
    return {
      ...base,
      resources: [],
      verdict,
      reason: `Median of ${times.length} request${times.length === 1 ? '' : 's'}: ${gaveUp * 2 > made.length ? 'more than ' : ''}${Math.round(median)} ms, ${reached}.`,
    }
  },
  examples: { passing: example(80), failing: example(7_200) },
})

/** Requests one after the other, each with its share of the time, so that all three fit. */
async function measure(
  { verifyTls, privateCa }: z.infer<typeof config>,
  { target, probe }: CheckIo,
): Promise<Facts> {
  const made: Attempt[] = []
  // A little less than a third: the last one must end before the whole check is given up.
  const share = (probe.timeoutMs - 200) / attempts
  while (made.length < attempts) {
    const startedAt = performance.now()
    try {
      const answer = await probeHttp(
        { url: urlOf(target), body: 'count', verifyTls, privateCa },
        { ...probe, timeoutMs: share },
      )
      made.push({ timings: answer.timings })
    } catch (error) {
      // Slow is this check's subject; that there is no answer at all is for http.status to say.
      if (!(error instanceof ProbeError) || error.code !== 'ANSWER_TIMEOUT') throw error
      made.push({ gaveUpAfterMs: performance.now() - startedAt })
    }
  }
  return { attempts: made }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
