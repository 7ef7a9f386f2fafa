import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role, Viewer } from '@/lib/auth/viewer'
import { disconnect, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { currentEgressPolicy } from '@/lib/egress/current-policy'
import { withPostgresSession } from '@/lib/probes/postgres-session'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { audited } from '@/scripts/testing/audited'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { type Listener, startHttpListener } from '@/scripts/testing/listeners'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { moveTarget, replaceSecret } from './change-target'
import { createSystemFromTrial } from './create-system'
import { executeNextTrial } from './execute-trial'
import { extendSystemFromTrial } from './extend-system'
import type { SystemFromTrial } from './schema'
import { allowRangeOfTrial, createTrial, getTrial, retryTrial } from './service'
import { claimTrial, deleteExpiredTrials } from './store'

const now = new Date('2026-11-23T12:00:00Z')
const canary = 'c4nary-pa55word'

let database: TestDatabase
let server: AuditedPostgres
let http: Listener
let removeSecrets: () => Promise<void>
let people: Record<Role | 'other', Viewer>
let dsn: string

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.1/32'
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  removeSecrets = await prepareTestSecrets()
  server = await startAuditedPostgres()
  await auditRole()
  http = await startHttpListener((_request, response) => response.end('fine'))
  const person = async (name: string, role: Role) =>
    viewerFor(await createPerson({ email: `${name}@example.com`, role }))
  people = {
    viewer: await person('vera', 'viewer'),
    maintainer: await person('mia', 'maintainer'),
    other: await person('mo', 'maintainer'),
    manager: await person('max', 'manager'),
    admin: await person('ada', 'admin'),
  }
})
afterAll(async () => {
  await Promise.all([server.stop(), http.close()])
  await database.drop()
  await removeSecrets()
  delete process.env.EGRESS_ALLOW_CIDRS
  delete process.env.DATABASE_URL
})
beforeEach(async () => {
  await database.setNow(now)
  await sql().query('truncate trial')
})

async function auditRole(): Promise<void> {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: server.url() })
  await client.connect()
  await client.query(`create role audit login password '${canary}'`)
  await client.end()
  dsn = `postgres://audit:${canary}@127.0.0.1:${server.port}/postgres`
}

const runner = async () => ({
  egress: currentEgressPolicy,
  postgres: withPostgresSession,
  signal: AbortSignal.timeout(60_000),
})

async function tried(address: string, viewer = people.maintainer, password?: string) {
  const { id } = await createTrial(viewer, { address, password })
  expect(await executeNextTrial(await runner())).toBe(true)
  return getTrial(viewer, id)
}

const facts = (trialId: string, change: Partial<SystemFromTrial> = {}): SystemFromTrial => ({
  trialId,
  name: `orders-db ${newId()}`,
  ownerId: people.maintainer.id,
  criticality: 'high',
  environment: 'production',
  teamId: null,
  checks: ['postgres:pg.up', 'postgres:pg.version', 'postgres:pg.connections'],
  ...change,
})

