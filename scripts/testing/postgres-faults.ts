import type pg from 'pg'
import { postgresReleases } from '@/lib/checks/postgres-releases'
import { withConnection } from '../database/connection'
import { changeFaults } from './postgres-change-faults'
import { type FaultPlace, type PostgresFault, until } from './postgres-fault'
import { startPostgresRelay } from './postgres-relay'
import { tableFaults } from './postgres-table-faults'

/** Statements to end a session that a fault held. */
const ending = (clients: () => (pg.Client | undefined)[]) => async () => {
  await Promise.all(clients().map((client) => client?.end()))
}

/** A session that does something and stays. */
const heldSession = (config: { [key: string]: number }, ...statements: string[]) => {
  return async (place: FaultPlace) => {
    let client: pg.Client | undefined
    return {
      config,
      plant: async () => {
        client = await place.hold(...statements)
      },
      repair: ending(() => [client]),
    }
  }
}

/** So many transactions later, everything that is held is that much older. */
const spendTransactions = (count: number) => `do $$ begin
  for i in 1..${count} loop
    begin create temporary table if not exists spent (id int); insert into spent values (i); exception when others then null; end;
  end loop; end $$`

/** In percent of autovacuum_freeze_max_age (200 million): 4 and 40 transactions. */
const fewTransactions = { warnPercent: 0.000002, failPercent: 0.00002 }

