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
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  accepted: z
    .array(z.string().min(1).max(200))
    .max(200)
    .default([])
    .describe('Tables on which autovacuum is off on purpose, as schema.table'),
})

interface Switches {
  isOn: boolean
  isCounting: boolean
  tables: { name: string; rows: number }[]
  tableCount: number
}

const tablesQuery = `
  select n.nspname || '.' || coalesce(main.relname || ' (TOAST)', c.relname) as name,
    greatest(c.reltuples, 0)::float8 as rows, (count(*) over ())::int as "tableCount"
  from pg_class c
  cross join lateral pg_options_to_table(c.reloptions) o
  left join pg_class main on c.relkind = 't' and main.reltoastrelid = c.oid
  join pg_namespace n on n.oid = coalesce(main.relnamespace, c.relnamespace)
  where o.option_name = 'autovacuum_enabled' and not o.option_value::boolean and c.relpersistence <> 't'
    and not (n.nspname || '.' || coalesce(main.relname, c.relname) = any ($1::text[]))
  order by c.reltuples desc, 1 limit 50`

/** Nobody switched autovacuum off, for all or for one table. */
export const pgAutovacuumOff = defineCheck<z.infer<typeof config>, OfServer<Switches>>({
  ...postgresDefaults,
  kind: 'pg.autovacuum_off',
  title: 'Autovacuum switched on',
  proves: 'Autovacuum and its counters run for the whole server and for every table.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Our own proposal: off for all fails, off for one table warns.',
  remediation:
    "For the server: `ALTER SYSTEM RESET autovacuum; ALTER SYSTEM RESET track_counts; SELECT pg_reload_conf();` and look for the setting in postgresql.conf. For a table: `ALTER TABLE schema.table RESET (autovacuum_enabled);` (its TOAST table: toast.autovacuum_enabled), then `VACUUM (ANALYZE) schema.table;`. It is often left behind by a bulk load. If it is meant to be off, someone must vacuum by hand: then name the table in this check's settings.",
  privileges: 'none',
  collect: ({ accepted }, io) =>
    askPostgres(io, async ({ query }) => {
      const [setting] = await query<{ isOn: boolean; isCounting: boolean }>(
        `select current_setting('autovacuum')::boolean as "isOn", current_setting('track_counts')::boolean as "isCounting"`,
      )
      const tables = await query<Switches['tables'][number] & { tableCount: number }>(tablesQuery, [accepted])
      return {
        isOn: setting?.isOn ?? false,
        isCounting: setting?.isCounting ?? false,
        tables: tables.map(({ name, rows }) => ({ name, rows })),
        tableCount: tables[0]?.tableCount ?? 0,
      }
    }),
  judge({ server, isOn, isCounting, tables, tableCount }) {
    const off = [...(isOn ? [] : ['autovacuum']), ...(isCounting ? [] : ['track_counts'])]
    const resources: ResourceVerdict[] = [
      ...off.map((name) => ({
        name: `setting ${name}`,
        value: null,
        verdict: 'fail' as const,
        detail: 'off for the whole server',
      })),
      ...tables.map(({ name, rows }) => ({
        name,
        value: rows,
        verdict: 'warn' as const,
        detail: 'autovacuum_enabled = false',
      })),
    ]
    const parts = [
      ...(off.length > 0
        ? [
            `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off for the whole server: dead rows pile up until the forced run against wraparound`,
          ]
        : []),
      ...(tableCount > 0
        ? [
            `autovacuum is switched off for ${counted(tableCount, 'table')}: ${tables
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', ')}${tableCount > 3 ? ', …' : ''}`,
          ]
        : []),
    ]
    const reason = parts.join('; ')
    return judgementOf(server, {
      verdict: worstVerdict([...resources.map(({ verdict }) => verdict), 'ok']),
      reason: reason
        ? `${reason[0]?.toUpperCase()}${reason.slice(1)}.`
        : 'Autovacuum is on for the server and for every table.',
      value: off.length + tableCount,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources,
    })
  },
  examples: {
    passing: { server: exampleServer, isOn: true, isCounting: true, tables: [], tableCount: 0 },
    failing: {
      server: exampleServer,
      isOn: false,
      isCounting: true,
      tables: [{ name: 'public.event', rows: 2_000_000 }],
      tableCount: 1,
    },
  },
})
