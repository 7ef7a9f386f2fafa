import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withConnection } from '@/scripts/database/connection'
import {
  type AuditedPostgres,
  installedPostgresPrograms,
  startAuditedPostgres,
} from '@/scripts/testing/audited-postgres'
import { richSchema } from '@/scripts/testing/rich-schema'
import { describeWherePossible } from '@/scripts/testing/where-possible'
import { compareDatabases } from './compare-databases'
import type { DatabaseSnapshot } from './database-snapshot'
import { databaseSnapshotSchema } from './database-snapshot'
import { type SnapshotWish, snapshotPostgres } from './snapshot-postgres'

// What a database is, counted and summed up on real servers: equal where it is equal, whatever the version.

const now = new Date('2026-11-23T03:00:00Z')
const never = new AbortController().signal
let newer: AuditedPostgres
beforeAll(async () => {
  newer = await startAuditedPostgres()
})
afterAll(() => newer?.stop())

async function richDatabase(server: AuditedPostgres): Promise<string> {
  const url = server.url(await server.createDatabase())
  await withConnection(url, (client) => client.query(richSchema))
  return url
}

const snapshot = (url: string, wish: Partial<SnapshotWish> = {}): Promise<DatabaseSnapshot> =>
  withConnection(url, (client) => snapshotPostgres(client, { now, signal: never, ...wish }))

const told = ({ differences }: ReturnType<typeof compareDatabases>) =>
  differences.map(({ area, key, kind, before, after }) => `${area} ${key} ${kind} ${before} → ${after}`)

