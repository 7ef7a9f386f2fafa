import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findOnPath } from '@/lib/archives/programs'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { commandLinePolicy } from '@/lib/egress/egress-policy'
import { stageDrills } from '@/scripts/testing/drill-stage'
import { type Proof, proveBackup } from '@/scripts/testing/prove-backup'
import { missingPrograms, type ShopServer, startShopServer } from '@/scripts/testing/shop-database'
import { describeWherePossible, itWherePossible } from '@/scripts/testing/where-possible'
import { plainConfig } from './fill-plan-form'
import type { DrillPlanConfig } from './plan-schema'
import { sealPlanSecrets } from './plan-secrets'

// What a drill leans on beside the backup: programs of this machine, repositories of other tools, an application.

/** While it is set, no program of PostgreSQL is to be found here. */
const machine = vi.hoisted(() => ({ isBare: false }))
vi.mock('@/lib/archives/programs', async (original) => {
  const real = await original<typeof import('@/lib/archives/programs')>()
  return {
    ...real,
    findPostgresPrograms: (...asked: Parameters<typeof real.findPostgresPrograms>) =>
      machine.isBare ? [] : real.findPostgresPrograms(...asked),
  }
})

const now = new Date('2026-11-23T03:00:00Z')
const stage = stageDrills(now)
const egress = () => Promise.resolve(commandLinePolicy)

beforeEach(() => {
  machine.isBare = false
})

const stepOf = ({ report }: Proof, level: string) => report?.steps.find((step) => step.level === level)
const severities = async () =>
  (
    await sql().query<{ severity: string }>(
      `select severity from finding where system_id = $1 and origin = 'verification' and state = 'open'`,
      [stage.system.id],
    )
  ).rows.map(({ severity }) => severity)

describe('an application that is asked by its address', () => {
  let server: Server
  let answer = { status: 200, body: 'orders: 2' }
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`
  const config = (): Partial<DrillPlanConfig> => ({
    compareWith: [],
    assertions: [{ name: 'Two', sql: 'select count(*) from orders', expected: '2' }],
    boot: { type: 'http', url: url(), status: 200, contains: 'orders' },
  })
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server?.close())
  beforeEach(() => {
    answer = { status: 200, body: 'orders: 2' }
    const source = new DatabaseSync(join(stage.folder, 'shop.dump'))
    source.exec('create table orders (id integer primary key); insert into orders values (1), (2)')
    source.close()
  })

  it('shows that it works on what came back', async () => {
    const proof = await proveBackup(stage.system, { config: config(), means: { egress } })
    expect(proof.report, proof.report?.headline).toMatchObject({ result: 'pass', level: 'booted' })
    expect(stepOf(proof, 'booted')?.sentence).toBe(`The application answered 200 at ${url()}.`)
  })

  it.each([
    [{ status: 500, body: 'orders' }, /answered 500 at .*, and 200 was expected/],
    [{ status: 200, body: 'welcome' }, /without “orders” in its answer/],
  ])('fails the backup with another answer: %j', async (given, says) => {
    answer = given
    const proof = await proveBackup(stage.system, { config: config(), means: { egress } })
    expect(proof.report, proof.report?.headline).toMatchObject({ result: 'fail', level: 'booted' })
    expect(stepOf(proof, 'booted')).toMatchObject({ state: 'failed', sentence: expect.stringMatching(says) })
    expect(await severities()).toEqual(['critical'])
  })
})

describeWherePossible('a dump of PostgreSQL', missingPrograms, () => {
  let shop: ShopServer
  beforeAll(async () => {
    shop = await startShopServer()
  })
  afterAll(() => shop?.stop())

  it.each([
    ['-Fc', 'pg_restore'],
    ['-Fp', 'psql'],
  ])(
    'made with %s stays listed where %s is missing, which says nothing about it',
    async (format, program) => {
      await shop.dump(await shop.create(), join(stage.folder, 'shop.dump'), format)
      machine.isBare = true
      const proof = await proveBackup(stage.system, { config: { compareWith: [] } })
      expect(proof.report, proof.report?.headline).toMatchObject({ result: 'partial', level: 'listed' })
      expect(stepOf(proof, 'restored')?.sentence).toMatch(
        new RegExp(`${program} is not installed .*apt-get install postgresql-client`),
      )
      expect(await severities()).toEqual(['high'])
    },
  )

  const restic = findOnPath('restic')
  itWherePossible('in a restic repository is restored and counted', restic ? null : 'no restic', async () => {
    const dumps = join(stage.folder, 'dumps')
    const repository = join(stage.folder, 'repository')
    await mkdir(dumps)
    const source = await shop.create()
    await shop.dump(source, join(dumps, 'shop.dump'), '-Fc')
    await writeFile(join(dumps, 'shop.dump.manifest.json'), await shop.manifest(source))
    for (const args of [['init'], ['backup', dumps]]) {
      const done = spawnSync('restic', ['-r', repository, ...args], {
        env: {
          ...process.env,
          RESTIC_PASSWORD: 'open sesame',
          RESTIC_CACHE_DIR: join(stage.folder, 'cache'),
        },
        encoding: 'utf8',
      })
      expect(done.status, done.stderr).toBe(0)
    }
    await sql().query('update target set config = $2 where id = $1', [
      stage.system.backupTargetId,
      { path: repository, pattern: '*' },
    ])
    const planId = newId()
    const config: Partial<DrillPlanConfig> = {
      compareWith: [],
      repository: { stanza: '', path: 'shop.dump' },
      assertions: [{ name: 'Orders', sql: 'select count(*) from orders', expected: '2000' }],
    }
    const closed = await proveBackup(stage.system, { config, planId })
    expect(closed.report?.headline).toContain('the plan has no password for it')
    expect(closed.report).toMatchObject({ result: 'partial', level: 'listed' })
    expect(await severities()).toEqual(['high'])
    const secrets = await sealPlanSecrets(
      planId,
      {
        config: { ...plainConfig, ...config },
        secrets: { scratch: null, repository: 'open sesame' },
      },
      {},
    )
    await sql().query('update drill_plan set secrets = $2 where id = $1', [planId, secrets])
    const proof = await proveBackup(stage.system, { config, planId })
    expect(proof.report, proof.report?.headline).toMatchObject({
      result: 'pass',
      level: 'queried',
      tables: { rows: 4_020 },
      assertions: [{ found: '2000', holds: true }],
    })
  })
})
