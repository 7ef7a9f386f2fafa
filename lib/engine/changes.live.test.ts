import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseNow, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import {
  addTestSystem,
  addTestTarget,
  type TestSystem,
  testEngine,
  workDue,
} from '@/scripts/testing/engine-fixture'
import { startTlsListener } from '@/scripts/testing/listeners'
import { type NameServer, startNameServer } from '@/scripts/testing/name-server'
import { type FaultPlace, faultPlace } from '@/scripts/testing/postgres-fault'
import { createTestAuthority } from '@/scripts/testing/test-certificates'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson } from '@/scripts/testing/test-people'
import type { Engine } from './engine'

// The whole way: something is changed on a real server, the worker runs, the change stands there with its value before
// and after. And what must not happen: a change of what could not be read, or the same one twice.

let database: TestDatabase
let server: AuditedPostgres

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  server = await startAuditedPostgres({ hba: ['host all audit 127.0.0.1/32 trust'] })
  await faultPlace(server, 'postgres').run('create role audit login', 'grant pg_monitor to audit')
})
afterAll(async () => {
  await server?.stop()
  await database?.drop()
})
beforeEach(() =>
  emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty', 'app_user'),
)

interface StoredChange {
  subject: string
  key: string
  kind: string
  before: string | null
  after: string | null
  expectation: string
}

async function changes(): Promise<StoredChange[]> {
  const { rows } = await sql().query<StoredChange>(
    'select subject, key, kind, before, after, expectation from system_change order by at, subject, key, id',
  )
  return rows
}

/** The next look of every check, a little later. */
async function lookAgain(engine: Engine, minutes = 61): Promise<void> {
  await database.setNow(new Date((await databaseNow()).getTime() + minutes * 60_000))
  await sql().query('update check_schedule set next_due_at = app_now()')
  await workDue(engine)
}

const postgresTarget = (name: string) => ({
  kind: 'postgres' as const,
  address: `127.0.0.1:${server.port}/${name}`,
  config: { host: '127.0.0.1', port: server.port, database: name, user: 'audit', tls: 'disable' },
})

