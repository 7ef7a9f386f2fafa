import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { encodeFile } from '@/lib/fingerprints/file-list'
import { runNextJob } from '@/lib/jobs/run-job'
import { storeLines } from '@/lib/jobs/stored-lines-store'
import { parseInput } from '@/lib/parse-input'
import { withConnection } from '@/scripts/database/connection'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { acceptDifferences } from './accept-service'
import { comparisonJob } from './comparison-job'
import { exportDifferences, listDifferences } from './differences-service'
import { getGuided } from './guided-pages-service'
import { acceptForm, differenceFilter, guidedForm, migratedForm } from './guided-schema'
import { compareAgain, createGuided, sayMigrated, takeAfter, takeBefore } from './guided-service'
import { keptRows } from './look-at-database'
import { folderLines } from './look-at-files'
import { createSnapshotJob } from './snapshot-job'

// A million differences are summarised and all exported, in a small part of the memory that they would take.

const now = new Date('2026-11-23T03:00:00Z')
const never = new AbortController().signal
let database: TestDatabase
let forgetSecrets: () => Promise<void>
let cast: Cast
let systemId: string
let server: AuditedPostgres
beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  await database.setNow(now)
  forgetSecrets = await prepareTestSecrets()
  cast = await createCast()
  systemId = (await addSystem(now, 'archive')).id
  await sql().query('update system set team_id = $2 where id = $1', [systemId, cast.team])
  server = await startAuditedPostgres()
}, 120_000)
afterAll(async () => {
  await server?.stop()
  await forgetSecrets?.()
  await database?.drop()
})

async function work(): Promise<void> {
  const handlers = {
    snapshot: createSnapshotJob({ wait: () => Promise.resolve() }),
    comparison: comparisonJob,
  }
  while (await runNextJob(newId(), handlers, never));
}

/** Most bytes of the heap that were in use while `work` went on, above what was in use before. */
async function heapOf(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().heapUsed
  let most = before
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed)
  }, 20)
  await work()
  clearInterval(look)
  return most - before
}

const megabyte = 1024 ** 2
const million = 1_000_000

async function planned(fields: Record<string, unknown>) {
  const areas = { records: 'database1Before', files: 'folders', dependencies: 'dependencies' }
  const rest = Object.entries(areas).flatMap(([area, name]) => (name in fields ? [] : [area]))
  const without = ['volumes', 'jobs', ...rest]
  const form = parseInput(guidedForm, { title: 'The archive moves', without, ...fields })
  return { systemId, id: (await createGuided(cast.people.maintainer, systemId, form)).id }
}

it('a million files that are gone', async () => {
  const { maintainer } = cast.people
  const at = await planned({
    folders: 'archive: /srv/before -> /srv/after',
    dependencies: `127.0.0.1:${server.port}`,
  })
  await takeBefore(maintainer, at)
  await work()
  await sayMigrated(maintainer, at, parseInput(migratedForm, {}))
  await takeAfter(maintainer, at)
  await work()
  // Both lists as a snapshot stores them: a million files would take minutes to plant, and their list is proven elsewhere.
  const { rows: snapshots } = await sql().query<{ id: string; side: string }>(
    `update verification_snapshot set summary = jsonb_set(summary, '{folders,0,fault}', 'null') where guided_id = $1 returning id, side`,
    [at.id],
  )
  const list = function* (count: number) {
    for (let index = 0; index < count; index++)
      yield encodeFile({
        path: `scans/${String(index).padStart(7, '0')}.tif`,
        ...{ kind: 'file', bytes: 4_096 + index, sha256: null, modified: 1_700_000_000 },
      })
  }
  for (const { id, side } of snapshots)
    await storeLines(id, folderLines(0), list(side === 'before' ? million : 10))
  await compareAgain(maintainer, at)
  const heap = await heapOf(work)
  const { comparison } = await getGuided(maintainer, at)
  expect(comparison?.areas.find(({ area }) => area === 'files')).toMatchObject({
    ...{ equal: 10, missing: million - 10, open: million - 10 },
  })
  expect(heap).toBeLessThan(200 * megabyte)

  let lines = 0
  let longest = 0
  const exported = await heapOf(async () => {
    const { chunks } = await exportDifferences(maintainer, { ...at, comparisonId: null })
    for await (const chunk of chunks) {
      longest = Math.max(longest, chunk.length)
      lines += chunk.split('\r\n').length - 1
    }
  })
  expect(lines).toBe(1 + million - 10)
  expect(longest).toBeLessThan(megabyte)
  expect(exported).toBeLessThan(200 * megabyte)

  const page = await listDifferences(
    maintainer,
    { ...at, comparisonId: null },
    differenceFilter.parse({ page: 3 }),
  )
  expect(page).toMatchObject({ total: million - 10, page: 3, pages: 200 })
  expect(page.rows[0]?.key).toBe('archive: scans/0000210.tif')
  // Of kind and acceptance together nothing was counted before: all of it is, so that the further pages are there.
  const both = await listDifferences(
    maintainer,
    { ...at, comparisonId: null },
    differenceFilter.parse({ kind: 'missing', accepted: 'open', page: 2 }),
  )
  expect(both).toMatchObject({ total: million - 10, page: 2, pages: 200 })
  expect(both.rows.map(({ key }) => key).slice(0, 1)).toEqual(['archive: scans/0000110.tif'])
  expect(both.rows).toHaveLength(100)
  const accepted = await acceptDifferences(
    maintainer,
    at,
    parseInput(acceptForm, {
      pattern: 'archive: scans/*',
      reason: 'the scans stay on the old host until June',
    }),
  )
  expect(accepted.covers).toBe(million - 10)
  expect((await getGuided(maintainer, at)).comparison).toMatchObject({ open: 0 })
}, 180_000)

it('rows of a table that is too big to be kept are named from both servers', async () => {
  const { maintainer } = cast.people
  const rows = keptRows.ofOneTable + 50_000
  const place = async (statement: string) => {
    const url = server.url(await server.createDatabase())
    await withConnection(url, (client) =>
      client.query(
        `create table entry (id int primary key, text text); insert into entry select n, md5(n::text) from generate_series(1, ${rows}) n; ${statement}`,
      ),
    )
    return url
  }
  const at = await planned({
    database1Name: 'archive',
    database1Before: await place(''),
    database1After: await place(
      `delete from entry where id = 77; update entry set text = 'x' where id = 4711; insert into entry values (0, 'new')`,
    ),
  })
  await takeBefore(maintainer, at)
  await work()
  await sayMigrated(maintainer, at, parseInput(migratedForm, {}))
  await takeAfter(maintainer, at)
  await work()
  const { rows: found } = await listDifferences(
    maintainer,
    { ...at, comparisonId: null },
    differenceFilter.parse({}),
  )
  const told = found.filter(({ part }) => part === 'single rows').map(({ kind, key }) => `${kind} ${key}`)
  expect(told.sort()).toEqual([
    expect.stringMatching(/^differs archive: public\.entry .*4711/),
    expect.stringMatching(/^extra archive: public\.entry .*0/),
    expect.stringMatching(/^missing archive: public\.entry .*77/),
  ])
  expect((await getGuided(maintainer, at)).comparison?.warnings).toEqual([])
}, 120_000)
