import { mkdir, mkdtemp, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { runNextJob } from '@/lib/jobs/run-job'
import { cancelJob } from '@/lib/jobs/service'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { judgeSystems } from '@/lib/red-flags/judge-systems'
import { rotateDataKey } from '@/lib/secrets/service'
import { withConnection } from '@/scripts/database/connection'
import { audited } from '@/scripts/testing/audited'
import {
  type AuditedPostgres,
  installedPostgresPrograms,
  startAuditedPostgres,
} from '@/scripts/testing/audited-postgres'
import { addSystem } from '@/scripts/testing/estate-fixture'
import { readAcross } from '@/scripts/testing/read-across'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { acceptDifferences, signGuided, withdrawAcceptance } from './accept-service'
import { comparisonJob } from './comparison-job'
import { exportDifferences, listDifferences } from './differences-service'
import { getGuided, getGuidedForm, getSigned, listGuided } from './guided-pages-service'
import { acceptForm, differenceFilter, guidedForm, migratedForm, signForm } from './guided-schema'
import {
  cancelGuided,
  compareAgain,
  createGuided,
  sayMigrated,
  takeAfter,
  takeBefore,
} from './guided-service'
import { scheduleRechecks } from './schedule-rechecks'
import { getMigration } from './service'
import { createSnapshotJob } from './snapshot-job'

// A guided verification from the plan to the last weekly look, on real servers: an older version and the newest.

const start = new Date('2026-11-23T03:00:00Z')
const never = new AbortController().signal
let database: TestDatabase
let forgetSecrets: () => Promise<void>
let cast: Cast
let maintainer: Viewer
let system: { id: string }
let folder: string
let old: AuditedPostgres
let fresh: AuditedPostgres
let other: { major: number; programs: string } | undefined

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  ;[other] = await installedPostgresPrograms()
  database = await createTestDatabase()
  await database.setNow(start)
  forgetSecrets = await prepareTestSecrets()
  cast = await createCast()
  maintainer = cast.people.maintainer
  system = await addSystem(start, 'orders')
  await sql().query('update system set team_id = $2 where id = $1', [system.id, cast.team])
  fresh = await startAuditedPostgres()
  // Where there is no other version, the same one stands in: everything but the leap is proven.
  old = other ? await startAuditedPostgres({ programs: other.programs }) : await startAuditedPostgres()
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-guided-'))
}, 120_000)
afterAll(async () => {
  await Promise.all([old?.stop(), fresh?.stop(), rm(folder, { recursive: true, force: true })])
  await forgetSecrets?.()
  await database?.drop()
})

const shop = `
  create table customer (id int primary key, name text not null);
  create table attachment (id int primary key, customer_id int references customer, path text not null, made timestamptz not null);
  create sequence invoice_number;
  insert into customer select n, 'customer ' || n from generate_series(1, 500) n;
  insert into attachment select n, 1 + n % 500, format('2026/%s.pdf', lpad(n::text, 3, '0')), timestamptz '2026-11-01 12:00+02' + n * interval '1 min'
    from generate_series(1, 60) n;
  create index attachment_customer on attachment (customer_id);
  select setval('invoice_number', 4711);`

const names = Array.from({ length: 60 }, (_each, index) => `2026/${String(index + 1).padStart(3, '0')}.pdf`)

async function plantFiles(root: string): Promise<void> {
  for (const name of names) {
    const path = join(root, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, `invoice ${name}`)
    await utimes(path, new Date('2026-11-01'), new Date('2026-11-01'))
  }
}

const execute = (url: string, statements: string) => withConnection(url, (client) => client.query(statements))

async function place(server: AuditedPostgres, statements = shop): Promise<string> {
  const url = server.url(await server.createDatabase())
  await execute(url, statements)
  return url
}

/** Does all work that waits, as the worker does. */
async function work(): Promise<void> {
  const handlers = {
    snapshot: createSnapshotJob({ wait: () => Promise.resolve() }),
    comparison: comparisonJob,
  }
  while (await runNextJob(newId(), handlers, never));
}