describe('a PostgreSQL', () => {
  let engine: Engine
  let system: TestSystem
  let place: FaultPlace & { close(): Promise<void> }

  beforeEach(async () => {
    place = faultPlace(server, await server.createDatabase())
    await database.setNow(new Date())
    engine = await testEngine()
    const kinds = [
      'pg.up',
      'pg.version',
      'pg.settings_drift',
      'pg.extensions_outdated',
      'pg.superusers',
      'pg.schema_drift',
    ]
    system = await addTestSystem(
      postgresTarget(place.database),
      kinds.map((kind) => ({ kind })),
    )
    await workDue(engine)
    return () => place.close()
  })

  it('is no change at the first look, and none while nothing changes', async () => {
    await lookAgain(engine)
    await lookAgain(engine)
    expect(await changes()).toEqual([])
    const { rows } = await sql().query<{ subjects: string[] }>(
      `select array_agg(distinct subject order by subject) as subjects
         from observation, jsonb_object_keys(facts) as subject`,
    )
    expect(rows[0]?.subjects).toEqual(['extension', 'restart', 'role', 'schema', 'setting', 'version'])
  })

  it('shows each thing that somebody changed, once, with its value before and after', async () => {
    await place.run(
      `alter database ${place.database} set work_mem = '77MB'`,
      `alter role audit set search_path = 'shop'`,
      'create extension pg_trgm',
      'create role night_shift login createrole in role pg_read_all_data',
      'create table orders (id int primary key, total int)',
    )
    await lookAgain(engine)
    const found = await changes()
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ subject: 'extension', key: 'pg_trgm', kind: 'added' }),
        expect.objectContaining({
          subject: 'role',
          key: 'night_shift',
          kind: 'added',
          after: 'login, CREATEROLE, member of pg_read_all_data',
        }),
        expect.objectContaining({ subject: 'schema', key: 'table public.orders', kind: 'added' }),
        expect.objectContaining({
          subject: 'setting',
          key: 'work_mem',
          kind: 'changed',
          before: '4MB',
          after: '77MB',
        }),
        expect.objectContaining({
          subject: 'setting',
          key: `work_mem (database ${place.database})`,
          kind: 'added',
          after: '77MB',
        }),
      ]),
    )
    expect(found.every(({ expectation }) => expectation === 'unexpected')).toBe(true)

    await lookAgain(engine)
    expect(await changes()).toHaveLength(found.length)

    await place.run(
      'alter table orders add column note text',
      'drop role night_shift',
      'alter role audit reset all',
    )
    await lookAgain(engine)
    const later = (await changes()).slice(found.length)
    expect(later).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ subject: 'role', key: 'night_shift', kind: 'removed', after: null }),
        expect.objectContaining({
          subject: 'schema',
          key: 'table public.orders',
          kind: 'changed',
          before: expect.stringContaining('2 columns'),
          after: expect.stringContaining('3 columns'),
        }),
      ]),
    )
  })

  it('tells a restart', async () => {
    // The start is told in whole seconds: the next one must lie in another.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await server.restart()
    await lookAgain(engine)
    expect(await changes()).toEqual([
      expect.objectContaining({
        subject: 'restart',
        key: 'PostgreSQL',
        kind: 'changed',
        before: expect.stringMatching(/UTC$/),
      }),
    ])
  })

  it('takes what it may not read for neither gone nor new', async () => {
    await place.run('revoke pg_monitor from audit')
    await lookAgain(engine)
    const { rows } = await sql().query(
      'select verdict from check_state s join "check" c on c.id = s.check_id where c.kind = $1',
      ['pg.settings_drift'],
    )
    expect(rows).toEqual([{ verdict: 'unknown' }])
    await place.run('grant pg_monitor to audit')
    await lookAgain(engine)
    // That the role lost and got a membership is seen; its settings never went away.
    expect((await changes()).map(({ subject }) => subject)).toEqual(['role', 'role'])
  })

  it('expects what was announced of that kind, and nothing else', async () => {
    const now = await databaseNow()
    const by = await createPerson({ email: 'maya@example.com', role: 'maintainer' })
    await sql().query(
      `insert into change_announcement (id, system_id, kind, title, starts_at, ends_at, created_by_id, created_at)
       values ($1, $2, 'deploy', 'Release 42', $3, $4, $5, $3)`,
      [newId(), system.systemId, now, new Date(now.getTime() + 3_600_000), by],
    )
    await place.run('create table invoices (id int)', 'create role intruder superuser login')
    await lookAgain(engine, 30)
    expect(await changes()).toEqual([
      expect.objectContaining({ subject: 'role', key: 'intruder', expectation: 'unexpected' }),
      expect.objectContaining({ subject: 'schema', key: 'table public.invoices', expectation: 'announced' }),
    ])
    await place.run('drop role intruder')
  })

  it('expects what happens in the maintenance window', async () => {
    const now = new Date('2026-12-06T02:30:00Z')
    await database.setNow(now)
    await sql().query(`update system set maintenance_window = 'Sun 02:00-04:00', time_zone = 'UTC'`)
    await lookAgain(engine, 1)
    await place.run('create table in_the_night (id int)')
    await lookAgain(engine, 20)
    await place.run('create table at_noon (id int)')
    await database.setNow(new Date('2026-12-06T11:00:00Z'))
    await lookAgain(engine, 1)
    const of = new Map((await changes()).map(({ key, expectation }) => [key, expectation]))
    expect(of.get('table public.in_the_night')).toBe('maintenance-window')
    expect(of.get('table public.at_noon')).toBe('maintenance-window')

    await lookAgain(engine, 1)
    await place.run('create table at_one (id int)')
    await lookAgain(engine, 60)
    expect((await changes()).find(({ key }) => key === 'table public.at_one')?.expectation).toBe('unexpected')
  })

  it('begins anew when the check asks another server', async () => {
    const other = await server.createDatabase()
    await faultPlace(server, other).run('create table elsewhere (id int)')
    const target = postgresTarget(other)
    await sql().query('update target set address = $1, config = $2, revision = revision + 1', [
      target.address,
      target.config,
    ])
    await lookAgain(engine)
    expect(await changes()).toEqual([])
  })
})

