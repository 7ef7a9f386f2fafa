import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { ProbeError } from '@/lib/probe-error'
import { defineCheck } from '../define-check'
import {
  askPostgres,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import { type CounterFacts, countingDays, readCounting, sinceText } from '../postgres-tables'

const config = z.strictObject({
  minDays: z
    .number()
    .min(0)
    .max(365)
    .default(7)
    .describe('Warn when the counters have counted for fewer days'),
  freshMinutes: z
    .number()
    .min(0)
    .max(10_080)
    .default(60)
    .describe('Counters that began so soon after the server was created are as old as they can be'),
})

interface StatsAge extends CounterFacts {
  /** When initdb ran; null where the server does not say. */
  clusterCreated: Date | null
}

/** The upper half of the system identifier is the second in which initdb ran (xlog.c, BootStrapXLOG). */
const createdQuery =
  'select to_timestamp((system_identifier >> 32)::float8) as created from pg_control_system()'

/** The activity counters, which other checks rely on, reach back far enough. */
export const pgStatsAge = defineCheck<z.infer<typeof config>, OfServer<StatsAge>>({
  ...postgresDefaults,
  kind: 'pg.stats_age',
  title: 'Age of the counters',
  proves: 'The activity counters reach back far enough to judge tables by them.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'low', fail: 'low' },
  config,
  thresholdSource: 'Our own proposal: seven days hold one of everything that runs weekly.',
  remediation:
    'Find out why they began anew: after a crash PostgreSQL throws its counters away (look for "was not properly shut down" and "terminated by signal" in its log), pg_stat_reset() empties them on request (find who calls it and stop that), and a new database has none before its first day. Then wait; run `ANALYZE;` in the database to fill the numbers of live and dead rows at once. Until then checks that rely on them say unknown instead of ok.',
  privileges: 'none',
  collect: (_config, io) =>
    askPostgres(io, async (session) => {
      const created = await session.query<{ created: Date }>(createdQuery).catch((error) => {
        // Some hosted servers forbid it; then no counter is excused as being as old as its server.
        if (
          error instanceof ProbeError &&
          (error.fault === 'privilege' || error.fault === 'bad-configuration')
        )
          return []
        throw error
      })
      return { ...(await readCounting(session)), clusterCreated: created[0]?.created ?? null }
    }),
  judge(facts, { minDays, freshMinutes }, now) {
    const { server, isCounting, countingSince, clusterCreated } = facts
    if (!isCounting)
      return unknownOf(
        server,
        'The server does not count what happens in tables because track_counts is off. Run: ALTER SYSTEM SET track_counts = on; SELECT pg_reload_conf();',
      )
    if (!countingSince)
      return unknownOf(
        server,
        "The server does not say since when its counters count (stats_reset is empty everywhere). Run: SELECT pg_stat_reset_shared('bgwriter'); once, so that their age is known from then on.",
      )
    const days = countingDays(facts, now)
    const isFresh =
      clusterCreated !== null && countingSince.getTime() - clusterCreated.getTime() <= freshMinutes * 60_000
    const age = formatMeasure(days, 'days')
    return judgementOf(server, {
      verdict: days >= minDays || isFresh ? 'ok' : 'warn',
      reason:
        days >= minDays
          ? `The counters reach back ${age} (${sinceText(facts)}).`
          : isFresh
            ? `The counters are as old as the server itself (${age}): nothing was lost. Checks that need ${minDays} days of them wait until then.`
            : `The counters began anew ${age} ago, after a crash, a reset, or because the database is new: what they say about "never" and "unused" is not to be believed for another ${formatMeasure(minDays - days, 'days')}.`,
      value: days,
      unit: 'days',
      thresholds: { warn: minDays, fail: null },
      evidence: {
        countingSince: countingSince.toISOString(),
        clusterCreated: clusterCreated?.toISOString() ?? null,
      },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2020-03-01T00:00:00Z'),
      clusterCreated: new Date('2019-06-01T00:00:00Z'),
    },
    failing: {
      server: exampleServer,
      isCounting: true,
      countingSince: new Date('2999-03-01T00:00:00Z'),
      clusterCreated: new Date('2019-06-01T00:00:00Z'),
    },
  },
})
