import { z } from 'zod'
import { quoteIdentifier } from '@/lib/probes/quote-identifier'
import { defineCheck, type ResourceVerdict } from '../define-check'
import { isSecretName, maskSecrets } from '../mask-secrets'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'

const config = z.strictObject({
  ignored: z
    .array(z.string().min(1).max(64))
    .max(50)
    .default([])
    .describe('Settings that a program changes all the time, for example synchronous_standby_names'),
})

interface Setting {
  name: string
  value: string
  /** Written to a file, in force only after a restart. */
  pending: boolean
}

interface Facts {
  /** Whether the role is shown all of them. */
  seesAll: boolean
  settings: Setting[]
  /** What is set for a role or a database: "work_mem (role app)". */
  overrides: { name: string; value: string }[]
}

// A value of the command line stays above the file's also after a restart, although the server calls it pending.
// What this session, its options or the server's own state decide is nobody's configuration.
const settingsSql = `
  select name, coalesce(current_setting(name, true), '') as value, pending_restart and source <> 'command line' as pending from pg_settings
   where context <> 'internal' and source not in ('session', 'client', 'override', 'environment variable')
   order by name limit 5000`

const overridesSql = `
  select split_part(c.line, '=', 1) || ' (' || concat_ws(', ', 'role ' || r.rolname, 'database ' || d.datname) || ')' as name,
         substr(c.line, strpos(c.line, '=') + 1) as value
    from pg_db_role_setting s cross join lateral unnest(s.setconfig) as c(line)
    left join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
   where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
   order by 1 limit 5000`

const seesAllSql = `select pg_has_role(current_user, 'pg_read_all_settings', 'usage') as "seesAll"`

/** What the server is configured to do, and whether it does it. */
export const pgSettingsDrift = defineCheck<z.infer<typeof config>, OfServer<Facts>>({
  ...postgresDefaults,
  kind: 'pg.settings_drift',
  title: 'Settings',
  proves: 'Every setting was read and is in force; what differs from the last look is reported as a change.',
  dimension: 'security',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'A setting that waits for a restart is not in force: pg_settings.pending_restart says so itself. Changes have no threshold: any is shown.',
  remediation:
    "A setting that waits for a restart surprises whoever restarts next: restart in the maintenance window, or write the value that is in force into the file again: `ALTER SYSTEM SET <setting> = <value in force>; SELECT pg_reload_conf();` (the server keeps the mark when the line is only removed). For a change that nobody announced look who made it: `SELECT name, setting, source, sourcefile, sourceline FROM pg_settings WHERE source = 'configuration file';`, the time stamps of postgresql.conf and postgresql.auto.conf, `SELECT * FROM pg_db_role_setting;`, and the server log, which names every value that a reload changed.",
  privileges:
    'GRANT pg_monitor TO …; (or pg_read_all_settings alone): without it some settings are not shown, and a hidden one cannot be told from a removed one',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => {
      const [role] = await query<{ seesAll: boolean }>(seesAllSql)
      if (!role?.seesAll) return { seesAll: false, settings: [], overrides: [] }
      const settings = await query<Setting>(settingsSql)
      return { seesAll: true, settings, overrides: await query<Facts['overrides'][number]>(overridesSql) }
    }),
  judge({ server, seesAll, settings, overrides }, { ignored }) {
    if (!seesAll) {
      return unknownOf(
        server,
        `Role ${server.role} is not shown all settings, so a change cannot be told from what is hidden. Run: GRANT pg_monitor TO ${quoteIdentifier(server.role)};`,
      )
    }
    const watched = settings.filter(({ name }) => !ignored.includes(name))
    const pending = watched.filter((setting) => setting.pending)
    return judgementOf(server, {
      verdict: pending.length > 0 ? 'warn' : 'ok',
      reason:
        pending.length > 0
          ? `${counted(pending.length, 'setting')} ${pending.length === 1 ? 'waits' : 'wait'} for a restart: ${pending
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ')}${pending.length > 5 ? ' …' : ''}.`
          : `${counted(watched.length, 'setting')} and ${counted(overrides.length, 'exception')} for roles and databases were read; each is in force.`,
      value: pending.length,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources: pending.map(
        ({ name, value }): ResourceVerdict => ({
          name,
          value: null,
          verdict: 'warn',
          detail: `${shown(name, value)} is in force until a restart`,
        }),
      ),
      evidence: { settings: watched.length, overrides: overrides.length, ignored },
      observations: {
        setting: Object.fromEntries(
          [...watched, ...overrides].map(({ name, value }) => [name, shown(name, value)]),
        ),
      },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      seesAll: true,
      settings: [{ name: 'max_connections', value: '100', pending: false }],
      overrides: [{ name: 'work_mem (role app)', value: '64MB' }],
    },
    failing: {
      server: exampleServer,
      seesAll: true,
      settings: [{ name: 'max_connections', value: '100', pending: true }],
      overrides: [],
    },
  },
})

function shown(name: string, value: string): string {
  if (value === '') return '(empty)'
  return isSecretName(name.replace(/ \(.*$/, '')) ? '(not shown)' : maskSecrets(value)
}