it('sees another certificate, once for all checks of one door', async () => {
  const authority = await createTestAuthority(new Date())
  const listener = await startTlsListener(await authority.issue())
  const { port } = listener
  try {
    await database.setNow(new Date())
    const engine = await testEngine()
    await addTestSystem({ kind: 'tls', address: `127.0.0.1:${port}`, config: { host: '127.0.0.1', port } }, [
      { kind: 'tls.expiry' },
      { kind: 'tls.chain' },
    ])
    await workDue(engine)
    await lookAgain(engine)
    expect(await changes()).toEqual([])

    // Renewed by the same authority, with another key.
    listener.serve(await authority.issue())
    await lookAgain(engine)
    expect((await changes()).map(({ key, kind }) => [key, kind])).toEqual([['127.0.0.1 key', 'changed']])

    listener.serve(await authority.selfSigned(['127.0.0.1']))
    await lookAgain(engine)
    expect((await changes()).slice(1).map(({ key, kind }) => [key, kind])).toEqual([
      ['127.0.0.1 issuer', 'changed'],
      ['127.0.0.1 key', 'changed'],
      ['127.0.0.1 names', 'changed'],
    ])
  } finally {
    await listener.close()
  }
})

describe('a name', () => {
  let names: NameServer
  beforeEach(async () => {
    names = await startNameServer({ 'shop.example.com': ['203.0.113.7'] })
    return () => names.close()
  })

  it('leads elsewhere, to nothing, and back', async () => {
    await database.setNow(new Date())
    const engine = await testEngine()
    const { systemId } = await addTestSystem(
      { kind: 'tcp', address: 'shop.example.com:443', config: { host: 'shop.example.com', port: 443 } },
      [{ kind: 'dns.resolve', config: { type: 'A', resolvers: [names.resolver] } }],
    )
    await addTestTarget(
      systemId,
      { kind: 'tcp', address: 'gone.example.com:443', config: { host: 'gone.example.com', port: 443 } },
      [{ kind: 'dns.resolve', config: { type: 'A', resolvers: [names.resolver] } }],
    )
    await workDue(engine)
    const key = `shop.example.com A at ${names.resolver}`
    names.records['shop.example.com'] = ['198.51.100.9', '203.0.113.7']
    await lookAgain(engine)
    delete names.records['shop.example.com']
    await lookAgain(engine)
    expect(await changes()).toEqual([
      expect.objectContaining({
        key,
        kind: 'changed',
        before: '203.0.113.7',
        after: '198.51.100.9, 203.0.113.7',
      }),
      expect.objectContaining({ key, kind: 'changed', after: 'the name does not exist' }),
    ])
  })

  it('that answers by turns is told a few times, not for ever', async () => {
    await database.setNow(new Date())
    const engine = await testEngine()
    await addTestSystem(
      { kind: 'tcp', address: 'shop.example.com:443', config: { host: 'shop.example.com', port: 443 } },
      [{ kind: 'dns.resolve', config: { type: 'A', resolvers: [names.resolver] } }],
    )
    await workDue(engine)
    for (let turn = 0; turn < 12; turn += 1) {
      names.records['shop.example.com'] = [`203.0.113.${turn + 20}`]
      await lookAgain(engine, 5)
    }
    expect(await changes()).toHaveLength(7)
    await sql().query(`update system_change set acknowledged_at = app_now(), acknowledgement = 'a CDN'`)
    names.records['shop.example.com'] = ['192.0.2.66']
    await lookAgain(engine, 5)
    expect((await changes()).at(-1)).toMatchObject({ after: '192.0.2.66', before: '203.0.113.31' })
  })
})
