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
    .default(900)
    .describe('Warn when a transaction is open for so many seconds'),
  failSeconds: z
    .number()
    .min(0)
    .max(604_800)
    .default(3_600)
    .describe('Fail when a transaction is open for so many seconds'),
  ignoreApplications: z
    .array(z.string().min(1).max(64))
    .max(50)
    .default(['pg_dump', 'pg_dumpall', 'pg_restore'])
    .describe('Applications whose transactions are long on purpose, by application_name'),
})

const longQuery = sessionsQuery(
  'xact_start is not null and not (application_name = any ($1::text[]))',
  'greatest(extract(epoch from clock_timestamp() - xact_start), 0)',
)

/** No transaction runs far longer than work of people or programs takes. */
export const pgLongTransaction = defineCheck<z.infer<typeof config>, OfServer<SessionFacts>>({
  ...postgresDefaults,
  kind: 'pg.long_transaction',
  title: 'Long transactions',
  proves: 'No client transaction has been open for so long that it hinders vacuum and others.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Our own proposal, well above the minute at which PgHero lists a query.',
  remediation:
    "See what it does: `SELECT pid, usename, application_name, xact_start, state, wait_event_type, query FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start;` If it may end: `SELECT pg_cancel_backend(<pid>);`, and if that does not help `pg_terminate_backend(<pid>)`. Cut large jobs into batches that commit, run reports on a standby, and give roles a limit: `ALTER ROLE <role> SET statement_timeout = '15min';` (17+: transaction_timeout). A transaction that is long on purpose belongs into this check's list of ignored applications.",
  privileges: 'GRANT pg_monitor TO …;',
  collect: ({ ignoreApplications }, io) =>
    askPostgres(io, ({ query }) => readSessions(query, longQuery, [ignoreApplications])),
  judge(facts, { warnSeconds, failSeconds, ignoreApplications }) {
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
        ? 'No client transaction is open.'
        : verdict === 'ok'
          ? `The longest open transaction is ${formatDuration(longest)} old (${worst.role} in ${worst.database}).`
          : `A transaction of ${worst.role} in ${worst.database} has been open for ${formatDuration(longest)} (${worst.applications.join(', ')}).${blind ? ` There may be more: ${blind}` : ''}`,
      value: longest,
      unit: 's',
      thresholds: { warn: warnSeconds, fail: failSeconds },
      resources,
      evidence: { ignoredApplications: ignoreApplications },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      groups: [
        {
          role: 'shop',
          database: 'shop',
          sessions: 3,
          longestSeconds: 2,
          applications: ['web'],
          pids: [41, 42, 43],
        },
      ],
      untracked: 0,
    },
    failing: {
      server: exampleServer,
      groups: [
        {
          role: 'report',
          database: 'shop',
          sessions: 1,
          longestSeconds: 9_000,
          applications: ['nightly'],
          pids: [4711],
        },
      ],
      untracked: 0,
    },
  },
})
