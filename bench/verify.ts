import { spawn } from 'node:child_process'
import pg from 'pg'
import { beginSnapshot, endSnapshot } from '@/lib/fingerprints/begin-snapshot'
import { compareFiles } from '@/lib/fingerprints/compare-files'
import { decodeFile, defaultFileSample, encodeFile, listFiles } from '@/lib/fingerprints/file-list'
import {
  compareRows,
  differingBuckets,
  readBuckets,
  readRowHashes,
} from '@/lib/fingerprints/row-fingerprints'
import { snapshotPostgres } from '@/lib/fingerprints/snapshot-postgres'
import { startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import type { Benchmark } from './report'
import { filesPerFolder, writeManyFiles } from './support/many-files'
import { sizeOf } from './support/size-option'
import { changedEvery, toReport } from './support/verify-report'

// What a comparison around a migration costs: a table counted and summed up, its rows told apart, a folder listed and
// compared. Each beside what the machine itself needs for the same bytes: one bare statement, one bare `find`.

export const benchmark: Benchmark = {
  title: 'Comparison around a migration',
  run: async (progress) => {
    const size = { rows: sizeOf('rows', 10_000_000), files: sizeOf('files', 1_000_000) }
    const ofRows = await measureRows(size.rows, progress)
    const ofFiles = await measureFiles(size.files, progress)
    return toReport({ ...size, ...ofRows, ...ofFiles })
  },
}

const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** The most memory of this process since its start. */
const peakRssMb = () => process.resourceUsage().maxRSS / 1024

async function measureRows(rows: number, progress: (what: string) => void) {
  const server = await startAuditedPostgres({
    settings: { shared_buffers: '256MB', max_wal_size: '4GB', jit: 'off' },
  })
  const url = server.url(await server.createDatabase())
  const [client, other] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })]
  for (const each of [client, other]) each.on('error', () => {})
  try {
    await Promise.all([client.connect(), other.connect()])
    progress(`Filling two tables with ${rows.toLocaleString('en')} rows`)
    await fill(client, rows)
    const signal = new AbortController().signal
    const expression = `select count(*), sum(hashtextextended((row(id, note, placed, total))::text, 0)::numeric) from orders`
    progress('Counting and summing up: a bare statement, then the product')
    await client.query('set max_parallel_workers_per_gather = 0')
    await client.query(expression)
    const bareSqlSeconds = await seconds(() => client.query(expression))
    // Both tables are counted: twice the rows.
    const snapshotSeconds = (await seconds(() => snapshotPostgres(client, { now: new Date(), signal }))) / 2
    progress('Telling which rows differ')
    const located = await locate(client, other)
    return { bareSqlSeconds, snapshotSeconds, ...located, rowsRssMb: peakRssMb() }
  } finally {
    await Promise.all([client, other].map((each) => each.end().catch(() => {})))
    await server.stop()
  }
}

async function fill(client: pg.Client, rows: number): Promise<void> {
  const columns = `id bigint primary key, total numeric(12,2), placed timestamptz, note text`
  for (const table of ['orders', 'orders_after']) await client.query(`create table ${table} (${columns})`)
  const atOnce = 1_000_000
  for (let first = 1; first <= rows; first += atOnce) {
    const last = Math.min(first + atOnce - 1, rows)
    await client.query(
      `insert into orders select i, i * 1.37, timestamptz '2026-01-01' + make_interval(secs => i), md5(i::text) from generate_series(${first}, ${last}) i`,
    )
  }
  await client.query(
    `insert into orders_after select id, case when id % ${changedEvery} = 0 then total + 1 else total end, placed, note from orders`,
  )
  await client.query('vacuum analyze')
}

async function locate(client: pg.Client, other: pg.Client) {
  const table = (name: string) => ({
    name: `public.${name}`,
    kind: 'table' as const,
    columns: ['id', 'note', 'placed', 'total'],
    key: ['id'],
  })
  await Promise.all([beginSnapshot(client), beginSnapshot(other)])
  try {
    const method = 'hashtextextended'
    const began = performance.now()
    const before = await readBuckets(client, table('orders'), method)
    const bucketSeconds = (performance.now() - began) / 1000
    const differing = differingBuckets(before, await readBuckets(other, table('orders_after'), method))
    const parts = differing.slice(0, 100)
    let rowDifferences = 0
    const rowSeconds = await seconds(async () => {
      const was = readRowHashes(client, table('orders'), method, parts)
      const is = readRowHashes(other, table('orders_after'), method, parts)
      for await (const _difference of compareRows('public.orders', was, is)) rowDifferences += 1
    })
    return { bucketSeconds, rowSeconds, rowDifferences }
  } finally {
    await Promise.all([endSnapshot(client), endSnapshot(other)])
  }
}

async function measureFiles(files: number, progress: (what: string) => void) {
  progress(`Writing ${files.toLocaleString('en')} files`)
  const written = await writeManyFiles(files)
  const { root } = written
  try {
    const signal = new AbortController().signal
    const list = () => listFiles(root, { sample: defaultFileSample, signal })
    progress('Listing and reading them: bare find with sha256sum, then the product')
    const bareFindSeconds = await seconds(() => bareFind(root))
    const lines: string[] = []
    let seen = 0
    const listSeconds = await seconds(async () => {
      for await (const file of list()) {
        seen += 1
        // A line as it is stored; kept are only those of the first folders, so that memory tells of the product.
        const line = encodeFile(file)
        if (seen <= filesPerFolder) lines.push(line)
      }
    })
    const counts = { equal: 0 }
    let fileDifferences = 0
    const listRssMb = peakRssMb()
    const compareSeconds = await seconds(async () => {
      const before = without(list(), changedEvery)
      for await (const _difference of compareFiles('files', before, list(), counts)) fileDifferences += 1
    })
    if (lines.map(decodeFile).length === 0 || counts.equal + fileDifferences !== seen)
      throw new Error('the list is not complete')
    return { bareFindSeconds, listSeconds, compareSeconds, fileDifferences, listRssMb, rssMb: peakRssMb() }
  } finally {
    await written.remove()
  }
}

/** One in so many is missing. */
async function* without<Item>(items: AsyncIterable<Item>, every: number): AsyncGenerator<Item> {
  let index = 0
  for await (const item of items) {
    index += 1
    if (index % every !== 0) yield item
  }
}

function bareFind(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('find', [root, '-type', 'f', '-exec', 'sha256sum', '{}', '+'], { stdio: 'ignore' })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`find ended with ${code}`))))
  })
}
