import { z } from 'zod'
import { type HttpHop, type HttpTimings, probeHttp } from '@/lib/probes/http'
import { CouldNotLook } from '../could-not-look'
import { type CheckIo, defineCheck, type Judgement } from '../define-check'
import { hopEvidence, httpTrust, timingEvidence, urlOf } from '../http-question'
import { parseJsonPath } from '../json-path'
import { matchBody } from '../match-body'
import { patternLimit } from '../match-pattern'
import { failUnreachable, isUnreachable, orUnreachable, type Unreachable } from '../unreachable'

const config = z
  .strictObject({
    how: z
      .enum(['text', 'pattern', 'json'])
      .default('text')
      .describe('Look for a text, a pattern (RE2 syntax), or a value in JSON'),
    expected: z
      .string()
      .max(2_000)
      .default('')
      .describe('The text, the pattern (at most 256 characters), or the JSON value'),
    path: z
      .string()
      .max(500)
      .default('$')
      .describe('Where the JSON value is: $.status, $.services[0].healthy'),
    ...httpTrust,
  })
  .superRefine(({ how, expected, path }, issues) => {
    if (how === 'pattern' && expected.length > patternLimit) {
      issues.addIssue({
        code: 'custom',
        path: ['expected'],
        message: `A pattern has at most ${patternLimit} characters.`,
      })
    }
    if (how === 'json' && !parseJsonPath(path)) {
      issues.addIssue({
        code: 'custom',
        path: ['path'],
        message: 'Write a path such as $.status or $.services[0].healthy.',
      })
    }
  })

interface Answered {
  status: number
  matched: boolean
  /** Half a sentence: "contains "Welcome"". */
  found: string
  bytes: number
  truncated: boolean
  hops: HttpHop[]
  timings: HttpTimings
}

/** No setting says what the body must contain: the question was not asked. */
interface NotAsked {
  notAsked: true
}

const example = (matched: boolean): Answered | Unreachable | NotAsked => ({
  status: 200,
  matched,
  found: matched ? 'contains "Welcome back"' : 'does not contain "Welcome back"',
  bytes: 18_342,
  truncated: false,
  hops: [{ url: 'https://shop.example.com/', status: 200, address: '203.0.113.7' }],
  timings: { dns: 2, connect: 11, tls: 14, firstByte: 38, total: 71 },
})

/** What a URL answers, not only that it answers. */
export const httpBody = defineCheck({
  kind: 'http.body',
  title: 'Content of the answer',
  proves: 'The URL serves the right content, not merely something with status 200.',
  dimension: 'service-health',
  tier: 'continuous',
  targets: ['url'],
  intervalSeconds: 60,
  timeoutMs: 10_000,
  failAfter: 2,
  proposed: false,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'No threshold: the content is as expected or it is not.',
  remediation:
    'Compare what the URL serves with what it should: `curl -sL <url> | head -c 2000`. A login page, a maintenance page or an "index of" in its place answers 200 as well: look for an expired session of the backend, a default virtual host, or a deployment that shipped an empty build. If the wording changed on purpose, change this check with it.',
  privileges: 'none: the worker must reach the URL',
  collect: async (settings, io): Promise<Answered | Unreachable | NotAsked> =>
    settings.expected === '' ? { notAsked: true } : orUnreachable(answerOf(settings, io)),
  judge: (facts): Judgement => {
    if ('notAsked' in facts) return notAsked
    if (isUnreachable(facts)) return failUnreachable(facts, 'bytes')
    const { status, matched, found, bytes, truncated, hops, timings } = facts
    const cut = truncated && !matched ? ' in its first 1 MiB' : ''
    return {
      verdict: matched ? 'ok' : 'fail',
      reason: `The answer with status ${status} ${found}${cut}.`,
      value: bytes,
      unit: 'bytes',
      thresholds: { warn: null, fail: null },
      resources: [],
      evidence: {
        status,
        matched,
        found,
        bytes,
        truncated,
        hops: hopEvidence(hops),
        timings: timingEvidence(timings),
      },
    }
  },
  examples: { passing: example(true), failing: example(false) },
})

const notAsked: Judgement = {
  verdict: 'not-applicable',
  reason:
    'Nothing is set that the answer must contain. Edit this check to say what proves that the page works.',
  value: null,
  unit: null,
  thresholds: { warn: null, fail: null },
  resources: [],
  evidence: {},
}

async function answerOf(settings: z.infer<typeof config>, { target, probe }: CheckIo): Promise<Answered> {
  const { verifyTls, privateCa } = settings
  const answer = await probeHttp({ url: urlOf(target), body: 'keep', verifyTls, privateCa }, probe)
  const encoding = answer.headers['content-encoding']
  if (encoding && encoding !== 'identity') {
    throw new CouldNotLook(
      `The answer is compressed (${encoding.slice(0, 40)}) although the check asked for plain text, so its content cannot be read. Make the server respect Accept-Encoding.`,
    )
  }
  const match = await matchBody((answer.body ?? Buffer.alloc(0)).toString('utf8'), settings)
  if (match.matched === null) throw new CouldNotLook(match.fault)
  const { status, bodyBytes, truncated, hops, timings } = answer
  return { status, ...match, bytes: bodyBytes, truncated, hops, timings }
}
