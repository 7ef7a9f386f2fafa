import { type PostgresFault, until } from './postgres-fault'

const guests = ['guest_one', 'guest_two', 'guest_three']

/** Ways to be wrong for the kinds that also report changes. */
export const changeFaults: readonly PostgresFault[] = [
  {
    kind: 'pg.settings_drift',
    what: 'a setting that waits for a restart',
    expects: 'warn',
    resource: 'max_locks_per_transaction',
    prepare: async (place) => {
      const isPending = `select pending_restart from pg_settings where name = 'max_locks_per_transaction'`
      const inForce = await place.ask<string>(`select current_setting('max_locks_per_transaction')`)
      return {
        config: {},
        plant: async () => {
          await place.run('alter system set max_locks_per_transaction = 77', 'select pg_reload_conf()')
          await until(place, isPending)
        },
        repair: async () => {
          // The server forgets the mark only when the file names the value that is in force.
          await place.run(
            `alter system set max_locks_per_transaction = ${inForce}`,
            'select pg_reload_conf()',
          )
          await until(place, `select not (${isPending})`)
          await place.run('alter system reset max_locks_per_transaction')
        },
      }
    },
  },
  {
    kind: 'pg.extensions_outdated',
    what: 'an extension that was not updated with its files',
    expects: 'warn',
    resource: 'plpgsql',
    prepare: async (place) => ({
      config: {},
      plant: () => place.run(`update pg_extension set extversion = '0.9' where extname = 'plpgsql'`),
      repair: () => place.run(`update pg_extension set extversion = '1.0' where extname = 'plpgsql'`),
    }),
  },
  {
    kind: 'pg.superusers',
    what: 'three guests with every right',
    expects: 'warn',
    resource: 'guest_two',
    prepare: async (place) => ({
      config: {},
      plant: () => place.run(...guests.map((name) => `create role ${name} superuser login`)),
      repair: () => place.run(...guests.map((name) => `drop role ${name}`)),
    }),
  },
  {
    kind: 'pg.schema_drift',
    what: 'a foreign key that was never validated',
    expects: 'warn',
    resource: 'constraint orders_customer_fkey of public.orders',
    prepare: async (place) => ({
      config: {},
      plant: () =>
        place.run(
          'create table customers (id int primary key)',
          'create table orders (id int primary key, customer int)',
          'alter table orders add constraint orders_customer_fkey foreign key (customer) references customers not valid',
        ),
      repair: () => place.run('alter table orders validate constraint orders_customer_fkey'),
    }),
  },
  {
    kind: 'pg.schema_drift',
    what: 'foreign keys that a restore left off',
    expects: 'fail',
    resource: 'foreign keys of public.orders',
    prepare: async (place) => ({
      config: {},
      plant: () =>
        place.run(
          'create table customers (id int primary key)',
          'create table orders (id int primary key, customer int references customers)',
          'alter table orders disable trigger all',
        ),
      repair: () => place.run('alter table orders enable trigger all'),
    }),
  },
]
