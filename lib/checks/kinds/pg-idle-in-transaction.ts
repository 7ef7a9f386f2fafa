import { z } from 'zod'
import { formatDuration } from '@/lib/format/moment'
import { defineCheck } from '../define-check'
import {
  askPostgres,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import { blindSpot, judgeGroups, readSessions, type SessionFacts, sessionsQuery } from '../postgres-sessions'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  warnSeconds: z
    .number()
    .min(0)
    .max(604_800)
    .default(300)
    .describe('Warn when a session is idle in a transaction for so many seconds'),
  failSeconds: z
    .number()
    .min(0)
    .max(604_800)
    .default(3_600)
    .describe('Fail when a session is idle in a transaction for so many seconds'),
})

// A transaction that failed has no xact_start any more, so its age is that of its last change of state.
const idleQuery = sessionsQuery(
  `state in ('idle in transaction', 'idle in transaction (aborted)')`,
  'greatest(extract(epoch from clock_timestamp() - state_change), 0)',
)

/** No session holds a transaction open while it does nothing. */
export const pgIdleInTransaction = defineCheck<z.infer<typeof config>, OfServer<SessionFacts>>({
  ...postgresDefaults,
  kind: 'pg.idle_in_transaction',
  title: 'Idle in transaction',
  proves: 'No session holds a transaction open while it does nothing.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    "Our own proposal: 5 minutes is no user's patience, one hour holds back vacuum noticeably.",
  remediation:
    "Such a session keeps its locks and keeps vacuum from cleaning behind it. Look what it did last: `SELECT pid, usename, application_name, client_addr, state_change, query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' ORDER BY state_change;` End it if nobody needs it: `SELECT pg_terminate_backend(<pid>);` The cause is in the application: a missing COMMIT or ROLLBACK on an error path, or a call to something slow inside a transaction. As a net: `ALTER ROLE <role> SET idle_in_transaction_session_timeout = '5min';`",
  privileges: 'GRANT pg_monitor TO …;',
  collect: (_config, io) => askPostgres(io, ({ query }) => readSessions(query, idleQuery)),
  judge(facts, { warnSeconds, failSeconds }) {
    const { server, groups } = facts
    const resources = judgeGroups(groups, warnSeconds, failSeconds)
    const verdict = worstVerdict([...resources.map((resource) => resource.verdict), 'ok'])
    const blind = blindSpot(server, facts)
    if (verdict === 'ok' && blind) return unknownOf(server, blind)
    const longest = Math.max(0, ...groups.map(({ longestSeconds }) => longestSeconds))
    const [worst] = groups
    return judgementOf(server, {
      verdict,
      reason: !worst
        ? 'No session is idle in a transaction.'
        : verdict === 'ok'
          ? `The longest session idle in a transaction has been so for ${formatDuration(longest)} (${worst.role} in ${worst.database}).`
          : `${worst.role} holds a transaction open in ${worst.database} and has done nothing for ${formatDuration(longest)} (${worst.applications.join(', ')}).${blind ? ` There may be more: ${blind}` : ''}`,
      value: longest,
      unit: 's',
      thresholds: { warn: warnSeconds, fail: failSeconds },
      resources,
    })
  },
  examples: {
    passing: { server: exampleServer, groups: [], untracked: 0 },
    failing: {
      server: exampleServer,
      untracked: 0,
      groups: [
        {
          role: 'shop',
          database: 'shop',
          sessions: 2,
          longestSeconds: 5_400,
          applications: ['billing'],
          pids: [4711, 4712],
        },
      ],
    },
  },
})
