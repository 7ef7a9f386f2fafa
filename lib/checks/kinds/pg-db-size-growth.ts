import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { theilSenSlope } from '@/lib/samples/theil-sen'
import { defineCheck, type PastSample } from '../define-check'
import {
  askPostgres,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import { verdictBelow } from '../threshold'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  capacityBytes: z
    .number()
    .min(0)
    .default(0)
    .describe('Room for this database in bytes; 0 when unknown, then only the pace is judged'),
  warnDaysToFull: z
    .number()
    .min(0)
    .max(3_650)
    .default(30)
    .describe('Warn when the room is used up in so many days'),
  failDaysToFull: z
    .number()
    .min(0)
    .max(3_650)
    .default(7)
    .describe('Fail when the room is used up in so many days'),
  warnPercentPerWeek: z
    .number()
    .min(0.1)
    .max(10_000)
    .default(20)
    .describe('Warn when it grows by this share in a week, in percent'),
  minBytes: z
    .number()
    .min(0)
    .default(1_000_000_000)
    .describe('Without a known room, leave databases alone that are smaller, in bytes'),
  windowDays: z
    .number()
    .min(0.01)
    .max(365)
    .default(28)
    .describe('Days of history that the trend is drawn through'),
  minHours: z
    .number()
    .min(0)
    .max(8_760)
    .default(24)
    .describe('Hours of history without which no trend is drawn'),
})
type Config = z.infer<typeof config>

const dayMs = 86_400_000
/** A line through fewer points than these is drawn by chance. */
const minPoints = 4

interface Size {
  bytes: number
  /** Sizes of earlier runs within the window, oldest first. */
  earlier: PastSample[]
}

/** The database does not outgrow its room by surprise. */
export const pgDbSizeGrowth = defineCheck<Config, OfServer<Size>>({
  ...postgresDefaults,
  kind: 'pg.db_size_growth',
  title: 'Database growth',
  proves: 'The database does not outgrow its room by surprise.',
  dimension: 'resources',
  tier: 'daily',
  intervalSeconds: 3_600,
  timeoutMs: 30_000,
  failAfter: 1,
  needsHistory: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    '30 and 7 days to full, 20 % a week: our own proposal. The trend is the median of all slopes between two measurements (Theil–Sen), which a single bulk load does not bend.',
  remediation:
    "Find what grows: `SELECT c.oid::regclass, pg_size_pretty(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relkind IN ('r', 'm') ORDER BY pg_total_relation_size(c.oid) DESC LIMIT 20;` and compare with last week. Real growth: archive or drop old partitions, and order the larger volume now. Growth without more rows is bloat: checks pg.dead_tuples, pg.autovacuum_due and pg.xmin_horizon.",
  privileges: "none for the target's own database",
  collect: ({ windowDays }, io) =>
    askPostgres(io, async ({ query }) => {
      const [size] = await query<{ bytes: number }>(
        'select pg_database_size(current_database())::float8 as bytes',
      )
      return {
        bytes: size?.bytes ?? 0,
        earlier: await io.history('size', new Date(io.now.getTime() - windowDays * dayMs)),
      }
    }),
  judge({ server, bytes, earlier }, settings, now) {
    const { capacityBytes, minBytes, warnPercentPerWeek, warnDaysToFull, failDaysToFull } = settings
    const samples = [{ key: 'size', value: bytes, unit: 'bytes' as const }]
    const holds = `Database ${server.database} holds ${formatMeasure(bytes, 'bytes')}`
    const thresholds = { warn: (bytes * warnPercentPerWeek) / 700, fail: null }
    const common = { unit: 'bytes/day' as const, thresholds, samples }
    // PostgreSQL's own catalogues alone take some megabytes: nothing is not an answer.
    if (bytes <= 0)
      return unknownOf(
        server,
        `The server gave no size for database ${server.database}. Check that role ${server.role} may connect to it.`,
      )
    if (capacityBytes > 0 && bytes >= capacityBytes) {
      return judgementOf(server, {
        ...common,
        verdict: 'fail',
        value: null,
        reason: `${holds}: its room of ${formatMeasure(capacityBytes, 'bytes')} is used up.`,
      })
    }
    if (capacityBytes === 0 && bytes < minBytes) {
      return judgementOf(server, {
        ...common,
        verdict: 'ok',
        value: null,
        reason: `${holds}: too little for its growth to matter (judged from ${formatMeasure(minBytes, 'bytes')} on).`,
      })
    }
    const slope = trend(bytes, earlier, settings, now)
    if (slope === null) {
      const have = earlier[0]
        ? formatMeasure((now.getTime() - earlier[0].at.getTime()) / 3_600_000, 'h')
        : 'nothing yet'
      return {
        ...unknownOf(
          server,
          `${holds}. The baseline is too young for a trend: it needs ${minPoints} measurements over ${settings.minHours} h, and there is ${have}. It fills by itself.`,
        ),
        samples,
      }
    }
    const weekly = (700 * slope) / bytes
    const daysToFull = capacityBytes > 0 && slope > 0 ? (capacityBytes - bytes) / slope : null
    const byRoom = daysToFull === null ? 'ok' : verdictBelow(daysToFull, warnDaysToFull, failDaysToFull)
    const pace =
      slope > 0
        ? `grows by ${formatMeasure(slope, 'bytes/day')} (${formatMeasure(weekly, '%')} a week)`
        : 'does not grow'
    return judgementOf(server, {
      ...common,
      verdict: worstVerdict([byRoom, weekly >= warnPercentPerWeek ? 'warn' : 'ok']),
      reason: `${holds} and ${pace}${daysToFull === null ? '' : `; its room of ${formatMeasure(capacityBytes, 'bytes')} is full in ${formatMeasure(daysToFull, 'days')}`}.`,
      value: slope,
      evidence: { bytes, percentPerWeek: weekly, daysToFull, measurements: earlier.length + 1 },
    })
  },
  examples: {
    passing: { server: exampleServer, bytes: 52e6, earlier: [] },
    failing: {
      server: exampleServer,
      bytes: 9e9,
      earlier: [0, 1, 2, 3, 4, 5].map((day) => ({
        at: new Date(Date.UTC(2020, 0, 1 + day)),
        value: 3e9 + day * 1e9,
      })),
    },
  },
})

function trend(
  bytes: number,
  earlier: readonly PastSample[],
  { minHours }: Config,
  now: Date,
): number | null {
  const [first] = earlier
  if (!first || earlier.length + 1 < minPoints || now.getTime() - first.at.getTime() < minHours * 3_600_000)
    return null
  const points = [...earlier, { at: now, value: bytes }].map(({ at, value }) => ({
    x: at.getTime() / dayMs,
    y: value,
  }))
  return theilSenSlope(points)
}
