import { z } from 'zod'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

/** Ids are compared on a circle of 2^32: half of it is the past. */
const limit = 2_147_483_647
/** PostgreSQL refuses to assign ids when 3 million are left (varsup.c, since 14; 1 million before). */
const refusedBelow = 3_000_000

const config = z.strictObject({
  warnAge: z
    .number()
    .int()
    .min(1)
    .max(limit)
    .default(500_000_000)
    .describe('Warn when the oldest unfrozen id of a database is this old, in transactions'),
  failAge: z
    .number()
    .int()
    .min(1)
    .max(limit)
    .default(1_000_000_000)
    .describe('Fail when the oldest unfrozen id of a database is this old, in transactions'),
})

interface Ages {
  databases: { name: string; transactions: number; multixacts: number; isConnectable: boolean }[]
}

/** Every database counts, also those that take no connections: the oldest one stops them all. */
const agesQuery = `
  select datname::text as name, age(datfrozenxid)::float8 as transactions, mxid_age(datminmxid)::float8 as multixacts,
    datallowconn as "isConnectable"
  from pg_database order by greatest(age(datfrozenxid), mxid_age(datminmxid)) desc`

/** Distance to the point where PostgreSQL stops taking writes. */
export const pgWraparound = defineCheck<z.infer<typeof config>, OfServer<Ages>>({
  ...postgresDefaults,
  kind: 'pg.wraparound',
  title: 'Transaction id wraparound',
  proves: 'Freezing keeps far enough ahead of the point where PostgreSQL refuses to write.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'high', fail: 'critical' },
  config,
  thresholdSource:
    '500 million and 1 billion: the early warnings of the Amazon RDS guide. The server itself warns 40 million before the end and refuses writes 3 million before it.',
  remediation:
    "First remove what holds freezing back (check pg.xmin_horizon): old sessions, unread slots, prepared transactions. Then, in the database named: `SELECT c.oid::regclass, age(c.relfrozenxid), mxid_age(c.relminmxid) FROM pg_class c WHERE c.relkind IN ('r', 'm', 't') ORDER BY greatest(age(c.relfrozenxid), mxid_age(c.relminmxid)) DESC LIMIT 20;` and `VACUUM (FREEZE, VERBOSE) <table>;` for the oldest. If it is template0 or another one without connections: `ALTER DATABASE … ALLOW_CONNECTIONS true`, vacuum there, and set it back. Then make autovacuum faster: autovacuum_vacuum_cost_limit up, more workers.",
  privileges: 'none',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => ({ databases: await query<Ages['databases'][number]>(agesQuery) })),
  judge({ server, databases }, { warnAge, failAge }) {
    // A cluster always has at least template0 and template1.
    if (databases.length === 0)
      return unknownOf(
        server,
        'The server listed no databases, so the age of their oldest ids is not known. Look at the privileges on pg_database.',
      )
    const ages = databases.flatMap(({ name, transactions, multixacts, isConnectable }) => [
      { name, what: 'transactions', age: transactions, isConnectable },
      { name, what: 'multixacts', age: multixacts, isConnectable },
    ])
    const resources = ages.map(
      ({ name, what, age, isConnectable }): ResourceVerdict => ({
        name: `${name} ${what}`,
        value: age,
        verdict: verdictAbove(age, warnAge, failAge),
        detail: `${formatMeasure(100 * (age / limit), '%')} of the way to the write stop${isConnectable ? '' : ', takes no connections'}`,
      }),
    )
    const oldest = ages.reduce((most, next) => (next.age > most.age ? next : most))
    const most = (pick: 'transactions' | 'multixacts') =>
      Math.max(...databases.map((database) => database[pick]))
    return judgementOf(server, {
      verdict: worstVerdict(resources.map(({ verdict }) => verdict)),
      reason: `The oldest unfrozen ${oldest.what === 'multixacts' ? 'multixact' : 'transaction'} id is ${formatNumber(oldest.age)} old, in database ${oldest.name}; writes stop in ${formatMeasure(Math.max(0, limit - refusedBelow - oldest.age), 'transactions')}.`,
      value: oldest.age,
      unit: 'transactions',
      thresholds: { warn: warnAge, fail: failAge },
      resources,
      evidence: { limit, databases: databases.slice(0, 50).map((database) => ({ ...database })) },
      samples: [
        { key: 'transactions', value: most('transactions'), unit: 'transactions' },
        { key: 'multixacts', value: most('multixacts'), unit: 'transactions' },
      ],
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      databases: [{ name: 'shop', transactions: 190_000_000, multixacts: 12_000, isConnectable: true }],
    },
    failing: {
      server: exampleServer,
      databases: [
        { name: 'shop', transactions: 1_400_000_000, multixacts: 30_000, isConnectable: true },
        { name: 'template0', transactions: 150_000_000, multixacts: 10, isConnectable: false },
      ],
    },
  },
})