describe('a database', () => {
  let url: string
  let before: DatabaseSnapshot
  beforeAll(async () => {
    url = await richDatabase(newer)
    before = await snapshot(url)
  })

  it('is counted exactly, and survives being stored', () => {
    expect(databaseSnapshotSchema.parse(JSON.parse(JSON.stringify(before)))).toEqual(before)
    const rows = Object.fromEntries(before.tables.map((table) => [table.name, table.rows]))
    expect(rows).toEqual({
      'public."Strange ""Table"""': 4,
      'public.customers': 200,
      'public.empty_one': 3,
      'public.events': 3000,
      'public.events_2025': null,
      'public.events_2026': null,
      'public.orders': 2000,
      'public.tickets': 10,
      'public.totals': 200,
      'shop.stock': 50,
    })
    expect(before.unread).toEqual([])
    expect(before.contentMethod).toBe('hashtextextended')
    expect(before.tables.find(({ name }) => name === 'public.events')?.key).toEqual(['id', 'at'])
  })

  it('is the same when its tables are read in parts, and says how far it is', async () => {
    const parts: Record<string, number[]> = {}
    let last = 0
    const inParts = await snapshot(url, {
      blocksAtOnce: 3,
      onProgress: ({ table, tablesDone, tables, rowsDone, rowsExpected }) => {
        parts[table] = [...(parts[table] ?? []), rowsDone]
        expect(rowsDone).toBeGreaterThanOrEqual(last)
        expect(rowsExpected).toBeGreaterThanOrEqual(rowsDone)
        expect(tablesDone).toBeLessThan(tables)
        last = rowsDone
      },
    })
    expect(told(compareDatabases(before, inParts))).toEqual([])
    expect(parts['public.orders']?.length).toBeGreaterThan(10)
    expect(last).toBe(5467)
  })

  it('may have tables without columns, and of very many', async () => {
    const odd = newer.url(await newer.createDatabase())
    const many = Array.from({ length: 1_500 }, (_each, index) => `c${index} int`).join(', ')
    await withConnection(odd, (client) =>
      client.query(
        `create table bare (); insert into bare default values; insert into bare default values; create table wide (${many}); insert into wide (c0, c1499) values (1, 2)`,
      ),
    )
    const taken = await snapshot(odd)
    expect(taken.tables.map(({ name, rows, unread }) => [name, rows, unread])).toEqual([
      ['public.bare', 2, null],
      ['public.wide', 1, null],
    ])
    expect(told(compareDatabases(taken, await snapshot(odd)))).toEqual([])
  })

  it('tells which sequences are behind their columns', async () => {
    const state = Object.fromEntries(before.sequences.map((each) => [each.name, each]))
    expect(state['public.orders_id_seq']).toMatchObject({
      last: '2000',
      used: '2000',
      column: 'public.orders.id',
      isBehind: false,
    })
    expect(state['public.ticket_numbers']).toMatchObject({ last: '145', used: '145', isBehind: false })
    expect(state['public.backwards']).toMatchObject({ last: null, column: null, isBehind: false })
  })

  it('is equal to itself, whatever the settings of the session and the order of its rows', async () => {
    const again = await withConnection(url, async (client) => {
      await client.query(`create table moved as select * from orders order by random()`)
      await client.query('truncate orders')
      await client.query('insert into orders select * from moved')
      await client.query('drop table moved')
      await client.query(
        `set timezone = 'Asia/Tokyo'; set datestyle = 'SQL, DMY'; set extra_float_digits = -10; set intervalstyle = 'sql_standard'; set bytea_output = 'escape'`,
      )
      return snapshotPostgres(client, { now, signal: never })
    })
    const comparison = compareDatabases(before, again)
    expect(told(comparison)).toEqual([])
    const compared = Object.fromEntries(comparison.areas.map(({ area, equal }) => [area, equal]))
    expect(compared).toMatchObject({ tables: 9, rows: 8, content: 8, views: 3, policies: 1, triggers: 1 })
    expect(compared.columns).toBeGreaterThan(30)
    expect(Object.values(compared).every((equal) => equal > 0)).toBe(true)
  })

  it.each<[string, string, string[]]>([
    ['a row is missing', 'delete from orders where id = 7', ['rows public.orders differs 2000 → 1999']],
    ['a row is new', `insert into shop.stock values ('new', 1)`, ['rows shop.stock differs 50 → 51']],
    [
      'a value changed',
      `update orders set total = total + 0.01 where id = 7`,
      ['content public.orders differs'],
    ],
    [
      'a value changed in a partition',
      `update events set what = 'other' where id = 7`,
      ['content public.events differs'],
    ],
    ['empty became NULL', `update orders set tags = null where id = 7`, ['content public.orders differs']],
    [
      'a table is gone',
      'drop table tickets',
      ['tables public.tickets missing table → null', 'rows public.tickets missing 10 → null'],
    ],
    [
      'a table is new',
      'create table fresh (id int primary key)',
      ['tables public.fresh extra null → table', 'rows public.fresh extra null → 0'],
    ],
    [
      'a column is wider',
      'alter table events alter what type varchar(300)',
      ['columns public.events.what differs text → character varying(300)'],
    ],
    [
      'an index is gone',
      'drop index orders_by_customer',
      [
        'indexes public.orders: CREATE INDEX ON public.orders USING btree (customer_id, placed DESC) WHERE (total > (10)::numeric) missing valid → null',
      ],
    ],
    ['an index has another name', 'alter index orders_by_customer rename to another', []],
    [
      'a constraint is not validated',
      'alter table orders drop constraint orders_customer_id_fkey; alter table orders add constraint orders_customer_id_fkey foreign key (customer_id) references customers not valid',
      ['constraints public.orders: orders_customer_id_fkey differs'],
    ],
    [
      'nobody enforces foreign keys',
      'alter table orders disable trigger all',
      ['triggers public.orders: foreign keys extra', 'triggers public.orders: orders_noted differs'],
    ],
    [
      'a sequence is behind',
      `select setval('orders_id_seq', 1990)`,
      [
        'sequences public.orders_id_seq position differs at 2000 → at 1990, but public.orders.id holds 2000 already',
      ],
    ],
    ['a sequence went on', `select nextval('orders_id_seq')`, []],
    [
      'a view reads otherwise',
      'create or replace view big_orders as select id, total, label from (select id, total, note::text as label from orders where total > 1000) o',
      ['views public.big_orders differs'],
    ],
    [
      'a function does otherwise',
      `create or replace function add_up(a int, b int default 1) returns int language sql immutable as 'select a - b'`,
      ['functions public.add_up(integer,integer) differs'],
    ],
    [
      'a policy is gone',
      'drop policy own_rows on customers',
      ['policies public.customers: own_rows missing'],
    ],
    ['an enum has a new value', `alter type mood add value 'angry'`, ['types public.mood differs']],
    [
      'somebody else may read',
      'grant select on orders to public',
      ['privileges table public.orders to public extra null → SELECT'],
    ],
    [
      'a comment is another',
      `comment on table orders is 'x'`,
      ['comments table public.orders differs What people bought → x'],
    ],
    ['an extension is new', 'create extension "tablefunc"', ['extensions tablefunc extra']],
    [
      'the database has a setting',
      `do $$ begin execute format('alter database %I set work_mem = ''5MB''', current_database()); end $$`,
      [
        'roles settings of everybody in this database extra null → work_mem=5MB',
        'settings work_mem differs 4096kB (default) → 5120kB',
      ],
    ],
  ])('differs when %s', async (_what, change, expected) => {
    const name = `copy_${Math.random().toString(36).slice(2)}`
    await withConnection(newer.url(), (client) =>
      client.query(`create database ${name} template ${new URL(url).pathname.slice(1)}`),
    )
    const own = newer.url(name)
    const old = await snapshot(own)
    await withConnection(own, (client) => client.query(change))
    const found = told(compareDatabases(old, await snapshot(own)))
    expect(found).toEqual(expected.map((line) => expect.stringContaining(line)))
  })
})

const programs = (await installedPostgresPrograms()).filter(({ major }) => major < 18)[0]
describeWherePossible('two versions', programs ? null : 'no other PostgreSQL is installed', () => {
  let older: AuditedPostgres
  beforeAll(async () => {
    older = await startAuditedPostgres({ programs: programs?.programs ?? '' })
  })
  afterAll(() => older?.stop())

  it('give the same database the same fingerprints', async () => {
    const [before, after] = [
      await snapshot(await richDatabase(older)),
      await snapshot(await richDatabase(newer)),
    ]
    expect(before.major).toBe(programs?.major)
    expect(after.major).toBe(18)
    expect(told(compareDatabases(before, after))).toEqual([])
  })
})