describe('what a live test says', () => {
  it('of a PostgreSQL: milliseconds, version, and the grant that is missing', async () => {
    const trial = await tried(dsn)
    expect(trial.pending).toBe(false)
    expect(trial.result).toMatchObject({
      status: 'reached',
      fault: null,
      version: expect.stringMatching(/^PostgreSQL \d+\.\d+$/),
    })
    expect(trial.result.sentence).toMatch(/^Connected in \d+ ms: PostgreSQL \d+\.\d+, as audit\.$/)
    expect(trial.result.missingGrants[0]).toMatch(/^`GRANT pg_monitor TO "audit";`/)
    const checks = trial.targets.flatMap((target) => target.checks)
    expect(checks.length).toBeGreaterThan(10)
    expect(checks.find(({ kind }) => kind === 'pg.up')?.result?.verdict).toBe('ok')
    expect(checks.every(({ result }) => result !== null && result.reason.length > 10)).toBe(true)
  })

  it('of a superuser: that an audit needs no such rights', async () => {
    const trial = await tried(server.url())
    expect(trial.result).toMatchObject({ status: 'reached', missingGrants: [] })
    expect(trial.result.notes.join()).toMatch(/is a superuser/)
  })

  it.each([
    ['a wrong password', () => dsn.replace(canary, 'wrong'), 'authentication', /password|sign/i],
    ['a closed port', () => 'postgres://audit:x@127.0.0.1:1/postgres', 'refused', /refus/i],
    [
      'an unknown host',
      () => 'postgres://audit:x@no-such-host.invalid/postgres',
      'unknown-host',
      /no-such-host\.invalid/,
    ],
    [
      'an unknown database',
      () => dsn.replace('/postgres', '/nowhere').replace('postgres:/', 'postgres:/'),
      null,
      /nowhere/,
    ],
    ['the metadata service', () => 'http://169.254.169.254/latest', 'egress-denied', /never connect/],
    ['the own database', () => database.url, 'egress-denied', /door of Wheeltapper/],
  ])('of %s: one sentence, nothing to save', async (_name, address, fault, says) => {
    const trial = await tried(address())
    expect(trial.result.status).toBe('not-reached')
    expect(trial.result.sentence).toMatch(says)
    if (fault) expect(trial.result.fault).toBe(fault)
    expect(trial.result.fault).not.toBeNull()
    await expect(createSystemFromTrial(people.maintainer, facts(trial.id))).rejects.toThrow(/was not reached/)
  })

  it('of a web service: its status, and its own checks on one target', async () => {
    const trial = await tried(`http://127.0.0.1:${http.port}/`)
    expect(trial.result).toMatchObject({ status: 'reached', fault: null })
    expect(trial.targets.map(({ kind }) => kind)).toEqual(['url'])
  })

  it('of a web service that is down: it can be added nevertheless', async () => {
    const trial = await tried('http://127.0.0.1:1/')
    expect(trial.result).toMatchObject({ status: 'not-reached', fault: null })
    await createSystemFromTrial(people.maintainer, facts(trial.id, { checks: ['url:http.status'] }))
  })

  it('of this host and of a folder', async () => {
    expect((await tried('localhost')).result.status).toBe('reached')
    expect((await tried('/var/no-such-folder')).result.status).toBe('not-reached')
  })
})

