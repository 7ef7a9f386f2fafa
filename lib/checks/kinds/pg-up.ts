import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { ProbeError, type ProbeFault } from '@/lib/probe-error'
import { defineCheck, type Judgement } from '../define-check'
import {
  exampleServer,
  postgresDefaults,
  type ServerFacts,
  serverFacts,
  versionName,
  versionOf,
} from '../postgres-audit'
import { verdictAbove } from '../threshold'

const config = z.strictObject({
  warnMs: z
    .number()
    .int()
    .min(1)
    .max(60_000)
    .default(2_000)
    .describe('Warn when login and answer take this long, in ms'),
  failMs: z
    .number()
    .int()
    .min(1)
    .max(60_000)
    .default(8_000)
    .describe('Fail when login and answer take this long, in ms'),
})

interface Answered {
  outcome: 'answered'
  server: ServerFacts
  tcpMs: number
  tlsMs: number
  loginMs: number
  queryMs: number
  /** When the server was started. */
  startedAt?: string
}

interface Refused {
  outcome: 'no-answer'
  fault: ProbeFault
  code: string | null
  sentence: string
}

/** What says something about the server; everything else is about our own side or configuration. */
const aboutServer: ReadonlySet<ProbeFault> = new Set([
  'refused',
  'timeout',
  'unreachable',
  'unknown-host',
  'reset',
  'lost',
  'tls',
  'protocol',
  'too-large',
  'slots-exhausted',
  'starting-up',
])
/** No answer from our resolver, our own queue, our own worker: nothing about the server. */
const ourSide: ReadonlySet<string> = new Set(['EAI_AGAIN', 'EAI_TIMEOUT', 'TURN', 'STOPPED'])

function saysSomething({ fault, code = '' }: ProbeError): boolean {
  return (aboutServer.has(fault) && !ourSide.has(code)) || code === '3D000'
}

/** Runs, but refuses ordinary logins for now; pg.connections and time tell the rest. */
const isRunning: ReadonlySet<ProbeFault> = new Set(['slots-exhausted', 'starting-up'])

const startedSql = `select to_char(pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as "startedAt"`

/** The server lets a session in and answers. */
export const pgUp = defineCheck<z.infer<typeof config>, Answered | Refused>({
  ...postgresDefaults,
  kind: 'pg.up',
  title: 'PostgreSQL answers',
  proves: 'The server lets a session in and answers a query in time.',
  dimension: 'service-health',
  tier: 'continuous',
  intervalSeconds: 60,
  timeoutMs: 10_000,
  failAfter: 2,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: '2 s and 8 s: the defaults of check_pgsql (Monitoring Plugins).',
  remediation:
    "Read the reason first: refused (nothing listens), no answer (host or network), out of slots, starting up, or TLS. Then the log of the server around that time: `journalctl -u postgresql` or the files in log_directory. A slow login with a fast query points to DNS (log_hostname), TLS or authentication by an outside service; a slow query to load: `SELECT pid, state, wait_event_type, wait_event, query FROM pg_stat_activity WHERE state <> 'idle';`",
  privileges: 'A role that may log in: GRANT CONNECT ON DATABASE … TO …;',
  async collect(_config, io) {
    try {
      return await io.postgres(io.target, io.probe, async (session) => {
        const start = performance.now()
        const [row] = await session.query<{ startedAt: string }>(startedSql)
        return {
          outcome: 'answered',
          server: serverFacts(session),
          ...session.timings,
          queryMs: performance.now() - start,
          ...(row ? { startedAt: row.startedAt } : {}),
        }
      })
    } catch (error) {
      if (!(error instanceof ProbeError) || !saysSomething(error)) throw error
      return { outcome: 'no-answer', fault: error.fault, code: error.code ?? null, sentence: error.message }
    }
  },
  judge(facts, { warnMs, failMs }): Judgement {
    const common = {
      unit: 'ms',
      thresholds: { warn: warnMs, fail: failMs },
      resources: [],
    } satisfies Partial<Judgement>
    if (facts.outcome === 'no-answer') {
      const { fault, code, sentence } = facts
      return {
        ...common,
        verdict: isRunning.has(fault) ? 'warn' : 'fail',
        reason: sentence,
        value: null,
        evidence: { fault, code },
      }
    }
    const { server, tcpMs, tlsMs, loginMs, queryMs, startedAt } = facts
    const total = tcpMs + tlsMs + loginMs + queryMs
    const parts = { tcpMs, tlsMs, loginMs, queryMs }
    const slowest = Object.entries(parts).reduce((most, part) => (part[1] > most[1] ? part : most))
    const verdict = verdictAbove(total, warnMs, failMs)
    const names: Record<string, string> = {
      tcpMs: 'the TCP connection',
      tlsMs: 'TLS',
      loginMs: 'the login',
      queryMs: 'the query',
    }
    return {
      ...common,
      verdict,
      reason:
        verdict === 'ok'
          ? `PostgreSQL ${versionName(server.version)} let ${server.role} in and answered within ${formatMeasure(total, 'ms')}.`
          : `PostgreSQL ${versionName(server.version)} took ${formatMeasure(total, 'ms')} to let ${server.role} in and answer, most of it for ${names[slowest[0]]} (${formatMeasure(slowest[1], 'ms')}).`,
      value: total,
      evidence: { ...parts, ...(startedAt ? { startedAt } : {}), server: { ...server } },
      observations: {
        version: versionOf(server),
        ...(startedAt ? { restart: { PostgreSQL: startedAt } } : {}),
      },
    }
  },
  examples: {
    passing: {
      outcome: 'answered',
      server: exampleServer,
      tcpMs: 0.6,
      tlsMs: 3.1,
      loginMs: 9.4,
      queryMs: 0.7,
    },
    failing: {
      outcome: 'no-answer',
      fault: 'refused',
      code: 'ECONNREFUSED',
      sentence:
        'db.example.com:5432 refuses the connection: no server listens there. Check that PostgreSQL runs, its listen_addresses and port, and the firewall.',
    },
  },
})
