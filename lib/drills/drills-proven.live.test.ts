import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupDatabase } from '@/lib/backups/backup-database'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { commandLinePolicy } from '@/lib/egress/egress-policy'
import { runNextJob } from '@/lib/jobs/run-job'
import { judgeSystems } from '@/lib/red-flags/judge-systems'
import { sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { drillMeans } from '@/scripts/drill-means'
import { stageDrills } from '@/scripts/testing/drill-stage'
import { proveBackup, readProof } from '@/scripts/testing/prove-backup'
import { missingPrograms, type ShopServer, startShopServer } from '@/scripts/testing/shop-database'
import { createCast } from '@/scripts/testing/test-people'
import { describeWherePossible } from '@/scripts/testing/where-possible'
import { drillJob } from './drill-job'
import { planDrills } from './plan-drills'
import type { DrillPlanConfig, ScratchAddress } from './plan-schema'
import { sealPlanSecrets } from './plan-secrets'

// What a good backup comes to: proven, on record, judged, and nothing of it left.

const now = new Date('2026-11-23T03:00:00Z')
const name = 'shop-2026-11-23.dump'
const stage = stageDrills(now)

const file = () => join(stage.folder, name)
const leftovers = async () => (await readdir(stage.scratch)).filter((each) => each.startsWith('work-'))
const flagOf = async (systemId: string) =>
  (
    await sql().query<{ status: string }>(
      `select status from red_flag_state where system_id = $1 and flag_key = 'unproven-backup'`,
      [systemId],
    )
  ).rows[0]?.status
const findingStates = async () =>
  (
    await sql().query<{ state: string }>(
      `select state from finding where system_id = $1 and origin = 'verification'`,
      [stage.system.id],
    )
  ).rows.map(({ state }) => state)

describeWherePossible('a good backup', missingPrograms, () => {
  let shop: ShopServer
  beforeAll(async () => {
    shop = await startShopServer()
  })
  afterAll(() => shop?.stop())

  const dumped = async (source: string, ...options: string[]) => {
    await writeFile(`${file()}.manifest.json`, await shop.manifest(source))
    await rm(file(), { recursive: true, force: true })
    await shop.dump(source, file(), ...options)
  }

  it.each([[['-Fc']], [['-Fd']], [['-Ft']], [['-Fp']], [['-Fp', '-Z6']]])(
    'made with pg_dump %j is proven by its manifest, to the content',
    async (options) => {
      await dumped(await shop.create(), ...options)
      const { state, report } = await proveBackup(stage.system)
      expect(state).toBe('done')
      expect(report, report?.headline).toMatchObject({
        result: 'pass',
        level: 'queried',
        tables: { compared: 3, differing: 0, rows: 4_020 },
      })
      expect(report?.counts.map(({ state: each, sameContent }) => [each, sameContent])).toEqual(
        Array.from({ length: 3 }, () => ['equal', true]),
      )
      expect(await leftovers()).toEqual([])
    },
  )

  it('is on record with its evidence, clears the flag, and ends the finding of the one before', async () => {
    const source = await shop.create()
    await dumped(source, '-Fc', '--exclude-table=notes')
    await stage.database.setNow(new Date(now.getTime() - 3_600_000))
    const { planId } = await proveBackup(stage.system)
    expect(await findingStates()).toEqual(['open'])
    expect(await flagOf(stage.system.id)).toBe('raised')
    await stage.database.setNow(now)
    await dumped(source, '-Fc')
    await sql().query('update system set rto_minutes = 60, rpo_minutes = 30 where id = $1', [stage.system.id])
    const config: Partial<DrillPlanConfig> = {
      newestRow: { table: 'orders', column: 'created_at' },
      assertions: [
        { name: 'Orders', sql: 'select count(*) from orders; -- all', expected: '2,000' },
        { name: 'No orphans', sql: 'select 1 from lines where order_id is null', expected: null },
      ],
    }
    const { report, drillId, runId } = await proveBackup(stage.system, { planId, config })
    expect(report, report?.headline).toMatchObject({
      result: 'pass',
      rto: { declaredSeconds: 3_600, isMet: true },
      rpo: { from: 'newest-row', newestAt: '2026-11-23T01:30:00.000Z', seconds: 5_400, isMet: false },
      assertions: [
        { found: '2000', holds: true },
        { found: 'no row', holds: true },
      ],
    })
    expect(await findingStates()).toEqual(['verified'])
    expect(await flagOf(stage.system.id)).toBe('clear')
    const { rows } = await sql().query(
      `select d.source, d.level, d.result, d.backup_name, d.data_loss_seconds, e.kind, e.text
         from drill d join evidence e on e.id = any(d.evidence_ids) where d.id = $1`,
      [drillId],
    )
    expect(rows).toMatchObject([
      {
        source: 'machine',
        level: 'queried',
        result: 'pass',
        backup_name: name,
        data_loss_seconds: 5_400,
        kind: 'output',
      },
    ])
    expect(rows[0]?.text).toContain(report?.backup?.sha256)
    expect(rows[0]?.text).toContain(
      'public.orders: equal, expected 2000 by manifest, found 2000, same content',
    )
    const audit = await sql().query(
      `select actor_label, action from audit_entry where after->>'runId' = $1`,
      [runId],
    )
    expect(audit.rows).toEqual([{ actor_label: 'worker', action: 'drill.record' }])
  })

  it('that nothing describes is the measure of the next one', async () => {
    const source = await shop.create()
    await shop.dump(source, file(), '-Fc')
    const config = { compareWith: ['last-proven' as const] }
    const first = await proveBackup(stage.system, { config })
    expect(first.report, first.report?.headline).toMatchObject({ result: 'pass', level: 'restored' })
    expect(await flagOf(stage.system.id)).not.toBe('clear')
    await shop.execute(source, `insert into notes select n, 'x' from generate_series(21, 40) n`)
    await shop.dump(source, file(), '-Fc')
    const second = await proveBackup(stage.system, { config, planId: first.planId })
    expect(second.report, second.report?.headline).toMatchObject({ result: 'pass', level: 'queried' })
    await shop.execute(source, 'delete from notes where id > 20')
    await shop.dump(source, file(), '-Fc')
    const third = await proveBackup(stage.system, { config, planId: first.planId })
    expect(third.report).toMatchObject({ result: 'fail', level: 'queried' })
    expect(third.report?.headline).toContain(
      'public.notes has 20 rows, and the last proven restore says 40 rows: 20 rows missing.',
    )
  })

  it('is compared with the live source, within what the plan allows', async () => {
    const source = await shop.create()
    await shop.dump(source, file(), '-Fc')
    await shop.execute(source, `insert into notes values (21, 'later')`)
    const url = new URL(shop.url(source))
    const targetId = newId()
    await sql().query(
      `insert into target (id, system_id, kind, address, config, secret, created_at) values ($1, $2, 'postgres', 'shop', $3, null, $4)`,
      [
        targetId,
        stage.system.id,
        { host: url.hostname, port: Number(url.port), database: source, user: 'reader', tls: 'disable' },
        now,
      ],
    )
    const means = { egress: () => Promise.resolve(commandLinePolicy) }
    const config = { compareWith: ['source' as const], sourceTargetId: targetId }
    // Nobody lets it in: that says nothing about the backup.
    const closed = await proveBackup(stage.system, { config, means })
    expect(closed.report, closed.report?.headline).toMatchObject({ result: 'partial', level: 'restored' })
    expect(await findingStates()).toEqual(['open'])
    await shop.execute(source, `create role reader login password 'r'; grant pg_read_all_data to reader`)
    const row = { id: targetId, config: { host: url.hostname, port: Number(url.port) } }
    await sql().query('update target set secret = $2 where id = $1', [
      targetId,
      await sealSecret('r', secretAad(row)),
    ])
    const strict = await proveBackup(stage.system, { config, means, planId: closed.planId })
    expect(strict.report?.headline).toContain('public.notes has 20 rows, and the live source says 21 rows')
    const tolerances = [{ table: 'notes', rows: 1, percent: null }]
    const { report } = await proveBackup(stage.system, {
      config: { ...config, tolerances },
      means,
      planId: closed.planId,
    })
    expect(report, report?.headline).toMatchObject({ result: 'pass', level: 'queried' })
    expect(report?.counts[0]).toMatchObject({ table: 'public.notes', state: 'within' })
  })

  it('goes into a scratch database that somebody gives, if it is empty and says so', async () => {
    await dumped(await shop.create(), '-Fc')
    const target = await shop.create('select 1')
    const url = new URL(shop.url(target))
    const address: ScratchAddress = {
      host: url.hostname,
      port: Number(url.port),
      database: target,
      user: 'scratcher',
      tls: 'disable',
    }
    await shop.execute(
      target,
      `create role scratcher login password 's'; alter database ${target} owner to scratcher`,
    )
    const planId = newId()
    const means = { egress: () => Promise.resolve(commandLinePolicy), commandsAllowed: () => true }
    const config: Partial<DrillPlanConfig> = {
      place: { type: 'database', address },
      boot: { type: 'command', argv: ['/usr/bin/psql', '-Atc', 'select count(*) from orders'] },
    }
    const first = await proveBackup(stage.system, { config, means, planId })
    expect(first.report, first.report?.headline).toMatchObject({ result: 'partial' })
    const secrets = await sealPlanSecrets(
      planId,
      {
        config: { ...first.report, ...config } as DrillPlanConfig,
        secrets: { scratch: 's', repository: null },
      },
      {},
    )
    await sql().query('update drill_plan set secrets = $2 where id = $1', [planId, secrets])
    const unmarked = await proveBackup(stage.system, { config, means, planId })
    expect(unmarked.report, unmarked.report?.headline).toMatchObject({ result: 'partial' })
    expect(unmarked.report?.headline).toContain('wheeltapper: scratch')
    await shop.execute(target, `comment on database ${target} is 'wheeltapper: scratch'`)
    const { report } = await proveBackup(stage.system, { config, means, planId })
    expect(report, report?.headline).toMatchObject({ result: 'pass', level: 'booted' })
    expect(report?.steps[3]?.sentence).toMatch(/psql ended well on it/)
    // Emptied again: it can be used once more.
    expect((await proveBackup(stage.system, { config, means, planId })).report).toMatchObject({
      result: 'pass',
    })
  })

  it('is left alone when somebody cancels, and nothing is on record', async () => {
    const source = await shop.create(`create table slow (n int); insert into slow values (1);
      create function wait(n int) returns int language sql immutable as 'select n';
      create index slow_wait on slow (wait(n));
      create or replace function wait(n int) returns int language plpgsql immutable as $$ begin perform pg_sleep(600); return n; end $$;`)
    await shop.dump(source, file(), '-Fc')
    const stop = new AbortController()
    const means = {
      startScratchServer: async (wish: Parameters<typeof drillMeans.startScratchServer>[0]) => {
        const server = await drillMeans.startScratchServer(wish)
        await sql().query(`update long_job set cancel_requested_at = app_now() where state = 'running'`)
        return server
      },
    }
    const { state, report, drillId, planId, runId } = await proveBackup(stage.system, {
      means,
      stop: stop.signal,
    })
    expect({ state, report, drillId }).toEqual({ state: 'cancelled', report: null, drillId: null })
    expect(await leftovers()).toEqual([])
    expect((await readProof(planId, runId)).fault).toBeNull()
  })
})

describe('a SQLite file', () => {
  it('may answer what the product’s own database would refuse', async () => {
    const source = new DatabaseSync(file())
    source.exec('create table orders (id integer primary key); insert into orders values (1)')
    source.close()
    const assertions = [{ name: 'Odd', sql: `select 'a' || char(0) || 'b'`, expected: 'b' }]
    const { state, report } = await proveBackup(stage.system, { config: { compareWith: [], assertions } })
    expect({ state, found: report?.assertions[0]?.found }).toEqual({ state: 'done', found: 'ab' })
  })

  it('is copied, counted and asked', async () => {
    const source = new DatabaseSync(file())
    source.exec(`create table orders (id integer primary key, made text);
      insert into orders values (1, '2026-11-23 01:00:00'), (2, '2026-11-23 02:00:00')`)
    source.close()
    const config: Partial<DrillPlanConfig> = {
      compareWith: [],
      newestRow: { table: 'orders', column: 'made' },
      assertions: [{ name: 'Two', sql: 'select count(*) from orders', expected: '2' }],
    }
    const { report } = await proveBackup(stage.system, { config })
    expect(report, report?.headline).toMatchObject({
      result: 'pass',
      level: 'queried',
      rpo: { seconds: 3_600 },
      assertions: [{ found: '2', holds: true }],
    })
    const refused = {
      ...config,
      assertions: [{ name: 'None', sql: 'select * from absent', expected: null }],
    }
    expect((await proveBackup(stage.system, { config: refused })).report?.headline).toContain('no such table')
  })
})

describe('the product itself', () => {
  it('proves its own backup as soon as there is one, without being asked', async () => {
    await createCast()
    await sql().query('update system set is_self = true where id = $1', [stage.system.id])
    await judgeSystems([stage.system.id])
    expect(await flagOf(stage.system.id)).toBe('unknown')
    await sql().query(
      `update target set config = jsonb_set(config, '{pattern}', '"*"') where system_id = $1`,
      [stage.system.id],
    )
    expect(await planDrills()).toEqual({ started: 0, leftOut: 0 })
    await backupDatabase(stage.database.url, stage.folder, now)
    expect(await planDrills()).toEqual({ started: 1, leftOut: 0 })
    expect(await planDrills()).toEqual({ started: 0, leftOut: 0 })
    await runNextJob(newId(), { drill: drillJob(drillMeans) }, new AbortController().signal)
    const { rows } = await sql().query<{ id: string; planId: string }>(
      'select id, plan_id as "planId" from drill_run where system_id = $1',
      [stage.system.id],
    )
    const { report } = await readProof(rows[0]?.planId ?? '', rows[0]?.id ?? '')
    expect(report, report?.headline).toMatchObject({ result: 'pass', level: 'booted' })
    expect(report?.steps[3]?.sentence).toMatch(
      /migrations in it are known to this version, \d+ people could sign in/,
    )
    expect(await flagOf(stage.system.id)).toBe('clear')
    expect(await leftovers()).toEqual([])
  })
})
