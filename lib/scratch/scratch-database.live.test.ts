import { randomBytes } from 'node:crypto'
import { getEventListeners } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ResolveName } from '@/lib/egress/resolve-name'
import { withConnection } from '@/scripts/database/connection'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { loopbackPolicy } from '@/scripts/testing/probe-context'
import { openScratchDatabase } from './open-place'
import type { ScratchPlace } from './scratch-place'

// A database that somebody gives: only an empty one, marked as lost, through a role that may do nothing else.

let server: AuditedPostgres
let database: string
let root: string
beforeAll(async () => {
  server = await startAuditedPostgres()
  await asAdmin('postgres', `create role scratch login password 'scratch'`)
})
afterAll(() => server.stop())
beforeEach(async () => {
  database = await server.createDatabase()
  await asAdmin('postgres', `alter database ${database} owner to scratch`)
  await asAdmin('postgres', `comment on database ${database} is 'For drills. Wheeltapper: scratch'`)
  root = await mkdtemp(join(tmpdir(), 'wheeltapper-scratch-'))
  await chmod(root, 0o711)
})
afterEach(async () => {
  expect(await readdir(root)).toEqual([])
  await rm(root, { recursive: true })
})

const asAdmin = (name: string, text: string) =>
  withConnection(server.url(name), async (client) => (await client.query(text)).rows)

const never = new AbortController().signal
function open(
  login = 'scratch:scratch',
  signal = never,
  timeMs = 60_000,
  resolve?: ResolveName,
): Promise<ScratchPlace> {
  const host = resolve ? 'db.example.com' : '127.0.0.1'
  return openScratchDatabase(`postgresql://${login}@${host}:${server.port}/${database}?sslmode=prefer`, {
    signal,
    limits: { diskBytes: 1e9, memoryBytes: 1e9, timeMs },
    estimatedBytes: 1_000,
    log: () => {},
    egress: loopbackPolicy,
    ...(resolve ? { resolve } : {}),
    root,
  })
}

/** Everything that an empty database has not. */
const contents = () =>
  asAdmin(
    database,
    `select 'schema ' || nspname as what from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
     union all select 'relation ' || relname from pg_class where relnamespace = 'public'::regnamespace
     union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
     union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace
     union all select 'extension ' || extname from pg_extension where extname <> 'plpgsql'
     union all select 'large object' from pg_largeobject_metadata`,
  )

const fill = `
  create extension hstore; create schema app; create table app.a (id serial primary key); create type public.mood as enum ('a');
  create table public.b (id int references app.a, m mood); create view public.v as select * from b;
  create function public.f() returns int language sql as 'select 1'; create domain public.d as int; select lo_create(0);
`