const later = (days: number) => database.setNow(new Date(start.getTime() + days * 86_400_000))
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  records: ['database1Before'],
  files: ['folders'],
  volumes: ['volumes'],
  dependencies: ['dependencies', 'needs'],
  jobs: ['jobs'],
}
/** Areas that a test says nothing of are areas that its system does not have. */
const restOf = (fields: Record<string, unknown>) =>
  Object.entries(fieldsOf).flatMap(([area, names]) => (names.some((name) => name in fields) ? [] : [area]))
const form = (fields: Record<string, unknown>) =>
  parseInput(guidedForm, { title: 'Orders to the new host', without: restOf(fields), ...fields })
const said = (fields: Record<string, unknown> = {}) => parseInput(migratedForm, fields)
const plan = async (fields: Record<string, unknown>) => ({
  systemId: system.id,
  id: (await createGuided(maintainer, system.id, form(fields))).id,
})
const differences = async (at: { systemId: string; id: string }, filter: Record<string, unknown> = {}) =>
  listDifferences(maintainer, { ...at, comparisonId: null }, differenceFilter.parse(filter))
const findingsOf = async (id: string) =>
  (
    await sql().query<{ title: string; state: string; severity: string; detail: string }>(
      `select title, state, severity, detail from finding where origin = 'verification' and resource = $1 order by title`,
      [id],
    )
  ).rows
const flag = async () => {
  await judgeSystems([system.id])
  const { rows } = await sql().query<{ status: string }>(
    `select status from red_flag_state where system_id = $1 and flag_key = 'missing-after-migration'`,
    [system.id],
  )
  return rows[0]?.status
}

async function throughToCompared(fields: Record<string, unknown>, move: () => Promise<void>) {
  const at = await plan(fields)
  await takeBefore(maintainer, at)
  await work()
  await move()
  await sayMigrated(maintainer, at, said())
  await takeAfter(maintainer, at)
  await work()
  return at
}