/** A way to plant and repair something for every kind of PostgreSQL check, on a server of its own. */
export const postgresFaults: readonly PostgresFault[] = [
  {
    kind: 'pg.up',
    what: 'the database takes no sessions',
    expects: 'fail',
    resource: null,
    prepare: async ({ server, database }) => {
      const allow = (yes: boolean) =>
        withConnection(server.url(), async (client) => {
          await client.query(`alter database ${database} allow_connections ${yes}`)
        })
      return { config: {}, plant: () => allow(false), repair: () => allow(true) }
    },
  },
  {
    kind: 'pg.version',
    what: 'an older minor release',
    expects: 'warn',
    resource: null,
    prepare: async (place) => {
      const version = await place.ask<string>('show server_version_num')
      const major = Number(version.slice(0, 2))
      const release = postgresReleases.find((known) => known.major === major)
      if (!release) throw new Error(`no release ${major} in the table`)
      const relay = await startPostgresRelay(place.server.port)
      const newest = String(major * 10_000 + release.minor)
      relay.rewrite(version, newest)
      return {
        config: {},
        port: relay.port,
        plant: async () => relay.rewrite(version, String(major * 10_000 + release.minor - 1)),
        repair: async () => relay.rewrite(version, newest),
        end: relay.close,
      }
    },
  },
  {
    kind: 'pg.connections',
    what: 'ten sessions of one application',
    expects: 'fail',
    resource: null,
    prepare: async (place) => {
      let clients: pg.Client[] = []
      return {
        config: { warnPercent: 10, failPercent: 15 },
        plant: async () => {
          clients = await Promise.all(Array.from({ length: 10 }, () => place.hold('select 1')))
        },
        repair: ending(() => clients),
      }
    },
  },
  {
    kind: 'pg.idle_in_transaction',
    what: 'a session that forgot to commit',
    expects: 'fail',
    resource: 'postgres@DATABASE',
    prepare: heldSession({ warnSeconds: 0, failSeconds: 0 }, 'begin', 'select 1'),
  },
  {
    kind: 'pg.idle_in_transaction',
    what: 'a session that forgot to roll back after an error',
    expects: 'fail',
    resource: 'postgres@DATABASE',
    prepare: heldSession({ warnSeconds: 0, failSeconds: 0 }, 'begin', 'select 1 / 0'),
  },
  {
    kind: 'pg.long_transaction',
    what: 'an open transaction',
    expects: 'fail',
    resource: 'postgres@DATABASE',
    prepare: heldSession({ warnSeconds: 0, failSeconds: 0 }, 'begin', 'select 1'),
  },
  {
    kind: 'pg.xmin_horizon',
    what: 'a session with an old snapshot',
    expects: 'fail',
    resource: 'session postgres@DATABASE',
    prepare: async (place) => {
      let client: pg.Client | undefined
      return {
        config: fewTransactions,
        plant: async () => {
          client = await place.hold('begin isolation level repeatable read', 'select count(*) from pg_class')
          await place.run(spendTransactions(60))
        },
        repair: ending(() => [client]),
      }
    },
  },
  {
    kind: 'pg.xmin_horizon',
    what: 'a forgotten prepared transaction',
    expects: 'fail',
    resource: 'prepared transaction postgres@DATABASE',
    prepare: async (place) => ({
      config: fewTransactions,
      plant: () =>
        place.run(
          'create table paid (id int)',
          'begin',
          'insert into paid values (1)',
          `prepare transaction 'forgotten'`,
          spendTransactions(60),
        ),
      repair: () => place.run(`rollback prepared 'forgotten'`),
    }),
  },
  {
    kind: 'pg.xmin_horizon',
    what: 'a replication slot that nobody reads',
    expects: 'fail',
    resource: 'slot nobody_reads',
    prepare: async (place) => ({
      config: fewTransactions,
      plant: () =>
        place.run(
          `select pg_create_logical_replication_slot('nobody_reads', 'pgoutput')`,
          spendTransactions(60),
        ),
      repair: () => place.run(`select pg_drop_replication_slot('nobody_reads')`),
    }),
  },
  {
    kind: 'pg.wraparound',
    what: 'many transactions since the last freeze',
    expects: 'fail',
    resource: 'DATABASE transactions',
    prepare: async (place) => {
      await freezeEverything(place)
      const oldest = await place.ask<number>('select max(age(datfrozenxid))::int from pg_database')
      return {
        config: { warnAge: oldest + 1_000, failAge: oldest + 2_000 },
        plant: () => place.run(spendTransactions(3_000)),
        repair: () => freezeEverything(place),
      }
    },
  },
  {
    kind: 'pg.settings_risky',
    what: 'damaged pages are silently emptied',
    expects: 'fail',
    resource: 'zero_damaged_pages',
    prepare: async (place) => ({
      config: { accepted: ['fsync'] },
      plant: () => place.run(`alter database ${place.database} set zero_damaged_pages = on`),
      repair: () => place.run(`alter database ${place.database} reset zero_damaged_pages`),
    }),
  },
  {
    kind: 'pg.settings_risky',
    what: 'pages may be torn by a crash',
    expects: 'fail',
    resource: 'full_page_writes',
    prepare: async (place) => ({
      config: { accepted: ['fsync'] },
      ...serverSetting(place, 'full_page_writes'),
    }),
  },
  {
    kind: 'pg.autovacuum_off',
    what: 'autovacuum off for the whole server',
    expects: 'fail',
    resource: 'setting autovacuum',
    prepare: async (place) => ({ config: {}, ...serverSetting(place, 'autovacuum') }),
  },
  ...tableFaults,
  ...changeFaults,
]

/** Switches a setting of the whole server off, and back; done when sessions see it. */
function serverSetting(place: FaultPlace, name: string) {
  const isOn = `select current_setting('${name}')::boolean`
  return {
    plant: async () => {
      await place.run(`alter system set ${name} = off`, 'select pg_reload_conf()')
      await until(place, `select not (${isOn})`)
    },
    repair: async () => {
      await place.run(`alter system reset ${name}`, 'select pg_reload_conf()')
      await until(place, isOn)
    },
  }
}

/** Every database, the unconnectable one too: it limits all others. */
async function freezeEverything({ server }: FaultPlace): Promise<void> {
  const admin = (database: string, ...statements: string[]) =>
    withConnection(server.url(database), async (client) => {
      for (const statement of statements) await client.query(statement)
    })
  const names = await withConnection(server.url(), async (client) =>
    (await client.query<{ datname: string }>('select datname from pg_database')).rows.map(
      ({ datname }) => datname,
    ),
  )
  await admin('postgres', 'alter database template0 allow_connections true')
  for (const name of names) await admin(name, 'vacuum (freeze)')
  await admin('postgres', 'alter database template0 allow_connections false')
}
