import { copyFile, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareDatabases } from './compare-databases'
import { databaseSnapshotSchema } from './database-snapshot'
import { snapshotSqlite, sqliteKeysHold } from './snapshot-sqlite'

const now = new Date('2026-11-23T03:00:00Z')
const never = new AbortController().signal
let folder: string
let file: string
const change = (path: string, statements: string) => {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  db.exec(statements)
  db.close()
}
const take = (path: string) => snapshotSqlite(path, { now, signal: never })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-sqlite-'))
  file = join(folder, 'shop.db')
  change(
    file,
    `create table customers (id integer primary key autoincrement, name text not null default 'nobody', big integer, share real, raw blob);
     create table orders (id integer primary key, customer integer references customers, at text);
     create table "odd ""name" (a, b, primary key (a, b)) without rowid;
     create virtual table notes using fts5(body);
     create index orders_by_customer on orders (customer);
     create view named as select o.id, c.name from orders o join customers c on c.id = o.customer;
     create trigger noted after insert on orders begin update customers set share = 1 where id = new.customer; end;
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)
       insert into customers (name, big, share, raw) select 'c' || i, 9007199254740993 + i, i / 7.0, randomblob(4) from n;
     insert into orders select id, id, '2026-01-01' from customers where id <= 100;
     insert into "odd ""name" values (1, 1), ('1', 'x'), (1.5, x'00ff');
     pragma user_version = 7`,
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function changed(statements: string) {
  const copy = join(folder, `copy-${Math.random().toString(36).slice(2)}.db`)
  await copyFile(file, copy)
  change(copy, statements)
  const { differences } = compareDatabases(await take(file), await take(copy))
  return differences.map(({ area, key, kind }) => `${area} ${key} ${kind}`)
}

describe('a SQLite file', () => {
  it('is counted, described and left as it was', async () => {
    const snapshot = await take(file)
    expect(databaseSnapshotSchema.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot)
    const rows = Object.fromEntries(snapshot.tables.map((table) => [table.name, table.rows]))
    expect(rows).toMatchObject({ customers: 30_000, orders: 100, 'odd "name': 3 })
    expect(rows).not.toHaveProperty('notes')
    expect(snapshot.sequences).toMatchObject([
      { name: 'customers', last: '30000', column: 'customers.id', used: '30000', isBehind: false },
    ])
    expect(snapshot.catalogue.find(({ key }) => key === 'user_version')?.value).toBe('7')
  })

  it.each([
    ['nothing, however it is packed', 'vacuum', []],
    ['a value', `update customers set name = 'x' where id = 7`, ['content customers differs']],
    [
      'a number beyond 2^53',
      `update customers set big = big + 1 where id = 7`,
      ['content customers differs'],
    ],
    ['the type of a value', `update "odd ""name" set b = '1' where a = 1`, ['content odd "name differs']],
    ['a row', 'delete from orders where id = 7', ['rows orders differs']],
    [
      'an index',
      'drop index orders_by_customer',
      ['indexes orders: CREATE INDEX orders_by_customer on orders (customer) missing'],
    ],
    ['a trigger', 'drop trigger noted', ['triggers orders: noted missing']],
    [
      'a sequence that is behind',
      'update sqlite_sequence set seq = 10',
      ['sequences customers position differs'],
    ],
    [
      'a table',
      'drop view named; drop table orders',
      ['tables orders missing', 'rows orders missing', 'views named missing'],
    ],
  ])('shows what changed: %s', async (_what, statements, expected) => {
    expect(await changed(statements)).toEqual(expected)
  })

  it('is refused with a sentence when it is damaged', async () => {
    const cut = join(folder, 'cut.db')
    await copyFile(file, cut)
    await truncate(cut, 300_000)
    await expect(take(cut)).rejects.toThrow(/cut\.db cannot be used: .*damaged/)
    const block = join(folder, 'block.db')
    await copyFile(file, block)
    const handle = await open(block, 'r+')
    await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, 40 * 4096)
    await handle.close()
    await expect(take(block)).rejects.toThrow(/damaged/)
  })

  it('says how many rows name rows that are not there', async () => {
    expect((await take(file)).catalogue).toContainEqual({
      area: 'constraints',
      key: 'foreign keys',
      value: sqliteKeysHold,
    })
    expect(await changed('delete from customers where id <= 3')).toEqual([
      'rows customers differs',
      'constraints foreign keys differs',
    ])
  })

  it('is refused with a sentence when it is none', async () => {
    const text = join(folder, 'text.db')
    await writeFile(text, 'x'.repeat(10_000))
    await expect(take(text)).rejects.toThrow(/no SQLite database/)
    await expect(take(join(folder, 'nowhere.db'))).rejects.toThrow(/cannot be opened/)
  })

  it('is let go of when nobody wants it any more', async () => {
    const stop = new AbortController()
    const taking = snapshotSqlite(file, {
      now,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('cancelled')),
    })
    await expect(taking).rejects.toThrow('cancelled')
  })
})