describe('a scratch database', () => {
  it('is emptied of everything that a dump can put into it, so that a second restore finds none of it', async () => {
    const text = `create type public.span as range (subtype = int); alter type public.span rename to spans;
      create collation public.plain (locale = 'C'); create text search dictionary public.words (template = simple);
      create text search configuration public.words (copy = simple);
      create function public.same(int, int) returns boolean language sql as 'select $1 = $2';
      create operator public.=== (leftarg = int, rightarg = int, function = public.same);
      create operator public.!== (leftarg = int, rightarg = int, function = pg_catalog.int4ne);
      create aggregate public.total(int) (sfunc = int4pl, stype = int)`
    for (const _time of ['first', 'second']) {
      const place = await open()
      await place.withClient((client) => client.query(text))
      expect(await place.release()).toBeNull()
      expect(await contents()).toEqual([])
    }
  })

  it('is left to the drill that took it over from one that lost it', async () => {
    const stop = new AbortController()
    const first = await open('scratch:scratch', stop.signal)
    await first.withClient((client) => client.query(fill))
    stop.abort(new Error('out of time'))
    const second = await vi.waitFor(() => open(), { timeout: 10_000 })
    await second.withClient((client) => client.query('create table restored (id int)'))
    expect(await first.release()).toBeNull()
    expect(await contents()).toContainEqual({ what: 'relation restored' })
    expect(await second.release()).toBeNull()
    expect(await contents()).toEqual([])
  })

  it('is watched no longer when its address leads nowhere', async () => {
    const { signal } = new AbortController()
    database = 'nowhere'
    const refuse = () => Promise.reject(new Error('no such name'))
    await expect(open('scratch:scratch', signal, 60_000, refuse)).rejects.toThrow()
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('is used when it is empty and marked, and is empty afterwards', async () => {
    const place = await open()
    expect(place).toMatchObject({ kind: 'scratch-database', serverVersion: expect.any(Number) })
    await place.withClient((client) => client.query(fill))
    expect((await contents()).length).toBeGreaterThan(5)
    expect(await place.release()).toBeNull()
    expect(await contents()).toEqual([])
  })

  it('is refused when it is not marked, with the statement that marks it', async () => {
    await asAdmin('postgres', `comment on database ${database} is 'orders of the shop'`)
    await expect(open()).rejects.toThrow(
      new RegExp(
        `is not marked as one, so nothing was restored.* comment on database ${database} is 'wheeltapper: scratch'`,
      ),
    )
  })

  it.each([
    ['a table', 'create table orders (id int)', 'table or view public.orders'],
    ['a schema', 'create schema app', 'schema app'],
    ['a function', `create function f() returns int language sql as 'select 1'`, 'function f'],
    ['a type', `create type mood as enum ('a')`, 'type mood'],
    ['a large object', 'select lo_create(77)', 'large object 77'],
  ])('is refused when it holds %s, which stays', async (_what, text, named) => {
    await asAdmin(database, text)
    const before = await contents()
    await expect(open()).rejects.toThrow(`is not empty (${named})`)
    expect(await contents()).toEqual(before)
  })

  it('is refused to a role that could do more, with the statement for one that cannot', async () => {
    await expect(open(`postgres:${server.password}`)).rejects.toThrow(
      /The role .* is a superuser, .* create role scratch login/,
    )
    await asAdmin(
      'postgres',
      `drop role if exists reader; create role reader login password 'reader' in role pg_execute_server_program`,
    )
    await expect(open('reader:reader')).rejects.toThrow(/may run programs of the server/)
  })

  it('is refused to a second drill while the first uses it', async () => {
    const place = await open()
    await expect(open()).rejects.toThrow(/Another drill uses the scratch database .* now/)
    expect(await place.release()).toBeNull()
    const again = await open()
    expect(await again.release()).toBeNull()
  })

  it('is emptied of what a killed drill left, and of nothing else', async () => {
    const stop = new AbortController()
    const killed = await open('scratch:scratch', stop.signal)
    await killed.withClient((client) => client.query(fill))
    // Its sessions end and nothing is cleaned up, as if its worker had been killed.
    stop.abort(new Error('killed'))
    await rm(root, { recursive: true })
    root = await mkdtemp(join(tmpdir(), 'wheeltapper-scratch-'))
    await expect
      .poll(() =>
        open().then(
          (place) => place.release(),
          (error: Error) => error.message,
        ),
      )
      .toBeNull()
    expect(await contents()).toEqual([])
  })

  it('is emptied too when a limit ended the work', async () => {
    const place = await open('scratch:scratch', never, 2_000)
    await place.withClient((client) => client.query(fill))
    await expect(place.withClient((client) => client.query('select pg_sleep(60)'))).rejects.toThrow(
      /not done within 2 s/,
    )
    expect(await place.release()).toBeNull()
    expect(await contents()).toEqual([])
  })

  it('says what is missing in its address, and never its password', async () => {
    database = randomBytes(4).toString('hex')
    const fault = await open('scratch:hunter2').catch((error: Error) => error.message)
    expect(fault).not.toContain('hunter2')
    const limits = { diskBytes: 1, memoryBytes: 1, timeMs: 1_000 }
    await expect(
      openScratchDatabase('postgresql:///scratch', {
        signal: never,
        limits,
        estimatedBytes: 0,
        log: () => {},
        egress: loopbackPolicy,
        root,
      }),
    ).rejects.toThrow(/is not complete\. Example: postgresql:\/\/scratch:password@db\.example\.com/)
  })
})
