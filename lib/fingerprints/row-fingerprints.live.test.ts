import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { beginSnapshot, endSnapshot } from './begin-snapshot'
import { readChangeMark } from './change-mark'
import type { Difference } from './difference'
import {
  compareRows,
  differingBuckets,
  type KeyedTable,
  readBuckets,
  readRowHashes,
} from './row-fingerprints'

const method = 'hashtextextended'
let server: AuditedPostgres
const clients: pg.Client[] = []

/** Two databases, as before and after a migration. */
beforeAll(async () => {
  server = await startAuditedPostgres()
  for (const _side of ['before', 'after']) {
    const client = new pg.Client({ connectionString: server.url(await server.createDatabase()) })
    client.on('error', () => {})
    await client.connect()
    clients.push(client)
  }
})
afterAll(async () => {
  for (const client of clients) await client.end()
  await server?.stop()
})

const sides = () => {
  const [before, after] = clients
  if (!before || !after) throw new Error('no clients')
  return { before, after }
}
const onBoth = async (statements: string) => {
  for (const client of clients) await client.query(statements)
}

async function differences(table: KeyedTable): Promise<{ found: string[]; parts: number }> {
  const { before, after } = sides()
  await beginSnapshot(before)
  await beginSnapshot(after)
  try {
    const parts = differingBuckets(
      await readBuckets(before, table, method),
      await readBuckets(after, table, method),
    )
    const found: Difference[] = []
    const [was, is] = [before, after].map((client) => readRowHashes(client, table, method, parts))
    if (!was || !is) throw new Error('no lists')
    for await (const difference of compareRows(table.name, was, is)) found.push(difference)
    return { found: found.map(({ kind, key }) => `${kind} ${key}`), parts: parts.length }
  } finally {
    await endSnapshot(before)
    await endSnapshot(after)
  }
}

describe('rows of two tables', () => {
  const orders: KeyedTable = { name: 'public.orders', columns: ['id', 'what'], key: ['id'], kind: 'table' }

  it('are found by their keys where they differ, by reading few parts again', async () => {
    await onBoth(`create table orders (id int primary key, what text);
      insert into orders select i, md5(i::text) from generate_series(1, 20000) i`)
    expect(await differences(orders)).toEqual({ found: [], parts: 0 })
    const { after } = sides()
    await after.query(`delete from orders where id in (17, 4711); update orders set what = 'x' where id = 9;
      insert into orders values (20001, 'new')`)
    const { found, parts } = await differences(orders)
    expect(found.sort()).toEqual(['differs 9', 'extra 20001', 'missing 17', 'missing 4711'])
    expect(parts).toBeLessThanOrEqual(4)
  })

  it('are told apart by keys of several columns, and of any letters', async () => {
    await onBoth(`create table lines (doc text, "li ne" text, what int, primary key (doc, "li ne"));
      insert into lines values ('a,b', 'c', 1), ('a', 'b,c', 1), ('\ufffd', 'x', 1), ('🚂', 'x', 1), ('ü', 'x', 1), ('', 'x', 1), ('"', '\\', 1)`)
    const lines: KeyedTable = {
      name: 'public.lines',
      columns: ['doc', 'li ne', 'what'],
      key: ['doc', 'li ne'],
    }
    expect((await differences(lines)).found).toEqual([])
    await sides().after.query(`delete from lines where doc in ('a,b', '🚂', '\ufffd')`)
    expect((await differences(lines)).found).toEqual([
      'missing ("a,b",c)',
      'missing (\ufffd,x)',
      'missing (🚂,x)',
    ])
  })

  it('without a key are told apart by all that is in them, twins by their number', async () => {
    await onBoth(`create table log (what text); insert into log values ('a'), ('a'), ('a'), ('b'), (null)`)
    const log: KeyedTable = { name: 'public.log', columns: ['what'], key: [] }
    expect((await differences(log)).found).toEqual([])
    const { after } = sides()
    await after.query(`delete from log where ctid in (select ctid from log where what = 'a' limit 2)`)
    const { found } = await differences(log)
    expect(found).toHaveLength(2)
    expect(found.every((line) => /^missing #-?\d+$/.test(line))).toBe(true)
  })

  it('are not those of tables that inherit from theirs', async () => {
    await onBoth('create table parent (id int primary key); create table child () inherits (parent)')
    await sides().after.query('insert into child values (1)')
    const parent: KeyedTable = { name: 'public.parent', columns: ['id'], key: ['id'], kind: 'table' }
    expect((await differences(parent)).found).toEqual([])
  })

  it('may all differ, and are compared as they come: no more than a few thousand are in memory', async () => {
    await onBoth('create table many (id int primary key, what text)')
    const { before, after } = sides()
    await before.query(`insert into many select i, 'x' from generate_series(1, 30000) i`)
    await after.query(`insert into many select i, 'y' from generate_series(1, 30000) i`)
    const many: KeyedTable = { name: 'public.many', columns: ['id', 'what'], key: ['id'], kind: 'table' }
    await beginSnapshot(before)
    await beginSnapshot(after)
    let taken = 0
    async function* counted(rows: AsyncIterable<{ key: string; content: string }>) {
      for await (const row of rows) {
        taken += 1
        yield row
      }
    }
    let told = 0
    let ahead = 0
    for await (const { kind } of compareRows(
      many.name,
      counted(readRowHashes(before, many, method, 'all')),
      counted(readRowHashes(after, many, method, 'all')),
    )) {
      expect(kind).toBe('differs')
      told += 1
      ahead = Math.max(ahead, taken - 2 * told)
    }
    await endSnapshot(before)
    await endSnapshot(after)
    expect(told).toBe(30_000)
    expect(ahead).toBeLessThanOrEqual(2)
  })
})

describe('a mark', () => {
  it('moves with what is written', async () => {
    const { before } = sides()
    const force = () => before.query('select pg_stat_force_next_flush()')
    await force()
    const first = await readChangeMark(before)
    await before.query(
      'create table if not exists marked (id int); insert into marked select generate_series(1, 7)',
    )
    await force()
    expect((await readChangeMark(before)).writes - first.writes).toBeGreaterThanOrEqual(7)
  })
})
