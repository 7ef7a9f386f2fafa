import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPostgresPrograms } from '@/lib/archives/programs'
import { disconnect, useDatabase } from '@/lib/db/database'
import type { DrillReport } from '@/lib/drills/drill-report'
import { withConnection } from '@/scripts/database/connection'
import { startScratchPostgres } from '@/scripts/database/scratch-postgres'
import { startThrowAwayPostgres } from '@/scripts/database/throw-away-postgres'
import { addBackedUpSystem, proveBackup } from '@/scripts/testing/prove-backup'
import { missingPrograms, startShopServer } from '@/scripts/testing/shop-database'
import { type Benchmark, type BenchReport, figure } from './report'
import { sizeOf } from './support/size-option'

// What proving a backup costs beside restoring it by hand: pg_restore into the same throw-away server, and the same
// counts and fingerprints asked by hand. Both see the same dump; each is done several times, in turn.

const run = promisify(execFile)
const rounds = 5
const goal = 1.2

/** Something that has to hold, so that level queried is reached. */
const asked = [{ name: 'Orders', sql: 'select exists (select from orders)', expected: 't' }]

interface Bare {
  restoreSeconds: number
  countSeconds: number
}

export const benchmark: Benchmark = {
  title: 'Proving a backup',
  page: 'docs/performance.md',
  run: async (progress) => {
    if (missingPrograms) throw new Error(missingPrograms)
    const rows = sizeOf('rows', 4_000_000)
    const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-bench-drill-'))
    const product = await startThrowAwayPostgres()
    const shop = await startShopServer()
    try {
      progress(`Making a database of ${rows} rows and dumping it`)
      const source = await shop.create(bigShop(rows))
      const file = join(folder, 'shop.dump')
      await shop.dump(source, file, '-Fc')
      // Made an hour ago: of a file that just changed, the product waits whether it still grows.
      await utimes(file, new Date(), new Date(Date.now() - 3_600_000))
      const megabytes = (await databaseBytes(shop.url(source))) / 1e6
      const dumpMegabytes = (await stat(file)).size / 1e6
      await useDatabase(new URL(`/${product.template}`, product.url).href)
      const system = await addBackedUpSystem(new Date(), 'shop', folder)
      const bare: Bare[] = []
      const drills: DrillReport[] = []
      for (let round = 1; round <= rounds; round += 1) {
        progress(`Round ${round} of ${rounds}: by hand`)
        bare.push(await byHand(file))
        progress(`Round ${round} of ${rounds}: by the product`)
        const config = {
          compareWith: [],
          assertions: asked,
          limits: { minutes: 600, diskMb: 1_000_000, memoryMb: 4_096 },
        }
        const { report } = await proveBackup(system, { config })
        if (report?.result !== 'pass') throw new Error(report?.headline ?? 'no report')
        progress(report.steps.map(({ level, seconds }) => `${level} ${seconds ?? 0} s`).join(', '))
        drills.push(report)
      }
      return toReport({ rows, megabytes, dumpMegabytes }, bare, drills)
    } finally {
      await disconnect()
      await shop.stop()
      await product.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Orders with lines, an index each, and a table of long texts: what shops are made of. */
const bigShop = (rows: number) => `
  create table orders (id bigint primary key, customer text not null, total numeric(10, 2) not null, created_at timestamptz not null);
  create table lines (order_id bigint not null, position int not null, article text not null, primary key (order_id, position));
  create table letters (id bigint primary key, text text not null);
  insert into orders select n, 'customer ' || n % 9973, n % 10007 * 1.01, '2026-01-01'::timestamptz + make_interval(secs => n)
    from generate_series(1, ${Math.floor(rows * 0.3)}) n;
  insert into lines select n / 3, n % 3, md5(n::text) from generate_series(1, ${Math.floor(rows * 0.6)}) n;
  insert into letters select n, repeat(md5(n::text), 8) from generate_series(1, ${Math.floor(rows * 0.1)}) n;
  create index on orders (customer); create index on orders (created_at); create index on lines (article);`

async function databaseBytes(url: string): Promise<number> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(
      'select pg_database_size(current_database()) as bytes',
    )
    return Number(rows[0]?.bytes)
  })
}

