import type { FaultPlace, PostgresFault, PreparedFault } from './postgres-fault'
import { until } from './postgres-fault'

/** A fault that is a few statements, and so is its repair. */
const statements = (
  plant: string[],
  repair: string[],
  more: { config?: PreparedFault['config']; first?: string[]; seen?: string; healed?: string } = {},
): PostgresFault['prepare'] => {
  return async (place: FaultPlace) => {
    // One session each: counters of a load that is analysed in the same session still include the load.
    for (const statement of more.first ?? []) await place.run(statement)
    return {
      config: more.config ?? {},
      plant: async () => {
        await place.run(...plant)
        if (more.seen) await until(place, more.seen)
      },
      repair: async () => {
        await place.run(...repair)
        if (more.healed) await until(place, more.healed)
      },
    }
  }
}

const fill = (table: string, rows: number) =>
  `insert into ${table} select i, i from generate_series(1, ${rows}) i`
const dead = (table: string, compare: string) =>
  `select pg_stat_get_dead_tuples('${table}'::regclass) ${compare}`
const changed = (table: string, compare: string) =>
  `select pg_stat_get_mod_since_analyze('${table}'::regclass) ${compare}`

/** Faults inside of one database. */
export const tableFaults: readonly PostgresFault[] = [
  {
    kind: 'pg.autovacuum_off',
    what: 'autovacuum off for one table',
    expects: 'warn',
    resource: 'public.loaded',
    prepare: statements(
      ['alter table loaded set (autovacuum_enabled = off)'],
      ['alter table loaded reset (autovacuum_enabled)'],
      { first: ['create table loaded (id int)'] },
    ),
  },
  {
    kind: 'pg.autovacuum_due',
    what: 'a table that is due and gets no vacuum',
    expects: 'fail',
    resource: 'public.due',
    laterDays: 8,
    prepare: statements(['delete from due where id <= 600'], ['vacuum due'], {
      first: ['create table due (id int, n int)', fill('due', 1_000), 'vacuum (analyze) due'],
      seen: dead('due', '>= 600'),
      healed: dead('due', '= 0'),
    }),
  },
  {
    kind: 'pg.dead_tuples',
    what: 'more dead rows than live ones',
    expects: 'fail',
    resource: 'public.grave',
    prepare: statements(['delete from grave where id <= 1500'], ['vacuum grave'], {
      config: { minDeadRows: 1_000 },
      first: ['create table grave (id int, n int)', fill('grave', 2_000), 'analyze grave'],
      seen: dead('grave', '>= 1500'),
      healed: dead('grave', '= 0'),
    }),
  },
  {
    kind: 'pg.never_vacuumed',
    what: 'a table with many new rows and no vacuum',
    expects: 'warn',
    resource: 'public.heap',
    laterDays: 8,
    prepare: statements([fill('heap', 3_000)], ['vacuum heap'], {
      first: ['create table heap (id int, n int)'],
      seen: `select pg_stat_get_ins_since_vacuum('heap'::regclass) >= 3000`,
      healed: `select pg_stat_get_vacuum_count('heap'::regclass) > 0`,
    }),
  },
  {
    kind: 'pg.stale_stats',
    what: 'a third of the rows changed, analysed long ago',
    expects: 'warn',
    resource: 'public.drifted',
    laterDays: 8,
    prepare: statements(['update drifted set n = 0 where id <= 1700'], ['analyze drifted'], {
      first: ['create table drifted (id int, n int)', fill('drifted', 5_000), 'analyze drifted'],
      seen: changed('drifted', '>= 1700'),
      healed: changed('drifted', '= 0'),
    }),
  },
  {
    kind: 'pg.stale_stats',
    what: 'a partitioned table that was never analysed as a whole',
    expects: 'warn',
    resource: 'public.parted',
    prepare: statements([fill('parted', 3_000), 'analyze parted_low'], ['analyze parted'], {
      first: [
        'create table parted (id int, n int) partition by range (id)',
        'create table parted_low partition of parted for values from (0) to (1000000)',
      ],
    }),
  },
  {
    kind: 'pg.stats_age',
    what: 'counters that began anew',
    expects: 'warn',
    resource: null,
    repairDays: 8,
    prepare: async (place) => {
      // On a server this young everything is fresh: the limit is drawn behind its first moments, and waited for.
      const fresh = await place.ask<number>(
        `select ceil(extract(epoch from least(b.stats_reset, a.stats_reset) - to_timestamp((c.system_identifier >> 32)::float8)) + 1)::int
           from pg_stat_bgwriter b, pg_stat_archiver a, pg_control_system() c`,
      )
      await until(
        place,
        `select clock_timestamp() > to_timestamp((system_identifier >> 32)::float8) + make_interval(secs => ${fresh + 1}) from pg_control_system()`,
      )
      return {
        config: { freshMinutes: fresh / 60 },
        plant: () => place.run('select pg_stat_reset()'),
        // Only time repairs it.
        repair: async () => {},
      }
    },
  },
  {
    kind: 'pg.invalid_indexes',
    what: 'a unique index whose build failed',
    expects: 'fail',
    resource: 'public.member_email',
    prepare: async (place) => {
      await place.run('create table member (email text)', `insert into member values ('a@b'), ('a@b')`)
      return {
        config: {},
        plant: async () => {
          await place
            .hold('create unique index concurrently member_email on member (email)')
            .then((client) => client.end())
        },
        repair: () =>
          place.run(
            'delete from member where ctid = (select max(ctid) from member)',
            'reindex index concurrently member_email',
          ),
      }
    },
  },
  {
    kind: 'pg.invalid_indexes',
    what: 'an index whose build failed',
    expects: 'warn',
    resource: 'public.ratio_inverse',
    prepare: async (place) => {
      await place.run('create table ratio (n int)', 'insert into ratio values (0)')
      return {
        config: {},
        plant: async () => {
          await place
            .hold('create index concurrently ratio_inverse on ratio ((1 / n))')
            .then((client) => client.end())
        },
        repair: () => place.run('drop index concurrently ratio_inverse'),
      }
    },
  },
  {
    kind: 'pg.sequence_exhaustion',
    what: 'a bigint sequence that fills an integer column',
    expects: 'fail',
    resource: 'public.wide',
    prepare: statements(
      [`select setval('wide', 2000000000)`],
      ['alter table narrow alter column id type bigint'],
      {
        first: [
          'create sequence wide as bigint',
          `create table narrow (id int primary key default nextval('wide'))`,
          'grant select on all sequences in schema public to public',
        ],
      },
    ),
  },
  {
    kind: 'pg.sequence_exhaustion',
    what: 'a descending sequence near its bottom',
    expects: 'fail',
    resource: 'public.down',
    prepare: statements([`select setval('down', -95)`], [`alter sequence down minvalue -1000000`], {
      first: [
        'create sequence down increment -1 minvalue -100 maxvalue -1 start -1',
        'grant select on all sequences in schema public to public',
      ],
    }),
  },
  {
    kind: 'pg.sequence_exhaustion',
    what: 'a reference narrower than the key it refers to',
    expects: 'warn',
    resource: 'public.buyer_id_seq',
    prepare: statements(
      [`select setval('buyer_id_seq', 28000)`],
      ['alter table purchase alter column buyer_id type bigint'],
      {
        first: [
          'create table buyer (id bigint generated always as identity primary key)',
          'create table purchase (buyer_id smallint references buyer (id))',
          'grant select on all sequences in schema public to public',
        ],
      },
    ),
  },
  {
    kind: 'pg.largest_tables',
    what: 'a table beyond the size that it may have',
    expects: 'fail',
    resource: 'public.heap',
    prepare: statements([fill('heap', 60_000)], ['truncate heap'], {
      first: ['create table heap (id int, n int)'],
      config: { tableBytes: 1_000_000 },
    }),
  },
  {
    kind: 'pg.db_size_growth',
    what: 'a database that grows from hour to hour',
    expects: 'warn',
    resource: null,
    prepare: async (place) => {
      let isGrowing = false
      await place.run('create table pile (id int, n int)')
      return {
        config: { minBytes: 1, minHours: 0 },
        plant: async () => {
          isGrowing = true
        },
        beforeRun: async () => {
          if (isGrowing) await place.run(fill('pile', 20_000), 'checkpoint')
        },
        repair: async () => {
          isGrowing = false
          await place.run('truncate pile', 'checkpoint')
        },
      }
    },
  },
]
