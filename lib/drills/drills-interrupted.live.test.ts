import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { commandLinePolicy } from '@/lib/egress/egress-policy'
import { writeManifest } from '@/lib/fingerprints/manifest'
import { snapshotSqlite } from '@/lib/fingerprints/snapshot-sqlite'
import { drillMeans } from '@/scripts/drill-means'
import { stageDrills } from '@/scripts/testing/drill-stage'
import { proveBackup } from '@/scripts/testing/prove-backup'
import { missingPrograms, type ShopServer, startShopServer } from '@/scripts/testing/shop-database'
import { describeWherePossible } from '@/scripts/testing/where-possible'
import type { DrillMeans } from './drill-means'
import type { DrillPlanConfig } from './plan-schema'

// What comes between: the end of a system, of a plan or of the database's patience; and odd sources that are no faults.

const now = new Date('2026-11-23T03:00:00Z')
const stage = stageDrills(now)

const file = () => join(stage.folder, 'shop.dump')
function fill(statements: string): void {
  const source = new DatabaseSync(file())
  source.exec(
    `drop table if exists orders; create table orders (id integer primary key, made text); ${statements}`,
  )
  source.close()
}

describe('a restore that is interrupted', () => {
  const two = `insert into orders values (1, ''), (2, '')`

  it('leaves the measure of the last one that passed when it could not be recorded', async () => {
    const config: Partial<DrillPlanConfig> = { compareWith: ['last-proven'] }
    fill(two)
    const { planId } = await proveBackup(stage.system, { config })
    await sql().query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'away'; end $$;
      create trigger refuse before insert on drill for each row execute function refuse()`)
    try {
      expect(await proveBackup(stage.system, { config, planId })).toMatchObject({
        state: 'failed',
        report: null,
      })
    } finally {
      await sql().query('drop trigger refuse on drill; drop function refuse()')
    }
    fill(`insert into orders values (1, '')`)
    const { report } = await proveBackup(stage.system, { config, planId })
    expect(report, report?.headline).toMatchObject({ result: 'fail', level: 'queried' })
    expect(report?.headline).toContain('the last proven restore says 2 rows')
  })

  it('is good without a single row when its source had none either', async () => {
    fill('')
    const bare = await proveBackup(stage.system, { config: { compareWith: [] } })
    expect(bare.report, bare.report?.headline).toMatchObject({ result: 'fail', level: 'queried' })
    const { signal } = new AbortController()
    await writeFile(`${file()}.manifest.json`, writeManifest(await snapshotSqlite(file(), { now, signal })))
    const { report } = await proveBackup(stage.system)
    expect(report, report?.headline).toMatchObject({ result: 'pass', level: 'queried' })
  })

  it('leaves a finding what it says when the next one cannot be tried', async () => {
    const question = { name: 'Two', sql: 'select count(*) from orders', expected: '2' }
    const finding = async () =>
      (
        await sql().query(
          `select severity, title, detail, remediation from finding where system_id = $1 and state = 'open' and origin = 'verification'`,
          [stage.system.id],
        )
      ).rows
    fill(`insert into orders values (1, '')`)
    const { planId } = await proveBackup(stage.system, {
      config: { compareWith: [], assertions: [question] },
    })
    const failed = await finding()
    expect(failed).toMatchObject([{ severity: 'critical', detail: expect.stringContaining('and gave 1') }])
    fill(two)
    const boot = { type: 'command' as const, argv: ['/bin/true'] }
    const config = { compareWith: [], assertions: [question], boot }
    const means = { commandsAllowed: () => false }
    const { report } = await proveBackup(stage.system, { config, planId, means })
    expect(report, report?.headline).toMatchObject({ result: 'partial', level: 'queried' })
    expect(await finding()).toEqual(failed)
    await proveBackup(stage.system, { config: { ...config, boot: null }, planId })
    expect(await finding()).toEqual([])
  })

  it.each([
    ['the system was archived', 'update system set archived_at = app_now() where id = $1', 'archived'],
    ['the plan was ended', 'update drill_plan set ended_at = app_now() where system_id = $1', 'ended'],
  ])('says that %s meanwhile, and records nothing', async (_what, statement, word) => {
    fill(two)
    const egress = async () => {
      await sql().query(statement, [stage.system.id])
      return commandLinePolicy
    }
    const proof = await proveBackup(stage.system, {
      config: {
        compareWith: [],
        assertions: [{ name: 'Two', sql: 'select count(*) from orders', expected: '2' }],
        boot: { type: 'http', url: 'http://127.0.0.1:1/', status: 200, contains: '' },
      },
      means: { egress },
    })
    expect(proof).toMatchObject({ state: 'failed', report: null, drillId: null })
    expect(proof.fault).toMatch(new RegExp(`is not proven any more: it was ${word} meanwhile`))
    const { rows } = await sql().query('select from finding where system_id = $1', [stage.system.id])
    expect(rows).toEqual([])
  })

  it.each(['1700000000000000000', '1900-01-01 00:00:00'])(
    'is recorded whatever its newest row says: %s',
    async (made) => {
      fill(`insert into orders values (1, '${made}')`)
      const { state, report, drillId } = await proveBackup(stage.system, {
        config: { compareWith: [], newestRow: { table: 'orders', column: 'made' } },
      })
      expect({ state, result: report?.result }).toEqual({ state: 'done', result: 'pass' })
      expect(drillId).not.toBeNull()
    },
  )
})

describeWherePossible('a good backup of an odd source', missingPrograms, () => {
  let shop: ShopServer
  beforeAll(async () => {
    shop = await startShopServer()
  })
  afterAll(() => shop?.stop())

  it('is proven to the content: another encoding, rows that a policy hides, a view that was never filled', async () => {
    await shop.execute('postgres', `create database latin encoding 'LATIN1' locale 'C' template template0`)
    await shop.execute(
      'latin',
      `create table words (id int primary key, word text); insert into words values (1, U&'caf\\00E9'), (2, 'tea');
       create table hidden (id int primary key); insert into hidden select generate_series(1, 5);
       alter table hidden enable row level security; alter table hidden force row level security;
       create policy odd on hidden using (id % 2 = 1);
       create materialized view totals as select count(*) from words with no data`,
    )
    await writeFile(`${file()}.manifest.json`, await shop.manifest('latin'))
    await shop.dump('latin', file(), '-Fc')
    const { report } = await proveBackup(stage.system)
    expect(report, report?.headline).toMatchObject({ result: 'pass', level: 'queried' })
    expect(report?.counts.map(({ table, found, sameContent }) => [table, found, sameContent])).toEqual([
      ['public.totals', null, null],
      ['public.hidden', 5, true],
      ['public.words', 2, true],
    ])
  })

  it('has the recovery time of its restore, not that of taking the throw-away server away', async () => {
    const source = await shop.create()
    await shop.dump(source, file(), '-Fc')
    const slow = 2_000
    const startScratchServer: DrillMeans['startScratchServer'] = async (wish) => {
      const server = await drillMeans.startScratchServer(wish)
      const stop = async () => {
        await new Promise((resolve) => setTimeout(resolve, slow))
        await server.stop()
      }
      return { ...server, stop }
    }
    const since = performance.now()
    const { report } = await proveBackup(stage.system, {
      config: { compareWith: [] },
      means: { startScratchServer },
    })
    const whole = (performance.now() - since) / 1_000
    expect(report?.result).toBe('pass')
    expect(report?.rto.seconds).toBeLessThanOrEqual(whole - slow / 1_000 + 0.05)
  })
})