/** pg_restore as people type it, then count and sum of every table. */
async function byHand(file: string): Promise<Bare> {
  const program = findPostgresPrograms('pg_restore')[0]?.path
  if (!program) throw new Error('no pg_restore')
  const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-bench-hand-'))
  await run('chmod', ['711', folder])
  await mkdir(join(folder, 'p'))
  const server = await startScratchPostgres({ folder: join(folder, 'p'), memoryBytes: 4_096_000_000 })
  const login = {
    host: server.socketFolder,
    port: server.port,
    database: server.database,
    user: server.owner.user,
    password: server.owner.password,
  }
  try {
    const begun = performance.now()
    await run(
      program,
      [
        '--exit-on-error',
        '--no-owner',
        '--no-privileges',
        '-h',
        login.host,
        '-U',
        login.user,
        '-d',
        login.database,
        file,
      ],
      { env: { ...process.env, PGPASSWORD: login.password, PGPORT: String(login.port) } },
    )
    const restored = performance.now()
    await withConnection(login, async (client) => {
      for (const table of ['orders', 'lines', 'letters'])
        await client.query(`select count(*), sum(hashtextextended(t::text, 0)::numeric) from ${table} t`)
    })
    return {
      restoreSeconds: (restored - begun) / 1_000,
      countSeconds: (performance.now() - restored) / 1_000,
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

function toReport(
  size: { rows: number; megabytes: number; dumpMegabytes: number },
  bare: readonly Bare[],
  drills: readonly DrillReport[],
): BenchReport {
  const level = (name: string) =>
    middle(drills.map(({ steps }) => steps.find((step) => step.level === name)?.seconds ?? 0))
  const hand = {
    restore: middle(bare.map(({ restoreSeconds }) => restoreSeconds)),
    count: middle(bare.map(({ countSeconds }) => countSeconds)),
  }
  const drill = middle(drills.map(({ rto }) => rto.seconds ?? Number.NaN))
  const handTotal = hand.restore + hand.count
  // Round by round, because whatever else the machine does slows both.
  const ratio = middle(
    drills.map(({ rto }, round) => {
      const by = bare[round]
      return (rto.seconds ?? Number.NaN) / (by ? by.restoreSeconds + by.countSeconds : Number.NaN)
    }),
  )
  const rest = middle(
    drills.map(
      ({ rto, steps }) => (rto.seconds ?? 0) - steps.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    ),
  )
  const metrics = {
    rows: size.rows,
    database_mb: Math.round(size.megabytes),
    dump_mb: Math.round(size.dumpMegabytes),
    restore_mb_per_s: Math.round((size.megabytes / drill) * 10) / 10,
    bare_mb_per_s: Math.round((size.megabytes / handTotal) * 10) / 10,
    drill_s: Math.round(drill * 10) / 10,
    bare_restore_s: Math.round(hand.restore * 10) / 10,
    bare_count_s: Math.round(hand.count * 10) / 10,
    ratio_to_pg_restore: Math.round(ratio * 100) / 100,
  }
  const seconds = (value: number) => `${figure(value)} s`
  return {
    metrics,
    tables: [
      {
        title: `A custom dump of ${figure(size.dumpMegabytes)} MB, ${figure(size.megabytes)} MB restored, ${figure(size.rows)} rows (middle of ${rounds})`,
        head: ['', 'by hand', 'by the product'],
        rows: [
          ['chosen, summed, its statements searched', '', seconds(level('listed'))],
          [
            'restored and so read to its end, with the start of the server',
            seconds(hand.restore),
            seconds(level('restored')),
          ],
          ['counted, summed up, compared, asked', seconds(hand.count), seconds(level('queried'))],
          ['removed, and the rest', '', seconds(Math.max(0, rest))],
          ['in all', seconds(handTotal), seconds(drill)],
        ],
      },
    ],
    goals: [
      {
        goal: `A proof takes at most ${goal} × pg_restore and its counts`,
        measured: `${figure(ratio)} ×`,
        met: ratio <= goal,
      },
    ],
    notes: [
      'By hand: pg_restore with --exit-on-error into the same throw-away server with the same settings, already started; then count(*) and the sum of hashes of every row, table by table. Both restore with one connection (no -j).',
      'By the product: the whole run as a worker does it, from looking for the newest backup to removing the server. The ratio is the middle of those of the rounds.',
    ],
  }
}
