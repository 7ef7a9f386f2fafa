import { z } from 'zod'
import { defineCheck } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  versionName,
  versionOf,
} from '../postgres-audit'
import { postgresReleases, postgresReleasesAsOf } from '../postgres-releases'

const config = z.strictObject({
  warnDays: z
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(180)
    .describe('Warn this many days before the end of support'),
})

const dayMs = 86_400_000

/** The end of life itself is still a supported day. */
function daysUntil(day: string, now: Date): number {
  return Math.ceil((Date.parse(`${day}T23:59:59Z`) - now.getTime()) / dayMs) - 1
}

/** The major release still gets fixes, and the newest known ones are installed. */
export const pgVersion = defineCheck<z.infer<typeof config>, OfServer<object>>({
  ...postgresDefaults,
  kind: 'pg.version',
  title: 'PostgreSQL version',
  proves: 'The server runs a supported major release with its newest known minor.',
  dimension: 'security',
  tier: 'monthly',
  intervalSeconds: 6 * 3600,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: `Ends of life by the PostgreSQL project's versioning policy; table of ${postgresReleasesAsOf}. 180 days ahead: our own proposal, time for one major upgrade.`,
  remediation:
    "A minor update changes only the programs: install the package, restart, done; read its release notes for the rare index that must be rebuilt. A major upgrade needs a plan: restore last night's backup on the new version as a rehearsal, run the application on it, then upgrade with pg_upgrade or by logical replication, `ANALYZE` afterwards, and keep the old cluster until the first good backup of the new one.",
  privileges: 'none',
  collect: (_config, io) => askPostgres(io, async () => ({})),
  judge({ server }, { warnDays }, now) {
    const name = `PostgreSQL ${versionName(server.version)}`
    const major = Math.floor(server.version / 10_000)
    const minor = server.version % 10_000
    const release = postgresReleases.find((known) => known.major === major)
    const common = {
      unit: 'days' as const,
      thresholds: { warn: warnDays, fail: 0 },
      observations: { version: versionOf(server) },
    }
    if (!release) {
      const isOld = major < (postgresReleases[0]?.major ?? 0)
      return judgementOf(server, {
        ...common,
        verdict: isOld ? 'fail' : 'ok',
        value: null,
        reason: isOld
          ? `${name} has been out of support for years: no fault in it is fixed any more. Upgrade to a supported major release.`
          : `${name} is newer than the table of releases known here (${postgresReleasesAsOf}).`,
      })
    }
    const days = daysUntil(release.endOfLife, now)
    const evidence = {
      newestKnownMinor: `${major}.${release.minor}`,
      minorSeen: release.minorSeen,
      endOfLife: release.endOfLife,
    }
    const behind = release.minor - minor
    const minorSentence =
      behind > 0
        ? ` It is ${counted(behind, 'minor release')} behind ${major}.${release.minor}.`
        : ` ${behind < 0 ? `It is newer than ${major}.${release.minor}, the newest known here` : 'It is the newest minor known here'} (as of ${release.minorSeen}).`
    const isOver = days < 0
    const isNear = days <= warnDays
    return judgementOf(server, {
      ...common,
      verdict: isOver ? 'fail' : isNear || behind > 0 ? 'warn' : 'ok',
      value: days,
      reason: isOver
        ? `${name} is out of support since ${release.endOfLife}: no fault in it is fixed any more. Upgrade to a supported major release.`
        : `${name} is supported until ${release.endOfLife}${isNear ? `, ${counted(days, 'day')} from now` : ''}.${minorSentence}`,
      evidence,
    })
  },
  examples: {
    // Far beyond the table, and long before it: true on any day.
    passing: { server: { ...exampleServer, version: 990001 } },
    failing: { server: { ...exampleServer, version: 110022 } },
  },
})