describe('a private network', () => {
  const address = () => `http://10.255.255.1:${http.port}/`

  it('is closed until an administrator opens it, in place', async () => {
    const trial = await tried(address(), people.admin)
    expect(trial.result).toMatchObject({ fault: 'egress-denied', suggestion: '10.255.255.0/24' })
    expect(trial.result.sentence).toBe(
      '10.255.255.1 is in a private network: allow 10.255.255.0/24 for checks',
    )
    await allowRangeOfTrial(people.admin, trial.id)
    expect(await getTrial(people.admin, trial.id)).toMatchObject({ pending: true })
    expect((await currentEgressPolicy()).allowPrivate).toContain('10.255.255.0/24')
    await executeNextTrial(await runner())
    expect((await getTrial(people.admin, trial.id)).result.fault).toBeNull()
    const { rows } = await sql().query<{ after: { cidr: string } }>(
      `select after from audit_entry where action = 'egress.allow'`,
    )
    expect(rows.at(-1)?.after.cidr).toBe('10.255.255.0/24')
  })

  it('is not opened by a maintainer', async () => {
    const trial = await tried('http://10.254.255.1/', people.maintainer)
    await expect(allowRangeOfTrial(people.maintainer, trial.id)).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await currentEgressPolicy()).allowPrivate).not.toContain('10.254.255.0/24')
  })

  it('cannot be opened for an address that nothing may reach', async () => {
    const trial = await tried('http://169.254.169.254/', people.admin)
    await expect(allowRangeOfTrial(people.admin, trial.id)).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('a trial', () => {
  it('is for maintainers', async () => {
    await expect(createTrial(people.viewer, { address: dsn })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('is seen, retried and saved by nobody else', async () => {
    const { id } = await createTrial(people.maintainer, { address: dsn })
    await expect(getTrial(people.other, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(retryTrial(people.other, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(createSystemFromTrial(people.other, facts(id))).rejects.toMatchObject({ kind: 'not-found' })
    for (const wrong of ['', 'x', newId(), "1' or '1'='1"])
      await expect(getTrial(people.admin, wrong)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('names the field when the address is not understood', async () => {
    await expect(
      createTrial(people.maintainer, { address: 'mysql://root:canary@db/x' }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: { secretAddress: expect.stringMatching(/not supported yet/) },
    })
  })

  it('is refused after ten in a minute', async () => {
    for (let count = 0; count < 10; count += 1) await createTrial(people.manager, { address: 'localhost' })
    await expect(createTrial(people.manager, { address: 'localhost' })).rejects.toMatchObject({
      kind: 'too-many',
    })
    await database.setNow(new Date(now.getTime() + 61_000))
    await createTrial(people.manager, { address: 'localhost' })
  })

  it('lives ten minutes, and its password no longer', async () => {
    const trial = await tried(dsn)
    await database.setNow(new Date(now.getTime() + 10 * 60_000))
    await expect(getTrial(people.maintainer, trial.id)).rejects.toThrow(/10 minutes/)
    await expect(createSystemFromTrial(people.maintainer, facts(trial.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect(await deleteExpiredTrials()).toBe(1)
  })

  it('is claimed once, and again when its worker is gone', async () => {
    await createTrial(people.maintainer, { address: 'localhost' })
    expect(await claimTrial(90)).not.toBeNull()
    expect(await claimTrial(90)).toBeNull()
    await database.setNow(new Date(now.getTime() + 91_000))
    expect(await claimTrial(90)).not.toBeNull()
  })
})

describe('a system from a trial', () => {
  it('has its targets, its checks due now, its own seal, one audit row, and no trial any more', async () => {
    const trial = await tried(dsn)
    const { systemId } = await createSystemFromTrial(people.maintainer, facts(trial.id))
    const { rows: targets } = await sql().query<{
      id: string
      config: object
      secret: string
      address: string
    }>('select id, config, secret, address from target where system_id = $1', [systemId])
    const [target] = targets
    if (!target) throw new Error('no target')
    expect(targets).toHaveLength(1)
    expect(target.address).not.toContain(canary)
    expect(await openSecret(target.secret, secretAad(target))).toBe(canary)
    await expect(
      openSecret(target.secret, secretAad({ id: trial.id, config: target.config }, 'trial')),
    ).rejects.toThrow(/cannot be opened/)
    expect((await sql().query('select 1 from trial')).rowCount).toBe(0)
    expect(
      (
        await sql().query(`select 1 from audit_entry where action = 'system.create' and entity_id = $1`, [
          systemId,
        ])
      ).rowCount,
    ).toBe(1)
    await workDue(await testEngine())
    const { rows: states } = await sql().query<{ kind: string; verdict: string }>(
      'select c.kind, s.verdict from "check" c left join check_state s on s.check_id = c.id where c.system_id = $1 order by 1',
      [systemId],
    )
    expect(states.map(({ kind }) => kind)).toEqual(['pg.connections', 'pg.up', 'pg.version'])
    expect(states.find(({ kind }) => kind === 'pg.up')?.verdict).toBe('ok')
  })

  it('is saved once, however often somebody clicks', async () => {
    const trial = await tried(dsn)
    const both = await Promise.allSettled(
      [facts(trial.id), facts(trial.id)].map((input) => createSystemFromTrial(people.maintainer, input)),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('needs a name of its own, a person, a team that exists, and a check', async () => {
    const trial = await tried(dsn)
    const first = facts((await tried(dsn)).id)
    await createSystemFromTrial(people.maintainer, first)
    for (const [change, field] of [
      [{ name: first.name }, 'name'],
      [{ ownerId: newId() }, 'ownerId'],
      [{ checks: [] }, 'checks'],
      [{ checks: ['postgres:nothing'] }, 'checks'],
    ] as const) {
      await expect(
        createSystemFromTrial(
          people.maintainer,
          facts(trial.id, { ...change, checks: 'checks' in change ? [...change.checks] : facts('').checks }),
        ),
      ).rejects.toMatchObject({ fields: { [field]: expect.any(String) } })
    }
    await expect(
      createSystemFromTrial(people.manager, { ...facts(trial.id), teamId: newId() }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    const own = await tried(dsn, people.manager)
    await expect(
      createSystemFromTrial(people.manager, facts(own.id, { teamId: newId() })),
    ).rejects.toMatchObject({ fields: { teamId: expect.any(String) } })
    await expect(
      createSystemFromTrial(people.maintainer, facts(trial.id, { teamId: newId() })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await createSystemFromTrial(people.maintainer, facts(trial.id))
  })
})

describe('every step of adding and moving', () => {
  it('is one transaction with its audit row', async () => {
    const viewer = people.maintainer
    const begun = await audited('trial.create', () => createTrial(viewer, { address: dsn }))
    const { id } = begun.result
    expect(begun.row).toMatchObject({ entity_id: id, actor_label: 'mia@example.com' })
    await executeNextTrial(await runner())
    await audited('trial.retry', () => retryTrial(viewer, id))
    await executeNextTrial(await runner())
    const made = await audited('system.create', () => createSystemFromTrial(viewer, facts(id)))
    const { systemId } = made.result
    expect(made.row).toMatchObject({ entity_id: systemId })
    const { rows } = await sql().query<{ id: string }>('select id from target where system_id = $1', [
      systemId,
    ])
    const target = rows[0]?.id ?? ''
    const set = await audited('target.secret', () => replaceSecret(viewer, target, 'n3w-c4nary'))
    const cleared = await audited('target.secret', () => replaceSecret(viewer, target, null))
    const moved = await audited('target.move', () =>
      moveTarget(viewer, target, dsn.replace('/postgres', '/x')),
    )
    expect([set.row.entity_id, cleared.row.entity_id, moved.row.entity_id]).toEqual([target, target, target])
    for (const secret of [canary, 'n3w-c4nary'])
      expect(JSON.stringify([begun, set, cleared, moved].map(({ row }) => row))).not.toContain(secret)
  })

  it('and so is opening the private network that kept it away, before the test is begun again', async () => {
    const trial = await tried(`http://10.253.255.1:${http.port}/`, people.admin)
    await audited('egress.allow', () => allowRangeOfTrial(people.admin, trial.id), ['trial.retry'])
  })
})

describe('a stored password', () => {
  async function savedTarget(): Promise<{ id: string }> {
    const { systemId } = await createSystemFromTrial(people.maintainer, facts((await tried(dsn)).id))
    const { rows } = await sql().query<{ id: string }>('select id from target where system_id = $1', [
      systemId,
    ])
    return rows[0] ?? { id: '' }
  }
  const secretOf = async (id: string) =>
    (
      await sql().query<{ secret: string | null; config: object }>(
        'select secret, config from target where id = $1',
        [id],
      )
    ).rows[0]

  it('does not follow its target to another host, port or TLS mode', async () => {
    for (const elsewhere of [
      'postgres://audit@evil.example.com/postgres',
      `postgres://audit@127.0.0.1:${server.port + 1}/postgres`,
      `postgres://audit@127.0.0.1:${server.port}/postgres?sslmode=disable`,
    ]) {
      const { id } = await savedTarget()
      expect(await moveTarget(people.maintainer, id, elsewhere)).toMatchObject({ secretDropped: true })
      expect((await secretOf(id))?.secret).toBeNull()
    }
  })

  it('stays for another database on the same server, and is replaced by the one in the new address', async () => {
    const { id } = await savedTarget()
    expect(
      await moveTarget(people.maintainer, id, dsn.replace('/postgres', '/other').replace(`:${canary}`, '')),
    ).toMatchObject({ secretDropped: false })
    const kept = await secretOf(id)
    expect(await openSecret(kept?.secret ?? '', secretAad({ id, config: kept?.config }))).toBe(canary)
    expect(
      await moveTarget(people.maintainer, id, 'postgres://audit:another@db.example.com/postgres'),
    ).toMatchObject({ secretDropped: false })
    const replaced = await secretOf(id)
    expect(await openSecret(replaced?.secret ?? '', secretAad({ id, config: replaced?.config }))).toBe(
      'another',
    )
  })

  it('can be replaced and deleted by those who may edit the system, and is in no audit row', async () => {
    const { id } = await savedTarget()
    await expect(replaceSecret(people.viewer, id, 'x')).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(moveTarget(people.maintainer, id, 'https://shop.example.com')).rejects.toThrow(
      /another kind/,
    )
    await replaceSecret(people.maintainer, id, 'n3w-c4nary')
    await replaceSecret(people.maintainer, id, null)
    expect((await secretOf(id))?.secret).toBeNull()
    const { rows } = await sql().query<{ text: string }>(
      `select coalesce(string_agg(to_jsonb(a)::text, ''), '') as text from audit_entry a`,
    )
    expect(rows[0]?.text).toContain('target.secret')
    for (const secret of [canary, 'n3w-c4nary']) expect(rows[0]?.text).not.toContain(secret)
  })
})

it('leaves the password in clear nowhere in the database', async () => {
  await tried(dsn)
  await tried(dsn.replace(canary, `${canary}x`))
  await createSystemFromTrial(people.maintainer, facts((await tried(dsn)).id))
  await workDue(await testEngine())
  const { rows: tables } = await sql().query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition`,
  )
  expect(tables.length).toBeGreaterThan(20)
  for (const { name } of tables) {
    const { rowCount } = await sql().query(`select 1 from ${name} t where to_jsonb(t)::text like $1`, [
      `%${canary}%`,
    ])
    expect([name, rowCount]).toEqual([name, 0])
  }
  await disconnect()
})

describe('more of a system that is watched already', () => {
  it('gets its target and its checks; twice the same is refused', async () => {
    const { systemId } = await createSystemFromTrial(people.maintainer, facts((await tried(dsn)).id))
    const checks = ['host:host.disk_free', 'host:host.memory']
    const more = async () => ({ trialId: (await tried('localhost')).id, systemId, checks })
    const input = await more()
    await audited('target.create', () => extendSystemFromTrial(people.maintainer, input))
    const { rows } = await sql().query(
      `select t.kind, c.kind as check from "check" c join target t on t.id = c.target_id
        where c.system_id = $1 and t.kind = 'host' order by 2`,
      [systemId],
    )
    expect(rows).toEqual([
      { kind: 'host', check: 'host.disk_free' },
      { kind: 'host', check: 'host.memory' },
    ])
    await expect(extendSystemFromTrial(people.maintainer, await more())).rejects.toThrow(/already/)
  })

  it('is for those who may change it, while it is not archived', async () => {
    const { systemId } = await createSystemFromTrial(people.maintainer, facts((await tried(dsn)).id))
    const checks = ['host:host.disk_free']
    await sql().query('update system set archived_at = app_now() where id = $1', [systemId])
    const archived = { trialId: (await tried('localhost')).id, systemId, checks }
    await expect(extendSystemFromTrial(people.maintainer, archived)).rejects.toThrow(/archived/)
    await expect(
      extendSystemFromTrial(people.maintainer, { ...archived, systemId: newId() }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    await sql().query(`insert into team (id, name, created_at) values ($1, 'Elsewhere', app_now())`, [
      systemId,
    ])
    await sql().query('update system set archived_at = null, team_id = id where id = $1', [systemId])
    await expect(extendSystemFromTrial(people.maintainer, archived)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})
