import { z } from 'zod'
import { probeTcp } from '@/lib/probes/tcp'
import { CouldNotLook } from '../could-not-look'
import { type CheckIo, defineCheck, type Judgement } from '../define-check'
import { tenth } from '../http-question'
import { matchPattern, patternLimit } from '../match-pattern'
import { failUnreachable, isUnreachable, orUnreachable, type Unreachable } from '../unreachable'

const config = z.strictObject({
  warnMs: z
    .number()
    .min(1)
    .max(60_000)
    .default(1_000)
    .describe('Warn when connecting takes this many milliseconds'),
  greeting: z
    .string()
    .max(patternLimit, `A pattern has at most ${patternLimit} characters.`)
    .default('')
    .describe('Pattern (RE2 syntax) that the first line of the server must match; empty asks for none'),
})

interface Answered {
  address: string
  dnsMs: number
  connectMs: number
  /** Null when no greeting was asked for. */
  greeting: { matched: boolean; text: string } | null
}

const example: Answered = { address: '203.0.113.7', dnsMs: 1.8, connectMs: 12.4, greeting: null }
const refused: Unreachable = {
  unreachable: {
    fault: 'refused',
    code: 'ECONNREFUSED',
    sentence:
      'queue.example.com:5672 refused the connection: nothing listens on this port. Start the service, or correct the port.',
  },
}

/** A port that accepts connections. */
export const tcpOpen = defineCheck({
  kind: 'tcp.open',
  title: 'Port is open',
  proves:
    'Something accepts connections on the port. A load balancer does so even while everything behind it is dead: prefer a check of the protocol where there is one.',
  dimension: 'service-health',
  tier: 'continuous',
  targets: ['tcp', 'tls'],
  intervalSeconds: 60,
  timeoutMs: 8_000,
  failAfter: 2,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Warn at 1 s, our own proposal; a refused or ignored connection fails.',
  remediation:
    'Refused: on the host, `ss -lntp` shows whether the service listens, and on which address; one bound to 127.0.0.1 is closed to everybody else. No answer at all: a firewall or security group drops the packets, or the host is down; try from another network, then from the host itself. Slow: look for packet loss on the way and for a full accept queue (`ss -lnt`, Recv-Q near Send-Q).',
  privileges: 'none: the worker must reach the port',
  collect: (settings, io): Promise<Answered | Unreachable> => orUnreachable(answerOf(settings, io)),
  judge: (facts, { warnMs }): Judgement => {
    const thresholds = { warn: warnMs, fail: null }
    if (isUnreachable(facts)) return failUnreachable(facts, 'ms', thresholds)
    const { address, dnsMs, connectMs, greeting } = facts
    const base = {
      value: tenth(connectMs),
      unit: 'ms' as const,
      thresholds,
      resources: [],
      evidence: {
        address,
        dnsMs: tenth(dnsMs),
        connectMs: tenth(connectMs),
        greeting: greeting?.text ?? null,
      },
    }
    if (greeting && !greeting.matched) {
      const said = greeting.text === '' ? 'said nothing' : `said "${greeting.text.slice(0, 80)}"`
      return {
        ...base,
        verdict: 'fail',
        reason: `The port accepts connections, but the server ${said}, which is not the greeting expected.`,
      }
    }
    const slow = connectMs >= warnMs
    return {
      ...base,
      verdict: slow ? 'warn' : 'ok',
      reason: `Connected in ${tenth(connectMs)} ms${slow ? `, at or above ${warnMs} ms` : ''}.`,
    }
  },
  examples: { passing: example as Answered | Unreachable, failing: refused },
})

async function answerOf(
  { greeting: pattern }: z.infer<typeof config>,
  { target, probe }: CheckIo,
): Promise<Answered> {
  if (target.kind !== 'tcp' && target.kind !== 'tls')
    throw new TypeError(`tcp.open was asked of a ${target.kind} target`)
  const { host, port } = target.config
  const { greeting, ...facts } = await probeTcp({ host, port, readGreeting: pattern !== '' }, probe)
  if (greeting === null) return { ...facts, greeting: null }
  const result = await matchPattern(pattern, greeting)
  if (result.outcome === 'invalid' || result.outcome === 'too-slow') {
    throw new CouldNotLook(
      'The pattern for the greeting is not valid. Edit this check; look-around and back-references are not available.',
    )
  }
  return { ...facts, greeting: { matched: result.outcome === 'matched', text: printable(greeting) } }
}

/** The first line of a greeting without control characters. */
function printable(text: string): string {
  return (text.split('\n', 1)[0] ?? '').replace(/[^\x20-\x7e\xa0-\xff]/g, '').slice(0, 200)
}
