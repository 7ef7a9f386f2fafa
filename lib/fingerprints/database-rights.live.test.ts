import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { loopbackPolicy } from '@/scripts/testing/probe-context'
import { compareDatabases } from './compare-databases'
import { type SnapshotWish, snapshotPostgres } from './snapshot-postgres'

// What a role may not read is never counted as nothing, and never equal.

const now = new Date('2026-11-23T03:00:00Z')
const never = new AbortController().signal
let server: AuditedPostgres
let name: string

const asRole = <T>(
  user: string,
  work: (client: pg.Client) => Promise<T>,
  signal = never,
  database = name,
): Promise<T> =>
  withPostgresClient(
    {
      kind: 'postgres',
      address: 'audited',
      config: { host: '127.0.0.1', port: server.port, database, user, tls: 'disable' },
      secret: user === 'postgres' ? server.password : user,
    },
    { signal, egress: loopbackPolicy },
    work,
  )
const snapshot = (user: string, wish: Partial<SnapshotWish> = {}) =>
  asRole(user, (client) => snapshotPostgres(client, { now, signal: never, ...wish }))

async function run(database: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.url(database) })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  server = await startAuditedPostgres()
  name = await server.createDatabase()
  await run(
    name,
    `create role nobody login password 'nobody'`,
    `create role reader login password 'reader'`,
    `create role through login password 'through'`,
    'create table secrets (id serial primary key, what text)',
    `insert into secrets (what) select 'x' from generate_series(1, 50)`,
    'create table tenants (id int primary key, owner text)',
    `insert into tenants select i, case when i < 4 then 'reader' else 'other' end from generate_series(1, 10) i`,
    'alter table tenants enable row level security',
    'create policy own on tenants using (owner = current_user)',
    'create table events (at date) partition by range (at)',
    `create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')`,
    `insert into events select date '2026-01-01' + i from generate_series(0, 99) i`,
    'grant select on all tables in schema public to reader',
    'grant select on all sequences in schema public to reader',
    'grant select on events to through',
  )
})
afterAll(() => server?.stop())

describe('a role without rights', () => {
  it('says of each table what may not be read, and how to change that', async () => {
    const taken = await snapshot('nobody')
    expect(taken.tables.map(({ name: table, rows, content }) => [table, rows, content])).toEqual([
      ['public.events', null, null],
      ['public.events_2026', null, null],
      ['public.secrets', null, null],
      ['public.tenants', null, null],
    ])
    expect(taken.tables.find(({ name: table }) => table === 'public.secrets')?.unread).toBe(
      'Role nobody may not read it. Run: GRANT pg_read_all_data TO nobody;',
    )
    expect(taken.sequences).toMatchObject([
      {
        last: null,
        isBehind: null,
        unread: expect.stringMatching(/GRANT SELECT ON SEQUENCE public.secrets_id_seq/),
      },
    ])
    expect(taken.unread).toEqual([
      { area: 'roles', key: 'password of ', reason: expect.stringMatching(/^Role nobody may not read it/) },
    ])
  })

  it('is never equal: what one side could not read is unknown', async () => {
    const { areas, differences } = compareDatabases(await snapshot('postgres'), await snapshot('nobody'))
    const of = (area: string) => areas.find((each) => each.area === area)
    expect(of('rows')).toEqual({ area: 'rows', equal: 0, differs: 0, missing: 0, extra: 0, unknown: 3 })
    expect(of('content')).toMatchObject({ equal: 0, unknown: 3 })
    expect(of('sequences')).toMatchObject({ equal: 1, unknown: 1 })
    expect(of('roles')).toMatchObject({ unknown: 1, missing: 0 })
    expect(differences.every(({ kind }) => kind === 'unknown')).toBe(true)
  })

  it('reads nothing rather than a part, where row security hides rows', async () => {
    const taken = await snapshot('reader')
    expect(taken.tables.find(({ name: table }) => table === 'public.tenants')).toMatchObject({
      rows: null,
      unread: 'Row security hides rows from role reader. Run: ALTER ROLE reader BYPASSRLS;',
    })
    expect(taken.tables.find(({ name: table }) => table === 'public.secrets')?.rows).toBe(50)
  })

  it('reads partitions through their table, where it may read only that', async () => {
    const taken = await snapshot('through')
    const all = await snapshot('postgres')
    const events = ({ tables }: typeof all) => tables.find(({ name: table }) => table === 'public.events')
    expect(events(taken)?.rows).toBe(100)
    expect(events(taken)).toEqual(events(all))
  })
})

