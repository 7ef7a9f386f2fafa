import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { audited } from '@/scripts/testing/audited'
import { testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { ensureSelfSystem } from './self-system'

let database: TestDatabase
let removeSecrets: () => Promise<void>

beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  removeSecrets = await prepareTestSecrets()
})
afterAll(async () => {
  const roles = await sql().query<{ user: string }>(
    `select config->>'user' as "user" from target where kind = 'postgres' and config->>'user' like 'wheeltapper_audit%'`,
  )
  for (const { user } of roles.rows) {
    await sql().query(`drop owned by ${user}`)
    await sql().query(`drop role ${user}`)
  }
  await database.drop()
  await removeSecrets()
  delete process.env.DATABASE_URL
})

const targets = async () =>
  (
    await sql().query<{
      id: string
      kind: string
      address: string
      config: { user?: string; port?: number }
      secret: string | null
    }>('select id, kind, address, config, secret from target order by kind')
  ).rows
const ownTarget = async () => (await targets()).find(({ kind }) => kind === 'postgres')
const checks = async () =>
  (await sql().query<{ kind: string }>('select kind from "check" order by kind')).rows.map(({ kind }) => kind)

it('waits for somebody who could own it', async () => {
  expect(await ensureSelfSystem()).toBeNull()
  expect(await targets()).toEqual([])
})

it('is made once, with every check that fits, due at once, owned by the first administrator', async () => {
  const adminId = await createPerson({ email: 'ada@example.com', role: 'admin' })
  const [first, second] = await Promise.all([ensureSelfSystem(), ensureSelfSystem()])
  expect(second).toBe(first)
  expect((await sql().query('select name, owner_id, is_self from system')).rows).toEqual([
    { name: 'This installation', owner_id: adminId, is_self: true },
  ])
  expect((await targets()).map(({ kind, address }) => [kind, address])).toEqual([
    ['backup', expect.stringMatching(/^\/.*\/\*$/)],
    ['host', 'this host'],
    ['postgres', 'own database'],
    ['self', 'this installation'],
  ])
  expect(await checks()).toEqual(
    expect.arrayContaining([
      'al.scheduler_lag',
      'al.unknown_rate',
      'bk.age',
      'bk.size',
      'host.disk_free',
      'pg.up',
      'pg.wraparound',
    ]),
  )
  expect(new Set(await checks()).size).toBe((await checks()).length)
  expect((await sql().query('select 1 from check_schedule where next_due_at <= app_now()')).rowCount).toBe(
    (await checks()).length,
  )
})

it('audits its own database as a role that may only read statistics', async () => {
  const own = await ownTarget()
  expect(own?.config.user).toMatch(/^wheeltapper_audit/)
  const { rows } = await sql().query(
    `select rolsuper, rolcreatedb, rolcreaterole, rolreplication, pg_has_role(rolname, 'pg_monitor', 'usage') as monitor from pg_roles where rolname = $1`,
    [own?.config.user],
  )
  expect(rows).toEqual([
    { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false, monitor: true },
  ])
  expect(await openSecret(own?.secret ?? '', secretAad({ id: own?.id ?? '', config: own?.config }))).toMatch(
    /^[\w-]{32}$/,
  )
})

it('gives real results, although its own door is closed to everybody else’s targets', async () => {
  await workDue(await testEngine())
  const { rows } = await sql().query<{ kind: string; verdict: string; reason: string }>(
    `select c.kind, s.verdict, s.reason from "check" c join check_state s on s.check_id = c.id`,
  )
  expect(rows.length).toBe((await checks()).length)
  const up = rows.find(({ kind }) => kind === 'pg.up')
  expect([up?.verdict, up?.reason]).toEqual(['ok', expect.stringMatching(/wheeltapper_audit/)])
  expect(rows.find(({ kind }) => kind === 'host.disk_free')?.verdict).not.toBe('unknown')
})

it('changes nothing the second time', async () => {
  const before = JSON.stringify([await targets(), await checks()])
  const audits = (await sql().query('select 1 from audit_entry')).rowCount
  await ensureSelfSystem()
  expect(JSON.stringify([await targets(), await checks()])).toBe(before)
  expect((await sql().query('select 1 from audit_entry')).rowCount).toBe(audits)
})

it('adds what a newer version brings, and keeps its findings by keeping its address', async () => {
  await sql().query(`delete from "check" where kind = 'pg.up'`)
  await ensureSelfSystem()
  expect(await checks()).toContain('pg.up')
  expect((await ownTarget())?.address).toBe('own database')
})

it('writes down what it made, completed and took over, each in one transaction', async () => {
  const adminId = (await sql().query<{ id: string }>('select id from app_user')).rows[0]?.id
  await sql().query(`delete from "check" where kind = 'pg.up'`)
  const completed = await audited('system.complete', ensureSelfSystem)
  expect(completed.row).toMatchObject({ actor_label: 'installation', after: { added: ['pg.up'] } })
  await sql().query('update system set owner_id = null')
  const owned = await audited('system.edit', ensureSelfSystem)
  expect(owned.row).toMatchObject({ before: { ownerId: null }, after: { ownerId: adminId } })
  await sql().query('delete from system')
  await audited('system.create', ensureSelfSystem, ['system.complete'])
})

it('makes a new password when the stored one cannot be opened or is not accepted any more', async () => {
  const before = await ownTarget()
  await sql().query(`update target set secret = 'v1.broken' where kind = 'postgres'`)
  await ensureSelfSystem()
  const after = await ownTarget()
  expect(after?.config).toEqual(before?.config)
  expect(
    await openSecret(after?.secret ?? '', secretAad({ id: after?.id ?? '', config: after?.config })),
  ).toMatch(/^[\w-]{32}$/)
})

it('takes its own sign-in where it may not create roles', async () => {
  const url = new URL(database.url)
  const [role, password] = [`plain_${database.name}`, 'a-plain-password']
  await sql().query(`create role ${role} login password '${password}'`)
  await sql().query(`grant all on all tables in schema public to ${role}`)
  await sql().query(`grant all on all sequences in schema public to ${role}`)
  url.username = role
  url.password = password
  process.env.DATABASE_URL = url.toString()
  const { useDatabase } = await import('@/lib/db/database')
  const old = (await ownTarget())?.config.user
  await sql().query(`delete from target where kind = 'postgres'`)
  await useDatabase(url.toString())
  await ensureSelfSystem()
  const own = await ownTarget()
  expect(own?.config.user).toBe(role)
  expect(await openSecret(own?.secret ?? '', secretAad({ id: own?.id ?? '', config: own?.config }))).toBe(
    password,
  )
  await useDatabase(database.url)
  for (const each of [old, role]) {
    await sql().query(`drop owned by ${each}`)
    await sql().query(`drop role ${each}`)
  }
})
