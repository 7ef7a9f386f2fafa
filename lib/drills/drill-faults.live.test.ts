import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { type DrillFaultKey, drillFaults } from '@/scripts/testing/drill-faults'
import { stageDrills } from '@/scripts/testing/drill-stage'
import { proveBackup } from '@/scripts/testing/prove-backup'
import { missingPrograms, type ShopServer, startShopServer } from '@/scripts/testing/shop-database'
import { describeWherePossible } from '@/scripts/testing/where-possible'
import type { DrillReport } from './drill-report'
import type { DrillPlanConfig } from './plan-schema'

// Every planted fault is found, at its level and with its sentence; a good backup is proven; nothing is left.

const now = new Date('2026-11-23T03:00:00Z')
const name = 'shop-2026-11-23.dump'
let shop: ShopServer

describeWherePossible('a restore by machine', missingPrograms, () => {
  const stage = stageDrills(now)
  beforeAll(async () => {
    shop = await startShopServer()
  })
  afterAll(() => shop?.stop())

  const file = () => join(stage.folder, name)
  const manifest = async (of: string) => writeFile(`${file()}.manifest.json`, await shop.manifest(of))

  async function prove(config: Partial<DrillPlanConfig> = {}): Promise<DrillReport> {
    const { state, fault, report } = await sayingWhere(proveBackup(stage.system, { config }))
    expect({ state, fault }).toEqual({ state: 'done', fault: null })
    if (!report) throw new Error('no report')
    return report
  }
  /** A restore that came to no end says how far it was, before the test is cut off without a word. */
  async function sayingWhere<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const stuck = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(async () => {
        const { rows } = await sql().query('select state, progress, log from long_job')
        reject(new Error(`came to no end: ${JSON.stringify(rows)}; in its folder: ${await leftovers()}`))
      }, 45_000)
    })
    return Promise.race([work, stuck]).finally(() => clearTimeout(timer))
  }
  const findings = async () =>
    (
      await sql().query<{ state: string; severity: string; title: string }>(
        `select state, severity, title from finding where system_id = $1 and origin = 'verification'`,
        [stage.system.id],
      )
    ).rows
  const leftovers = async () => (await readdir(stage.scratch)).filter((each) => each.startsWith('work-'))

  /** A dump of the shop with its manifest. */
  async function goodDump(...options: string[]): Promise<string> {
    const source = await shop.create()
    await manifest(source)
    await shop.dump(source, file(), ...options)
    return source
  }
  async function spoil(change: (bytes: Buffer) => Buffer): Promise<void> {
    await writeFile(file(), change(await readFile(file())))
  }
  const minutes = (count: number, diskMb = 10_240) => ({ minutes: count, diskMb, memoryMb: 512 })
  const dumped = async (statements: string, ...options: string[]) => {
    const source = await shop.create()
    await manifest(source)
    await shop.execute(source, statements)
    await shop.dump(source, file(), ...options)
  }

  /** How each fault is planted; what the plan says beside. */
  const plant: Record<DrillFaultKey, () => Promise<Partial<DrillPlanConfig> | undefined>> = {
    truncated: async () => {
      await goodDump('-Fc')
      await spoil((bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.6)))
      return undefined
    },
    'truncated-plain': async () => {
      await goodDump()
      await spoil((bytes) => gzipSync(bytes.subarray(0, Math.floor(bytes.length * 0.6))))
      return undefined
    },
    corrupted: async () => {
      await goodDump('-Fc')
      await spoil((bytes) => bytes.fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 512))
      return undefined
    },
    empty: async () => {
      await writeFile(file(), '')
      return undefined
    },
    'nothing-there': async () => {
      await writeFile(join(stage.folder, 'notes.txt'), 'x')
      return undefined
    },
    hostile: async () => {
      await goodDump()
      await spoil((bytes) =>
        Buffer.from(bytes.toString('utf8').replace('CREATE TABLE', '\\! id\nCREATE TABLE')),
      )
      return undefined
    },
    'wrong-database': async () => {
      await manifest(await shop.create())
      const other = await shop.create('create table films (id int primary key); insert into films values (1)')
      await shop.dump(other, file(), '-Fc')
      return undefined
    },
    'empty-database': async () => {
      await manifest(await shop.create())
      await shop.dump(await shop.create('select 1'), file(), '-Fc')
      return undefined
    },
    'only-structure': async () => {
      await goodDump('-Fc', '--schema-only')
      return undefined
    },
    'table-missing': async () => {
      await goodDump('-Fc', '--exclude-table=notes')
      return undefined
    },
    'rows-missing': async () => {
      await dumped(`delete from lines where order_id > 1990; delete from orders where id > 1990`, '-Fc')
      return undefined
    },
    'other-content': async () => {
      await dumped(`update orders set customer = 'nobody' where id = 77`, '-Fc')
      return undefined
    },
    'sequence-behind': async () => {
      const source = await shop.create()
      await shop.execute(source, `select setval('orders_id_seq', 7)`)
      await manifest(source)
      await shop.dump(source, file(), '-Fc')
      return undefined
    },
    'constraint-broken': async () => {
      const source = await shop.create()
      await shop.execute(
        source,
        `alter table notes add order_id int; update notes set order_id = 9999 where id = 3;
         alter table notes add constraint notes_order foreign key (order_id) references orders not valid`,
      )
      await manifest(source)
      await shop.dump(source, file(), '-Fc')
      return undefined
    },
    question: async () => {
      const source = await shop.create()
      await shop.execute(source, 'delete from lines where order_id = 5')
      await manifest(source)
      await shop.dump(source, file(), '-Fc')
      const sqlText = 'select id from orders where id not in (select order_id from lines)'
      return { assertions: [{ name: 'No order without a line', sql: sqlText, expected: null }] }
    },
    'out-of-disk': async () => {
      const indexes = Array.from({ length: 8 }, (_each, n) => `create index i${n} on wide (n, (n + ${n}));`)
      const source = await shop.create(
        `create table wide (n int); insert into wide select n from generate_series(1, 600000) n; ${indexes.join(' ')}`,
      )
      await shop.dump(source, file(), '-Fc')
      return { limits: minutes(10, 80) }
    },
    'out-of-memory': async () => {
      const source = await shop.create(`create table wide (n int);
        create function wide_of(n int) returns int language sql immutable as 'select n';
        insert into wide values (1); create index wide_index on wide (wide_of(n));
        create or replace function wide_of(n int) returns int language sql immutable as $$ select length(repeat('x', 900000000)) $$;`)
      await shop.dump(source, file(), '-Fc')
      return { limits: minutes(10) }
    },
    hang: async () => {
      const source = await shop.create(`create table slow (n int);
        create function wait(n int) returns int language sql immutable as 'select n';
        insert into slow select n from generate_series(1, 5) n; create index slow_wait on slow (wait(n));
        create or replace function wait(n int) returns int language plpgsql immutable as $$ begin perform pg_sleep(600); return n; end $$;`)
      await shop.dump(source, file(), '-Fc')
      return { limits: minutes(0.1) }
    },
    'no-room': async () => {
      await goodDump('-Fc')
      return { limits: minutes(10, 0.001) }
    },
  }

  describe('finds what is wrong', () => {
    it.each(drillFaults)('$key', async ({ key, level, result, says }) => {
      const report = await prove(await plant[key]())
      const stopped = report.steps.find(({ state, seconds }) => state !== 'passed' && seconds !== null)
      expect({ level: report.level ?? 'listed', result: report.result }, stopped?.sentence).toEqual({
        level,
        result,
      })
      expect(stopped?.sentence).toMatch(says)
      expect(report.headline).toContain(stopped?.sentence)
      expect(await findings()).toEqual([
        expect.objectContaining({ state: 'open', severity: result === 'fail' ? 'critical' : 'high' }),
      ])
      expect(await leftovers()).toEqual([])
    })
  })
})