describe('a table that somebody holds', () => {
  it('is not waited for longer than a statement may take, and is unknown', async () => {
    const holder = new pg.Client({ connectionString: server.url(name) })
    await holder.connect()
    try {
      await holder.query('begin; lock table secrets in access exclusive mode')
      const taken = await snapshot('reader', { statementTimeoutMs: 500 })
      expect(taken.tables.find(({ name: table }) => table === 'public.secrets')?.unread).toMatch(
        /took longer/,
      )
      expect(taken.tables.find(({ name: table }) => table === 'public.events')?.rows).toBe(100)
    } finally {
      await holder.end()
    }
  })

  it('is let go of when nobody wants it any more', async () => {
    const holder = new pg.Client({ connectionString: server.url(name) })
    await holder.connect()
    try {
      await holder.query('begin; lock table tenants in access exclusive mode')
      const stop = new AbortController()
      const taking = asRole(
        'postgres',
        (client) =>
          snapshotPostgres(client, {
            now,
            signal: stop.signal,
            statementTimeoutMs: 500,
            onProgress: () => stop.abort(new Error('cancelled')),
          }),
        stop.signal,
      )
      await expect(taking).rejects.toThrow('cancelled')
    } finally {
      await holder.end()
    }
  })
})

describe('a database in another encoding', () => {
  it('keeps what applications hide in settings to itself, and sees that it differs', async () => {
    const settings = async (key: string) => {
      await run(
        name,
        `alter database "${name}" set app.jwt_secret to '${key}'`,
        `alter role nobody set app.token to '${key}'`,
        `alter role nobody set statement_timeout to '7s'`,
      )
      return snapshot('postgres')
    }
    const [before, after] = [await settings('s3cret-of-before'), await settings('s3cret-of-after')]
    expect(JSON.stringify([before, after])).not.toContain('s3cret')
    const differing = compareDatabases(before, after).differences.filter(({ area }) => area === 'roles')
    expect(differing.map(({ key }) => key)).toEqual(['role nobody', 'settings of everybody in this database'])
    expect(differing[0]?.after).toMatch(/app\.token \(sha256 [0-9a-f]{12}\), statement_timeout=7s/)
  })

  it('has the same fingerprints by md5 as the same letters in UTF-8', async () => {
    const statements = [
      'create table words (id int primary key, word text)',
      `insert into words values (1, 'Grüße'), (2, 'façade'), (3, null)`,
    ]
    await run('postgres', `create database latin encoding 'LATIN1' template template0 locale 'C'`)
    await run('postgres', `create database utf encoding 'UTF8' template template0 locale 'C'`)
    for (const database of ['latin', 'utf']) await run(database, ...statements)
    const take = (database: string, wish: Partial<SnapshotWish> = {}) =>
      asRole(
        'postgres',
        (client) => snapshotPostgres(client, { now, signal: never, ...wish }),
        never,
        database,
      )
    const before = await take('latin')
    expect(before.contentMethod).toBe('md5')
    const areas = ['rows', 'content', 'encoding'] as const
    expect(compareDatabases(before, await take('utf'), areas).differences.map(({ kind }) => kind)).toEqual([
      'unknown',
      'differs',
    ])
    const same = await take('utf', { contentMethod: before.contentMethod })
    expect(compareDatabases(before, same, areas).differences).toEqual([
      { area: 'encoding', key: 'encoding', kind: 'differs', before: 'LATIN1', after: 'UTF8' },
    ])
  })
})

describe('a snapshot', () => {
  it('changes nothing and leaves no transaction open', async () => {
    await asRole('postgres', async (client) => {
      await snapshotPostgres(client, { now, signal: never })
      const { rows } = await client.query(
        'select pg_current_xact_id_if_assigned() as xid, now() = statement_timestamp() as alone',
      )
      expect(rows).toEqual([{ xid: null, alone: true }])
      await expect(client.query('create table written (id int)')).rejects.toThrow(/read-only/)
    })
  })

  it('is of one moment, which what runs beside it sees too', async () => {
    let inside = ''
    const taken = await snapshot('postgres', {
      beside: async (id) => {
        await run(name, 'insert into secrets (what) values (1)')
        const other = new pg.Client({ connectionString: server.url(name) })
        await other.connect()
        await other.query(`begin isolation level repeatable read; set transaction snapshot '${id}'`)
        inside =
          (await other.query<{ n: string }>('select count(*)::text as n from secrets')).rows[0]?.n ?? ''
        await other.end()
      },
    })
    expect(taken.tables.find(({ name: table }) => table === 'public.secrets')?.rows).toBe(50)
    expect(inside).toBe('50')
    await expect(
      snapshot('postgres', { beside: () => Promise.reject(new Error('the backup failed')) }),
    ).rejects.toThrow('the backup failed')
  })
})
