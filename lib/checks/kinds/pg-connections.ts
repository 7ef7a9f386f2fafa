import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { ProbeError } from '@/lib/probe-error'
import { defineCheck } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  grantMonitor,
  judgementOf,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'
import { ownSession } from '../postgres-sessions'
import { verdictAbove } from '../threshold'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(0.1)
    .max(100)
    .default(70)
    .describe('Warn from this share of the usable slots, in percent'),
  failPercent: z
    .number()
    .min(0.1)
    .max(100)
    .default(95)
    .describe('Fail from this share of the usable slots, in percent'),
})

interface Slots {
  /** Client sessions without our own; null when the role may not tell them from other processes. */
  clients: number | null
  /** Sessions that every role may count, without our own; includes some background workers. */
  backends: number
  usable: number
  maxConnections: number
  holders: { role: string; application: string; sessions: number }[]
}

/** No session came to be, because there is no slot left. */
interface Exhausted {
  exhausted: string
}

const slotsQuery = `
  select
    current_setting('max_connections')::int as "maxConnections",
    current_setting('max_connections')::int
      - current_setting('superuser_reserved_connections')::int
      - coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0) as usable,
    (select count(*) from pg_stat_activity
      where backend_type = 'client backend' and not ${ownSession})::int as clients,
    greatest(
      (select coalesce(sum(numbackends), 0) from pg_stat_database)
        - (select count(*) from pg_stat_activity where ${ownSession}), 0)::int as backends`

const holdersQuery = `
  select coalesce(usename, '?')::text as role, coalesce(application_name, '') as application, count(*)::int as sessions
  from pg_stat_activity
  where backend_type = 'client backend' and not ${ownSession}
  group by 1, 2 order by 3 desc, 1, 2 limit 8`

/** Free connection slots for applications. */
export const pgConnections = defineCheck<z.infer<typeof config>, OfServer<Slots> | Exhausted>({
  ...postgresDefaults,
  kind: 'pg.connections',
  title: 'Connection slots',
  proves: 'Applications find free connection slots.',
  dimension: 'resources',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Warn at 70 % of the pool as the maintenance playbook asks; fail at 95 % (check_postgres).',
  remediation:
    "See who holds the slots: `SELECT usename, application_name, client_addr, state, count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;` Many idle ones from one application are a pool that is too large or leaks: lower its size, or set idle_session_timeout (14+) for that role. Many short ones need a pooler such as PgBouncer in front. Raising max_connections needs a restart and memory, and hides a leak only for a while.",
  privileges:
    'GRANT pg_monitor TO …; without it, sessions are counted per database, background workers included',
  async collect(_config, io) {
    try {
      return await askPostgres(io, async ({ query, seesOtherSessions }) => {
        const [slots] = await query<Omit<Slots, 'holders'> & { clients: number }>(slotsQuery)
        if (!slots) throw new ProbeError('protocol', 'The server returned no row for its connection slots.')
        return {
          ...slots,
          clients: seesOtherSessions ? slots.clients : null,
          holders: await query<Slots['holders'][number]>(holdersQuery),
        }
      })
    } catch (error) {
      // Being refused for want of a slot is the very thing that this check asks about.
      if (error instanceof ProbeError && error.fault === 'slots-exhausted')
        return { exhausted: error.message }
      throw error
    }
  },
  judge(facts, { warnPercent, failPercent }) {
    const thresholds = { warn: warnPercent, fail: failPercent }
    if ('exhausted' in facts) {
      return {
        verdict: 'fail',
        reason: facts.exhausted,
        value: 100,
        unit: '%',
        thresholds,
        resources: [],
        evidence: {},
      }
    }
    const { server, clients, backends, usable, maxConnections, holders } = facts
    const used = clients ?? backends
    const percent = usable > 0 ? (100 * used) / usable : 100
    const verdict = verdictAbove(percent, warnPercent, failPercent)
    const [most] = holders
    const who =
      verdict !== 'ok' && most
        ? ` ${most.role} holds the most: ${counted(most.sessions, 'session')}${most.application ? ` of ${most.application}` : ''}.`
        : ''
    const how =
      clients === null
        ? ` Counted per database, background workers included; for an exact count: ${grantMonitor(server)}`
        : ''
    return judgementOf(server, {
      verdict,
      reason: `${counted(used, 'session')} of ${usable} usable slots (${formatMeasure(percent, '%')}).${who}${how}`,
      value: percent,
      unit: '%',
      thresholds,
      evidence: {
        used,
        usable,
        maxConnections,
        counted: clients === null ? 'per database' : 'client sessions',
        holders: holders.map((holder) => ({ ...holder })),
      },
      samples: [{ key: 'sessions', value: used, unit: 'count' }],
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      clients: 21,
      backends: 24,
      usable: 97,
      maxConnections: 100,
      holders: [{ role: 'shop', application: 'web', sessions: 18 }],
    },
    failing: {
      server: exampleServer,
      clients: 95,
      backends: 97,
      usable: 97,
      maxConnections: 100,
      holders: [{ role: 'shop', application: 'web', sessions: 90 }],
    },
  },
})
