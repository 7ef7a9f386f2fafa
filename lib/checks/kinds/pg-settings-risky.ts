import { z } from 'zod'
import { quoteIdentifier } from '@/lib/probes/quote-identifier'
import { defineCheck, type ResourceVerdict } from '../define-check'
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
  accepted: z
    .array(z.string().min(1).max(64))
    .max(20)
    .default([])
    .describe('Settings that are dangerous here on purpose, for example fsync on a throw-away server'),
})

/** The safe value of each, and what the other one costs. */
const risks: Readonly<Record<string, { safe: 'on' | 'off'; cost: string }>> = {
  fsync: { safe: 'on', cost: 'a crash of the machine destroys the database' },
  full_page_writes: { safe: 'on', cost: 'a crash of the machine leaves torn pages that nothing repairs' },
  autovacuum: { safe: 'on', cost: 'dead rows pile up and freezing waits for the forced run' },
  track_counts: { safe: 'on', cost: 'autovacuum is blind and never runs' },
  zero_damaged_pages: {
    safe: 'off',
    cost: 'damaged pages are replaced by empty ones, their rows are lost without a word',
  },
  ignore_checksum_failure: { safe: 'off', cost: 'damaged pages are read as if they were sound' },
}

interface Settings {
  settings: { name: string; value: string }[]
}

/** Durability is not switched off anywhere. */
export const pgSettingsRisky = defineCheck<z.infer<typeof config>, OfServer<Settings>>({
  ...postgresDefaults,
  kind: 'pg.settings_risky',
  title: 'Dangerous settings',
  proves: 'No setting gives away durability or hides damage.',
  dimension: 'data-integrity',
  tier: 'weekly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'critical', fail: 'critical' },
  config,
  thresholdSource:
    "PostgreSQL's documentation calls each of these values unsafe outside of loading or salvage.",
  remediation:
    'Put the safe value back: `ALTER SYSTEM RESET <setting>; SELECT pg_reload_conf();`, and look in postgresql.conf, `ALTER DATABASE … SET` and `ALTER ROLE … SET` as well: `SELECT * FROM pg_db_role_setting;`. After a time with fsync or full_page_writes off and a crash in it, trust nothing: restore a backup, or at least run pg_amcheck. After zero_damaged_pages compare row counts with a backup. Usually it was left behind by a bulk load or a salvage.',
  privileges: 'none',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => ({
      settings: await query<Settings['settings'][number]>(
        `select name, setting as value from pg_settings where name = any ($1::text[]) or name = 'synchronous_commit' order by name`,
        [Object.keys(risks)],
      ),
    })),
  judge({ server, settings }, { accepted }) {
    const values = new Map(settings.map(({ name, value }) => [name, value]))
    const missing = Object.keys(risks).filter((name) => !values.has(name) && !accepted.includes(name))
    const unsafe = Object.entries(risks).filter(
      ([name, { safe }]) => values.has(name) && values.get(name) !== safe,
    )
    const bad = unsafe.filter(([name]) => !accepted.includes(name))
    if (bad.length === 0 && missing.length > 0) {
      return unknownOf(
        server,
        `Role ${server.role} is not shown ${missing.join(', ')}, so they cannot be judged. Run: GRANT pg_read_all_settings TO ${quoteIdentifier(server.role)}; or name them as accepted where the provider hides them.`,
      )
    }
    const kept = unsafe.filter(([name]) => accepted.includes(name)).map(([name]) => name)
    return judgementOf(server, {
      verdict: bad.length > 0 ? 'fail' : 'ok',
      reason:
        bad.length > 0
          ? `${bad.map(([name, { cost }]) => `${name} is ${values.get(name)}: ${cost}`).join('; ')}.`
          : `${counted(values.size, 'setting')} that guard durability have their safe value${kept.length > 0 ? `, apart from ${kept.join(', ')}, accepted here` : ''}.`,
      value: bad.length,
      unit: 'count',
      thresholds: { warn: null, fail: 1 },
      resources: bad.map(
        ([name, { cost }]): ResourceVerdict => ({
          name,
          value: null,
          verdict: 'fail',
          detail: `${values.get(name)}: ${cost}`,
        }),
      ),
      evidence: { settings: Object.fromEntries(values), accepted },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      settings: Object.entries(risks).map(([name, { safe }]) => ({ name, value: safe })),
    },
    failing: {
      server: exampleServer,
      settings: Object.entries(risks).map(([name, { safe }]) => ({
        name,
        value: name === 'fsync' ? 'off' : safe,
      })),
    },
  },
})