describe('a migration with three lost files, from one version to another', () => {
  let at: { systemId: string; id: string }
  let urls: { before: string; after: string }

  it('is planned, and keeps no password in the open', async () => {
    urls = { before: await place(old), after: await place(fresh) }
    await plantFiles(join(folder, 'old'))
    const fields = form({
      title: 'Orders to the new host',
      database1Name: 'orders',
      database1Before: urls.before,
      database1After: urls.after,
      folders: `uploads: ${folder}/old -> ${folder}/new`,
      rows: 'public.attachment.path in uploads',
      volumes: `data: ${folder}/old -> ${folder}/new`,
      dependencies: `database: 127.0.0.1:${fresh.port}`,
      without: ['jobs'],
    })
    const { result, row } = await audited('guided-verification.plan', () =>
      createGuided(maintainer, system.id, fields),
    )
    at = { systemId: system.id, id: result.id }
    expect(row.entity_id).toBe(at.id)
    const { rows } = await sql().query('select g::text as text from guided_verification g where id = $1', [
      at.id,
    ])
    for (const { password } of [old, fresh]) expect(JSON.stringify(rows)).not.toContain(password)
    const view = await getGuided(maintainer, at)
    expect(view).toMatchObject({ state: 'planned', next: 'before', editable: true })
    expect(view.headline).toBe('Orders to the new host: take the snapshot before anything moves')
    expect((await getGuided(cast.people.viewer, at)).editable).toBe(false)
    expect((await listGuided(maintainer, system.id)).rows.map(({ id }) => id)).toEqual([at.id])
  })

  it('takes the snapshot before, once at a time', async () => {
    await expect(sayMigrated(maintainer, at, said())).rejects.toThrow(/no snapshot of before/)
    await expect(takeAfter(maintainer, at)).rejects.toThrow(/Nothing was migrated yet/)
    await audited('guided-verification.look', () => takeBefore(maintainer, at))
    await expect(takeBefore(maintainer, at)).rejects.toThrow(/snapshot is being taken/)
    await work()
    const { before, next } = await getGuided(maintainer, at)
    expect(next).toBe('migrate')
    expect(before?.job).toMatchObject({ state: 'done', fault: null })
    expect(before?.seen.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([
      expect.stringMatching(/^orders: PostgreSQL [\d.]+: 2 tables, 560 rows$/),
      expect.stringMatching(/^uploads: 60 files, [\d.,]+ k?B, the content of 60 read$/),
      'public.attachment.path in uploads: 60 rows name files: 0 missing, 0 files that none of them names',
      expect.stringMatching(/^data: a folder, nothing is mounted there, /),
      expect.stringMatching(/^database: connected within \d+ ms$/),
    ])
    expect(before?.seen[0]?.sentence).toContain(`PostgreSQL ${other?.major ?? 18}`)
  })

  it('says that it was migrated: the flag knows that nobody has verified it yet', async () => {
    await plantFiles(join(folder, 'new'))
    for (const name of names.slice(10, 13)) await unlink(join(folder, 'new', name))
    await later(1)
    await expect(sayMigrated(maintainer, at, said({ migratedAt: '2026-11-25T00:00' }))).rejects.toThrow(
      /in the future/,
    )
    await expect(sayMigrated(maintainer, at, said({ migratedAt: '2026-11-22T00:00' }))).rejects.toThrow(
      /before the snapshot of before/,
    )
    const { result } = await audited('guided-verification.migrated', () =>
      sayMigrated(maintainer, at, said()),
    )
    const { verifications } = await getMigration(maintainer, system.id, result.migrationId)
    expect(verifications).toMatchObject([{ state: 'open', source: 'machine' }])
    expect(await flag()).toBe('unknown')
    await expect(takeBefore(maintainer, at)).rejects.toThrow(/cannot be seen any more/)
  })

  it('finds the three files, in the list and by the rows that name them, and nothing else', async () => {
    await takeAfter(maintainer, at)
    await work()
    const { comparison, next, headline, after } = await getGuided(maintainer, at)
    expect(after?.seen[0]?.sentence).toMatch(/^PostgreSQL 18/)
    const { rows, total } = await differences(at)
    expect(rows.map(({ part, kind, key }) => `${part} ${kind} ${key}`)).toEqual([
      ...names.slice(10, 13).map((name) => `files missing uploads: ${name}`),
    ])
    // One lost file is one loss: its row is named beside it.
    expect(rows[0]?.before).toMatch(/^20 bytes, .*; named by row 11 of public\.attachment\.path$/)
    expect(total).toBe(3)
    expect(comparison).toMatchObject({ differences: 3, open: 3, warnings: [] })
    expect(next).toBe('sign')
    expect(headline).toBe('Orders to the new host: 3 things are missing; nobody accepted them')
    expect(comparison?.areas.find(({ area }) => area === 'records')).toMatchObject({
      open: 0,
      isChosen: true,
    })
    expect(await findingsOf(at.id)).toMatchObject([
      {
        title: 'After Orders to the new host: files are missing or differ',
        state: 'open',
        severity: 'critical',
        detail: expect.stringContaining('uploads: 2026/011.pdf'),
      },
    ])
    expect(await flag()).toBe('raised')
  })

  it('exports all of them', async () => {
    const { fileName, chunks } = await exportDifferences(maintainer, { ...at, comparisonId: null })
    let text = ''
    for await (const chunk of chunks) text += chunk
    expect(fileName).toBe('differences-2026-11-24.csv')
    expect(text.trim().split('\r\n')).toHaveLength(4)
    expect(text).toContain('files,files,uploads: 2026/011.pdf,missing,')
  })

  it('accepts with a reason, counts anew, and takes it back', async () => {
    const accept = (fields: Record<string, string>) =>
      acceptDifferences(
        maintainer,
        at,
        parseInput(acceptForm, { reason: 'printed and filed in the cellar', ...fields }),
      )
    await expect(accept({ pattern: 'uploads: 2025/*' })).rejects.toThrow(/Nothing that is open fits/)
    await expect(
      acceptDifferences(
        cast.people.viewer,
        at,
        parseInput(acceptForm, { pattern: '*', reason: 'because it is so' }),
      ),
    ).rejects.toThrow(/needs the role maintainer/)
    const { result } = await audited('guided-verification.accept', () =>
      accept({ pattern: 'uploads: *1.pdf' }),
    )
    expect(result.covers).toBe(1)
    const { comparison, accepted } = await getGuided(maintainer, at)
    expect(comparison).toMatchObject({ differences: 3, open: 2 })
    expect(accepted).toMatchObject([{ pattern: 'uploads: *1.pdf', by: 'mia', covers: 1 }])
    expect((await differences(at, { accepted: 'accepted' })).rows[0]?.acceptedBecause).toMatch(/printed/)
    expect((await differences(at, { accepted: 'open' })).total).toBe(2)
    await expect(accept({ pattern: 'uploads: *1.pdf' })).rejects.toThrow(/accepted already/)
    await audited('guided-verification.withdraw', () =>
      withdrawAcceptance(maintainer, at, accepted[0]?.id ?? ''),
    )
    expect((await getGuided(maintainer, at)).comparison).toMatchObject({ open: 3 })
  })

  it('is not signed by a maintainer while something is open; with the files back it is, and the flag clears', async () => {
    const sign = async (who: Viewer) =>
      signGuided(who, at, parseInput(signForm, { revision: (await getGuided(maintainer, at)).revision }))
    await expect(sign(maintainer)).rejects.toThrow(/3 differences are open.*for managers/s)
    await expect(sign(cast.people.manager)).rejects.toThrow(/Say why it is signed nevertheless/)
    await plantFiles(join(folder, 'new'))
    await takeAfter(maintainer, at)
    // What is on its way would come after the signature, and be taken for what was signed.
    await expect(sign(cast.people.manager)).rejects.toThrow(/A snapshot is being taken/)
    await work()
    expect((await getGuided(maintainer, at)).headline).toMatch(
      /: all \d+ things that were compared are equal$/,
    )
    expect(await findingsOf(at.id)).toMatchObject([{ state: 'verified' }])
    await audited('guided-verification.compare', () => compareAgain(maintainer, at))
    await work()
    const { result } = await audited('guided-verification.sign', () => sign(maintainer))
    const signed = await getSigned(maintainer, at)
    expect(signed).toMatchObject({ isIntact: true, signature: result.signature })
    expect(signed.guided).toMatchObject({ state: 'signed', signedBy: 'mia', rechecksLeft: 4, next: null })
    const { verifications } = await getMigration(maintainer, system.id, result.migrationId)
    expect(verifications).toMatchObject([{ state: 'closed', source: 'machine', closedBy: 'mia' }])
    expect(verifications[0]?.evidenceIds).toHaveLength(1)
    expect(verifications[0]?.items.map(({ area, outcome }) => `${area} ${outcome}`)).toEqual([
      ...['records verified', 'files verified', 'volumes verified'],
      ...['dependencies verified', 'jobs not-applicable'],
    ])
    expect(await flag()).toBe('clear')
    await expect(takeAfter(maintainer, at)).rejects.toThrow(/signed, and what was signed stays/)
    await expect(
      sql().query('update guided_verification set title = $2 where id = $1', [at.id, 'another']),
    ).rejects.toThrow()
  })

  it('looks again every week: growth is no fault, what is lost later is found, and the last look forgets the passwords', async () => {
    expect(await scheduleRechecks()).toBe(0)
    await later(9)
    await execute(
      urls.after,
      `insert into customer values (501, 'new'); alter table customer add column mail text`,
    )
    await unlink(join(folder, 'new', names[20] ?? ''))
    expect(await scheduleRechecks()).toBe(1)
    await work()
    let view = await getGuided(maintainer, at)
    expect(view.rechecks).toHaveLength(1)
    expect(view.rechecks[0]).toMatchObject({ isRecheck: true, open: 1 })
    expect(await findingsOf(at.id)).toMatchObject([{ state: 'open' }])
    expect(await flag()).toBe('raised')
    await plantFiles(join(folder, 'new'))
    for (const days of [16, 23, 30]) {
      await later(days)
      expect(await scheduleRechecks()).toBe(1)
      await work()
    }
    view = await getGuided(maintainer, at)
    expect(view).toMatchObject({ rechecksLeft: 0, recheckAt: null, state: 'signed' })
    expect(view.rechecks.map(({ open }) => open)).toEqual([0, 0, 0, 1])
    expect(await findingsOf(at.id)).toMatchObject([{ state: 'verified' }])
    expect(await flag()).toBe('clear')
    const { rows } = await sql().query('select secrets from guided_verification where id = $1', [at.id])
    expect(rows).toEqual([{ secrets: {} }])
    await later(60)
    expect(await scheduleRechecks()).toBe(0)
    await database.setNow(start)
  })
})

describe('what else a comparison sees', () => {
  it('names rows that differ, a sequence behind its table, and an index that is gone', async () => {
    const [before, after] = [await place(old), await place(fresh)]
    await execute(
      after,
      `update customer set name = 'nobody' where id = 7; delete from customer where id = 500 and not exists (select from attachment where customer_id = 500);
       delete from attachment where id in (3, 4); drop index attachment_customer; select setval('invoice_number', 12)`,
    )
    const at = await throughToCompared(
      { database1Name: 'orders', database1Before: before, database1After: after },
      () => Promise.resolve(),
    )
    const { rows } = await differences(at)
    const told = rows.map(({ part, kind, key }) => `${part} ${kind} ${key}`)
    expect(told).toContainEqual(expect.stringMatching(/^rows differs orders: public\.attachment$/))
    expect(told).toContainEqual(expect.stringMatching(/^single rows differs orders: public\.customer .*7/))
    expect(told).toContainEqual(expect.stringMatching(/^single rows missing orders: public\.attachment .*3/))
    expect(told).toContainEqual(expect.stringMatching(/^indexes missing orders: .*attachment/))
    expect(told).toContainEqual(expect.stringMatching(/^sequences differs orders: public\.invoice_number/))
  })

  it('takes a file for one without a row only if no column names it, and tells it once', async () => {
    const root = join(folder, 'shared')
    await plantFiles(root)
    for (const name of [
      'avatars/1.png',
      'avatars/2.png',
      'orphan-1.bin',
      'orphan-2.bin',
      'zz/orphan-3.bin',
    ]) {
      await mkdir(dirname(join(root, name)), { recursive: true })
      await writeFile(join(root, name), name)
      await utimes(join(root, name), new Date('2026-11-01'), new Date('2026-11-01'))
    }
    const url = await place(fresh)
    await execute(
      url,
      `create table avatar (id int primary key, file text); insert into avatar select n, 'avatars/' || n || '.png' from generate_series(1, 2) n`,
    )
    const at = await throughToCompared(
      {
        database1Name: 'orders',
        database1Before: url,
        folders: `uploads: ${root}`,
        rows: 'public.attachment.path in uploads\npublic.avatar.file in uploads',
      },
      async () => {
        await writeFile(join(root, 'late.bin'), 'late')
        await utimes(join(root, 'late.bin'), new Date('2026-11-01'), new Date('2026-11-01'))
      },
    )
    const { rows } = await differences(at, { area: 'files' })
    expect(rows.map(({ part, kind, key }) => `${part} ${kind} ${key}`)).toEqual([
      'files extra uploads: late.bin',
      'rows naming files extra public.attachment.path in uploads: orphan-1.bin',
      'rows naming files extra public.attachment.path in uploads: orphan-2.bin',
      'rows naming files extra public.attachment.path in uploads: zz/orphan-3.bin',
    ])
    expect(rows[0]?.after).toMatch(
      /; no row of public\.attachment\.path, or of public\.avatar\.file names it$/,
    )
    await expect(
      signGuided(
        maintainer,
        at,
        parseInput(signForm, { revision: (await getGuided(maintainer, at)).revision }),
      ),
    ).rejects.toThrow(/^4 differences are open: bring back what differs/)
    await acceptDifferences(
      maintainer,
      at,
      parseInput(acceptForm, { pattern: '*orphan-*', reason: 'old scans that nobody has named' }),
    )
    await expect(
      signGuided(
        maintainer,
        at,
        parseInput(signForm, { revision: (await getGuided(maintainer, at)).revision }),
      ),
    ).rejects.toThrow(/^One difference is open: bring back what differs/)
  })

  it('takes two empty folders for unknown, and waits while it is compared again', async () => {
    const root = join(folder, 'empty')
    await mkdir(root, { recursive: true })
    const at = await throughToCompared({ folders: `uploads: ${root}` }, () => Promise.resolve())
    expect((await differences(at)).rows).toMatchObject([
      { part: 'folders', key: 'uploads', kind: 'unknown', after: 'holds no file that could be compared' },
    ])
    expect((await getGuided(maintainer, at)).next).toBe('sign')
    await compareAgain(maintainer, at)
    const again = await getGuided(maintainer, at)
    expect(again.next).toBe('compare')
    expect(again.headline).toMatch(/both sides are on record, and not compared yet$/)
    await work()
    expect((await getGuided(maintainer, at)).next).toBe('sign')
  })

  it('leaves no differences of a comparison that ended as it was given up', async () => {
    const [before, after] = [join(folder, 'given-up-before'), join(folder, 'given-up-after')]
    for (const root of [before, after]) await plantFiles(root)
    await unlink(join(after, names[40] ?? ''))
    const at = await plan({ folders: `uploads: ${before} -> ${after}` })
    await takeBefore(maintainer, at)
    await work()
    await sayMigrated(maintainer, at, said())
    await takeAfter(maintainer, at)
    await runNextJob(newId(), { snapshot: createSnapshotJob({ wait: () => Promise.resolve() }) }, never)
    await sql().query(`update guided_verification set state = 'cancelled' where id = $1`, [at.id])
    await work()
    const { rows } = await sql().query<{ compared: boolean; lines: number }>(
      `select c.compared_at is not null as compared,
              (select count(*)::int from stored_lines l where l.owner_id = c.id) as lines
         from verification_comparison c where c.guided_id = $1`,
      [at.id],
    )
    expect(rows).toEqual([{ compared: false, lines: 0 }])
  })

  it('sees what was written to the old side after its snapshot', async () => {
    const [before, after] = [await place(old), await place(fresh)]
    const at = await throughToCompared(
      { database1Name: 'orders', database1Before: before, database1After: after },
      () => execute(before, `insert into customer values (900, 'too late')`).then(() => {}),
    )
    expect((await differences(at)).rows).toMatchObject([
      {
        part: 'writes on the old side',
        kind: 'differs',
        after: expect.stringContaining('one row was written since: it may be missing'),
      },
    ])
  })

  it('takes what a role may not read for unknown, never for equal', async () => {
    const [before, after] = [await place(old), await place(fresh)]
    await execute(
      after,
      `drop role if exists reader; create role reader login password 'reading'; grant select on customer to reader`,
    )
    const limited = new URL(after)
    limited.username = 'reader'
    limited.password = 'reading'
    const at = await throughToCompared(
      { database1Name: 'orders', database1Before: before, database1After: limited.toString() },
      () => Promise.resolve(),
    )
    const { rows } = await differences(at, { kind: 'unknown' })
    expect(rows.map(({ key }) => key)).toContainEqual(expect.stringContaining('public.attachment'))
    expect(JSON.stringify(rows)).toMatch(/GRANT/i)
    expect((await getGuided(maintainer, at)).comparison?.open).toBeGreaterThan(0)
  })

  it('says why when one side cannot be looked at, and fails when none can', async () => {
    const before = await place(old)
    const gone = new URL(before)
    gone.pathname = '/not_there'
    const at = await throughToCompared(
      {
        database1Name: 'orders',
        database1Before: before,
        database1After: gone.toString(),
        dependencies: `127.0.0.1:${old.port}`,
      },
      () => Promise.resolve(),
    )
    expect((await differences(at)).rows).toMatchObject([
      { part: 'databases', kind: 'unknown', after: expect.stringContaining('no database not_there') },
    ])
    const lost = await plan({ database1Before: gone.toString() })
    await takeBefore(maintainer, lost)
    await work()
    const view = await getGuided(maintainer, lost)
    expect(view).toMatchObject({ state: 'planned', next: 'before' })
    expect(view.before?.job).toMatchObject({
      state: 'failed',
      fault: expect.stringContaining('no database not_there'),
    })
  })

  it('wants jobs to have run since, and dependencies to answer', async () => {
    const form = await getGuidedForm(maintainer, system.id)
    expect(form.system.name).toBe('orders')
    const taskId = newId()
    await sql().query(
      `insert into maintenance_task select (jsonb_populate_record(null::maintenance_task, $1)).*`,
      [
        JSON.stringify({
          ...{
            id: taskId,
            system_id: system.id,
            key: 'nightly',
            tier: 'daily',
            title: 'Nightly invoices',
            why: '',
            procedure: '',
          },
          ...{
            expected_minutes: 5,
            evidence_wanted: '',
            evidence_policy: 'none',
            idempotent: 'yes',
            idempotent_proof: '',
          },
          ...{
            needs_downtime: false,
            needs_verification: false,
            automation: 'manual',
            proven_by_kinds: [],
            schedule: {},
          },
          ...{
            time_zone: 'UTC',
            anchor: 'scheduled',
            grace_minutes: 60,
            starts_at: start,
            created_at: start,
            revision: 1,
          },
        }),
      ],
    )
    const offered = async () => (await getGuidedForm(maintainer, system.id)).jobs.map(({ name }) => name)
    expect(await offered()).toContain('Nightly invoices')
    await sql().query('update maintenance_task set archived_at = app_now() where id = $1', [taskId])
    expect(await offered()).not.toContain('Nightly invoices')
    await sql().query('update maintenance_task set archived_at = null where id = $1', [taskId])
    const at = await throughToCompared({ jobs: [`task:${taskId}`], dependencies: 'queue: 127.0.0.1:9' }, () =>
      Promise.resolve(),
    )
    expect((await differences(at)).rows).toMatchObject([
      {
        area: 'dependencies',
        key: 'queue',
        kind: 'missing',
        before: expect.stringContaining('not reached before either'),
      },
      { area: 'jobs', key: 'Nightly invoices', kind: 'missing', before: 'never done' },
    ])
    await audited('guided-verification.cancel', () => cancelGuided(maintainer, at))
    expect((await findingsOf(at.id)).map(({ state }) => state)).toEqual(['verified', 'verified'])
    expect(await getGuided(maintainer, at)).toMatchObject({ state: 'cancelled', next: null })
  })

  it('compares SQLite files, and says of which tables no row can be named', async () => {
    const file = (name: string, statements: string) => {
      const path = join(folder, name)
      const sqlite = new DatabaseSync(path)
      sqlite.exec(`create table note (id integer primary key, text text); create index note_text on note (text);
        insert into note values (1, 'a'), (2, 'b'), (3, 'c'); ${statements}`)
      sqlite.close()
      return path
    }
    const at = await throughToCompared(
      {
        database1Name: 'notes',
        database1Before: file('before.sqlite', ''),
        database1After: file('after.sqlite', 'delete from note where id = 2; drop index note_text'),
      },
      () => Promise.resolve(),
    )
    const { rows } = await differences(at)
    const told = rows.map(({ part, kind, key }) => `${part} ${kind} ${key}`)
    expect(told).toContainEqual(expect.stringMatching(/^rows differs notes: .*note/))
    expect(told).toContainEqual(expect.stringMatching(/^indexes missing notes: .*note/))
    expect((await getGuided(maintainer, at)).comparison?.warnings).toEqual([
      expect.stringContaining('which rows of note differ is not known'),
    ])
  })

  it('ends soon when somebody cancels it, and leaves nothing', async () => {
    const url = await place(fresh)
    const root = join(folder, 'cancelled')
    await plantFiles(root)
    await unlink(join(root, names[3] ?? ''))
    const at = await plan({
      database1Before: url,
      folders: `uploads: ${root}`,
      rows: 'public.attachment.path in uploads',
    })
    const { snapshotId } = await takeBefore(maintainer, at)
    const wait = async (signal: AbortSignal) => {
      const job = (await getGuided(maintainer, at)).before?.job
      await cancelJob(maintainer, job?.id ?? '')
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      signal.throwIfAborted()
    }
    await runNextJob(newId(), { snapshot: createSnapshotJob({ wait }) }, never)
    const view = await getGuided(maintainer, at)
    expect(view).toMatchObject({ state: 'planned', next: 'before' })
    expect(view.before).toMatchObject({ takenAt: null, job: { state: 'cancelled' } })
    const { rows } = await sql().query('select count(*)::int as left from stored_lines where owner_id = $1', [
      snapshotId,
    ])
    expect(rows).toEqual([{ left: 0 }])
  })

  it('is read as of one moment, also while its comparison ends', async () => {
    const root = join(folder, 'read')
    await plantFiles(root)
    const at = await plan({ folders: `uploads: ${root}` })
    await takeBefore(maintainer, at)
    await work()
    await sayMigrated(maintainer, at, said())
    await takeAfter(maintainer, at)
    await runNextJob(newId(), { snapshot: createSnapshotJob({ wait: () => Promise.resolve() }) }, never)
    const view = await readAcross(
      'long_job',
      () => getGuided(maintainer, at),
      async (on) => {
        await on.query(`update guided_verification set state = 'compared' where id = $1`, [at.id])
        await on.query(`update verification_comparison set compared_at = app_now() where guided_id = $1`, [
          at.id,
        ])
        await on.query(
          `update long_job set state = 'done', finished_at = app_now() where state = 'queued' and kind = 'comparison'`,
        )
      },
    )
    // Work that was over already beside a state from before its end: the page would wait for ever.
    expect(view).toMatchObject({
      next: 'compare',
      comparison: { comparedAt: null, job: { state: 'queued' } },
    })
    expect(await getGuided(maintainer, at)).toMatchObject({
      next: 'sign',
      comparison: { comparedAt: expect.any(String), job: { state: 'done' } },
    })
  })

  it('shows a weekly look that came to no end, and why', async () => {
    const root = join(folder, 'weekly')
    await plantFiles(root)
    const at = await throughToCompared({ folders: `uploads: ${root}` }, () => Promise.resolve())
    const { revision } = await getGuided(maintainer, at)
    await signGuided(maintainer, at, parseInput(signForm, { revision }))
    await later(9)
    expect(await scheduleRechecks()).toBe(1)
    expect((await getGuided(maintainer, at)).rechecks).toMatchObject([{ headline: 'Not compared yet' }])
    const broken = () => Promise.reject(new Problem('unavailable', 'The disk of the worker is full.'))
    while (await runNextJob(newId(), { snapshot: broken }, never));
    expect((await getGuided(maintainer, at)).rechecks).toMatchObject([
      { comparedAt: null, headline: 'It came to no end: The disk of the worker is full.' },
    ])
    await later(16)
    expect(await scheduleRechecks()).toBe(1)
    await work()
    expect((await getGuided(maintainer, at)).rechecks).toMatchObject([{ comparedAt: expect.any(String) }])
    await database.setNow(start)
  })

  it('keeps no passwords and no lists for a last weekly look that failed', async () => {
    const at = await throughToCompared({ database1Before: await place(fresh) }, () => Promise.resolve())
    const { revision } = await getGuided(maintainer, at)
    await signGuided(maintainer, at, parseInput(signForm, { revision }))
    const kept = async () =>
      (
        await sql().query<{ secrets: object; lists: number }>(
          `select g.secrets, (select count(*)::int from stored_lines l join verification_snapshot s on s.id = l.owner_id
                               where s.guided_id = g.id) as lists
             from guided_verification g where g.id = $1`,
          [at.id],
        )
      ).rows[0]
    await sql().query('update guided_verification set rechecks_left = 1 where id = $1', [at.id])
    await later(9)
    expect(await scheduleRechecks()).toBe(1)
    // The look itself still needs them.
    await scheduleRechecks()
    expect(Object.keys((await kept())?.secrets ?? {})).not.toEqual([])
    expect((await kept())?.lists).toBeGreaterThan(0)
    const broken = () => Promise.reject(new Problem('unavailable', 'The disk of the worker is full.'))
    while (await runNextJob(newId(), { snapshot: broken }, never));
    expect(await scheduleRechecks()).toBe(0)
    expect(await kept()).toEqual({ secrets: {}, lists: 0 })
    await database.setNow(start)
  })

  it('opens its passwords after the data key was changed, and forgets them when it is given up', async () => {
    const at = await plan({ database1Before: await place(fresh) })
    const sealed = async () =>
      (
        await sql().query<{ secrets: object }>('select secrets from guided_verification where id = $1', [
          at.id,
        ])
      ).rows[0]?.secrets
    const before = await sealed()
    expect(await rotateDataKey({ label: 'test' })).toMatchObject({ unreadable: 0 })
    expect(await sealed()).not.toEqual(before)
    await takeBefore(maintainer, at)
    await work()
    expect((await getGuided(maintainer, at)).before?.job).toMatchObject({ state: 'done' })
    await cancelGuided(maintainer, at)
    expect(await sealed()).toEqual({})
  })
})
