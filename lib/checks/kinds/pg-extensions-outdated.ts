import { z } from 'zod'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'

const config = z.strictObject({
  accepted: z
    .array(z.string().min(1).max(64))
    .max(50)
    .default([])
    .describe('Extensions that stay at their version on purpose'),
})

interface Extension {
  name: string
  installed: string
  /** What the server's files offer; null where they are gone. */
  offered: string | null
  schema: string
}

interface Facts {
  extensions: Extension[]
}

const extensionsSql = `
  select e.extname as name, e.extversion as installed, a.default_version as offered, n.nspname as schema
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    left join pg_available_extensions a on a.name = e.extname
   order by 1 limit 2000`

/** What was added to the database, in which version. */
export const pgExtensionsOutdated = defineCheck<z.infer<typeof config>, OfServer<Facts>>({
  ...postgresDefaults,
  kind: 'pg.extensions_outdated',
  title: 'Extensions',
  proves:
    'Every extension has the version that its installed programs expect; new, removed and updated ones are reported as changes.',
  dimension: 'database',
  tier: 'monthly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'low', fail: 'low' },
  config,
  thresholdSource:
    'The version that the installed files call their default (pg_available_extensions); no number of ours.',
  remediation:
    'Programs were updated, the objects in the database were not: read the release notes of the extension, then run `ALTER EXTENSION <name> UPDATE;` in every database that uses it. Files that are gone: install the package again before the next dump or upgrade needs it. An extension that nobody announced: `SELECT extname, extowner::regrole FROM pg_extension;` says who owns it; some of them (dblink, file_fdw, plpython3u) open a way out of the database.',
  privileges: 'none',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => ({ extensions: await query<Extension>(extensionsSql) })),
  judge({ server, extensions }, { accepted }) {
    const faults = extensions
      .filter(({ name }) => !accepted.includes(name))
      .flatMap(({ name, installed, offered }): ResourceVerdict[] => {
        if (offered === null)
          return [
            { name, value: null, verdict: 'warn', detail: `${installed}, but its files are not installed` },
          ]
        if (!isBehind(installed, offered)) return []
        return [
          {
            name,
            value: null,
            verdict: 'warn',
            detail: `${installed}, the installed files offer ${offered}`,
          },
        ]
      })
    const [first] = faults
    return judgementOf(server, {
      verdict: faults.length > 0 ? 'warn' : 'ok',
      reason: first
        ? `${counted(faults.length, 'extension')} of ${extensions.length} ${faults.length === 1 ? 'is' : 'are'} not at the version of the installed files: ${first.name} ${first.detail}${faults.length > 1 ? ' …' : ''}.`
        : `${counted(extensions.length, 'extension')} in ${server.database}, each at the version of its files.`,
      value: faults.length,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources: faults,
      evidence: {
        extensions: Object.fromEntries(
          extensions.slice(0, 200).map(({ name, installed }) => [name, installed]),
        ),
        accepted,
      },
      observations: {
        extension: Object.fromEntries(
          extensions.map(({ name, installed, schema }) => [name, `${installed} in schema ${schema}`]),
        ),
      },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      extensions: [{ name: 'pg_trgm', installed: '1.6', offered: '1.6', schema: 'public' }],
    },
    failing: {
      server: exampleServer,
      extensions: [{ name: 'pg_trgm', installed: '1.5', offered: '1.6', schema: 'public' }],
    },
  },
})

/** Managed services offer older files than are installed: only a newer offer counts. */
function isBehind(installed: string, offered: string): boolean {
  const [a, b] = [installed, offered].map((version) => version.split(/[^\d]+/).map(Number))
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const [left = 0, right = 0] = [a?.[index], b?.[index]]
    if (left !== right) return left < right
  }
  return false
}
