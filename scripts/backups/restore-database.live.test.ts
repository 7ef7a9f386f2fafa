import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, open, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { backupDatabase, backupNightly } from '@/lib/backups/backup-database'
import { withConnection } from '../database/connection'
import { createOwned } from '../database/data-location'
import { migrate } from '../database/migrate'
import { freePort, runProgram, startServer, stopServer } from '../database/postgres-process'
import { serverAccount } from '../database/server-account'
import { startPostgresRelay } from '../testing/postgres-relay'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'
import { describeWherePossible } from '../testing/where-possible'
import { restoreDatabase } from './restore-database'

const now = new Date('2026-11-23T02:00:00Z')
let source: TestDatabase
let folder: string
let empty: string[] = []

beforeAll(async () => {
  source = await createTestDatabase()
  await fill(source.url)
})
afterAll(() => source.drop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-backups-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
  const server = inject('testServerUrl')
  for (const name of empty)
    await withConnection(server, (client) => client.query(`drop database if exists ${name} with (force)`))
  empty = []
})

const run = (url: string, text: string) => withConnection(url, (client) => client.query(text))

async function emptyDatabase(): Promise<string> {
  const name = `restore_${Math.random().toString(36).slice(2, 12)}`
  await run(inject('testServerUrl'), `create database ${name}`)
  empty.push(name)
  const url = new URL(inject('testServerUrl'))
  url.pathname = `/${name}`
  return url.toString()
}

/** One row or more of every awkward sort: special characters, arrays, JSON, infinities, self-references, partitions. */
async function fill(url: string): Promise<void> {
  await run(
    url,
    String.raw`
    insert into app_user (id, email, name, password_hash, role, created_at)
      values ('00000000-0000-7000-8000-000000000001', 'ada@example.com', E'Ada \\ "tab\there" \n ünï 🚂 \\N', 'x', 'admin', '2026-11-01T00:00:00.123Z');
    insert into system (id, name, kind, environment, criticality, tags, created_at)
      values ('00000000-0000-7000-8000-000000000002', 'Shop', 'database', 'production', 'high', array['a,b', '{c}', ''], '2026-11-01Z');
    insert into target (id, system_id, kind, address, config, created_at)
      values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'tcp', 'db:5432', '{"host": "db", "note": "a\\tb\nc"}', '2026-11-01Z');
    insert into finding (id, system_id, fingerprint, origin, kind, title, detail, remediation, severity, severity_reason, state, state_since, first_seen, last_seen, sla_start, due)
      select gen_random_uuid(), '00000000-0000-7000-8000-000000000002', 'f' || n, 'check', 'defect', 't', 'd', 'r', 'high', 's', 'open', now(), now(), now(), now(), now()
        from generate_series(1, 50) as n;
    update finding set duplicate_of_id = (select id from finding where fingerprint = 'f50'), state = 'duplicate' where fingerprint = 'f1';
    insert into audit_entry (at, actor_label, action, entity, entity_id, previous_hash, hash) values (now(), 'a', 'b', 'c', 'd', '', 'h1'), (now(), 'a', 'b', 'c', 'd', 'h1', 'h2');
    create table sample_d20261101 partition of sample for values from ('2026-11-01Z') to ('2026-11-02Z') with (fillfactor = 90);
    create table run_short_d20261101 partition of run for values from ('short', '2026-11-01Z') to ('short', '2026-11-02Z');
    insert into sample select gen_random_uuid(), '2026-11-01T00:00:00Z'::timestamptz + n * interval '1 s', n / 3.0 from generate_series(1, 5000) as n;
    insert into sample values (gen_random_uuid(), '2026-11-01T12:00:00Z', 'Infinity'), (gen_random_uuid(), '2026-11-01T12:00:00Z', 'NaN'), (gen_random_uuid(), '2020-01-01Z', 1e-300);
    insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
      values (gen_random_uuid(), '2026-11-01T01:00:00Z', 'short', '2026-11-01T01:00:00Z', 5, 'ok', 'fine', 'schedule');`,
  )
}

/** Every row of every table, in an order of its own, with the partition that holds it. */
function contents(url: string): Promise<Record<string, string[]>> {
  return withConnection(url, async (client) => {
    await client.query(`set timezone = 'UTC'`)
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> '_prisma_migrations'`,
    )
    const all: Record<string, string[]> = {}
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(
        `select tableoid::regclass || ' ' || t::text as row from "${name}" t order by 1`,
      )
      all[name] = rows.map(({ row }) => row)
    }
    const sequences = await client.query<{ row: string }>(
      `select sequencename || ' ' || coalesce(last_value, 0) as row from pg_sequences order by 1`,
    )
    return { ...all, sequences: sequences.rows.map(({ row }) => row) }
  })
}

it('holds the right counts where the server tells them a moment after the last row', async () => {
  const relay = await startPostgresRelay(Number(new URL(source.url).port))
  try {
    // CopyDone: the count follows in a message of its own.
    relay.holdBackAfter(Buffer.from([0x63, 0, 0, 0, 4]))
    const through = new URL(source.url)
    through.port = String(relay.port)
    const made = await backupDatabase(through.toString(), folder, now)
    expect(made.rows).toBeGreaterThan(5_000)
    const restored = await restoreDatabase(await emptyDatabase(), made.file, { force: false })
    expect(restored.rows).toBe(made.rows)
  } finally {
    await relay.close()
  }
})

describe('backup and restore', () => {
  it('bring back every row, partition and sequence, and the migration history', async () => {
    const made = await backupDatabase(source.url, folder, now)
    expect(await readdir(folder)).toEqual(['wheeltapper-2026-11-23T02-00-00Z.tar'])
    expect(made.rows).toBeGreaterThan(5_000)
    const target = await emptyDatabase()
    expect(await restoreDatabase(target, made.file, { force: false })).toEqual({
      rows: made.rows,
      leftOut: [],
    })
    expect(await contents(target)).toEqual(await contents(source.url))
    expect(await migrate(target)).toEqual([])
    const { rows } = await run(target, `select reloptions from pg_class where relname = 'sample_d20261101'`)
    expect(rows).toEqual([{ reloptions: ['fillfactor=90'] }])
    await expect(run(target, 'update audit_entry set action = null')).rejects.toThrow('append-only')
  })

  it('can be made twice in the same second, each of them complete', async () => {
    const [first, second] = await Promise.all([
      backupDatabase(source.url, folder, now),
      backupDatabase(source.url, folder, now),
    ])
    expect(second).toEqual(first)
    expect(await readdir(folder)).toEqual(['wheeltapper-2026-11-23T02-00-00Z.tar'])
    const restored = await restoreDatabase(await emptyDatabase(), first.file, { force: false })
    expect(restored.rows).toBe(first.rows)
  })

  it('remove in the night what a killed backup left a day ago, and nothing that is still being written', async () => {
    const [abandoned, running] = ['a', 'b'].map((mark) => join(folder, `.wheeltapper-x.tar.${mark}.partial`))
    for (const file of [abandoned, running]) await writeFile(file ?? '', 'half')
    const old = new Date(now.getTime() - 25 * 3_600_000)
    await utimes(abandoned ?? '', old, old)
    await utimes(running ?? '', now, now)
    await backupNightly(source.url, folder, now)
    expect(await readdir(folder)).toEqual([
      '.wheeltapper-x.tar.b.partial',
      'wheeltapper-2026-11-23T02-00-00Z.tar',
    ])
  })

  it('leave out a table that somebody added by hand, and say so', async () => {
    const extended = await emptyDatabase()
    await migrate(extended)
    await run(extended, 'create table mine (id serial primary key); insert into mine default values')
    const { file } = await backupDatabase(extended, folder, now)
    expect(await restoreDatabase(await emptyDatabase(), file, { force: false })).toEqual({
      rows: 0,
      leftOut: ['mine'],
    })
  })

  it('are an archive that tar reads', async () => {
    const { file } = await backupDatabase(source.url, folder, now)
    const listed = spawnSync('tar', ['tf', file], { encoding: 'utf8' })
    expect(listed.stderr).toBe('')
    expect(listed.stdout.split('\n')).toContain('tables/finding.copy.gz')
    expect(listed.stdout.split('\n')).toContain('manifest.json')
  })

  it('leave a database that is not empty alone, unless told to replace it', async () => {
    const { file } = await backupDatabase(source.url, folder, now)
    const target = await emptyDatabase()
    await migrate(target)
    await run(
      target,
      `insert into team values (gen_random_uuid(), 'mine', now()); create table stray (id int); create view v as select 1`,
    )
    await expect(restoreDatabase(target, file, { force: false })).rejects.toThrow(
      /not empty \(team\).*--force/,
    )
    expect((await contents(target)).team).toHaveLength(1)
    await restoreDatabase(target, file, { force: true })
    expect(await contents(target)).toEqual(await contents(source.url))
  })

  it('refuse while the product uses the database', async () => {
    const { file } = await backupDatabase(source.url, folder, now)
    const target = await emptyDatabase()
    await withConnection(`${target}?application_name=wheeltapper%20app`, () =>
      expect(restoreDatabase(target, file, { force: true })).rejects.toThrow('is running on this database'),
    )
  })

  it.each([
    ['cut off', async (file: string) => truncate(file, 3_000), 'its end is missing'],
    ['empty', async (file: string) => truncate(file, 0), 'it is empty'],
    [
      'something else',
      async (file: string) => writeFile(file, 'hello '.repeat(500)),
      'a header in it is damaged',
    ],
    [
      'changed in a table',
      (file: string) => flip(file, 'tables/sample.copy.gz', 700),
      'tables/sample.copy.gz is damaged',
    ],
    [
      'changed in the manifest',
      (file: string) => flip(file, 'manifest.json', 600),
      'its manifest is damaged',
    ],
  ])('refuse a backup that is %s, before anything changes', async (_, damage, fault) => {
    const { file } = await backupDatabase(source.url, folder, now)
    await damage(file)
    const target = await emptyDatabase()
    await run(target, 'create table mine (id int); insert into mine values (1)')
    await expect(restoreDatabase(target, file, { force: true })).rejects.toThrow(fault)
    expect((await contents(target)).mine).toHaveLength(1)
  })

  it('change nothing when a row is refused in the middle', async () => {
    const { file } = await backupDatabase(source.url, folder, now)
    const target = await emptyDatabase()
    await run(
      target,
      `create table mine (id int); create schema elsewhere; create function elsewhere.boom() returns event_trigger language plpgsql as $f$
      begin if tg_tag = 'CREATE TABLE' and exists (select from pg_class where relname = 'sample_d20261101') then raise 'disk full'; end if; end $f$;
      create event trigger boom on ddl_command_end execute function elsewhere.boom()`,
    )
    await expect(restoreDatabase(target, file, { force: true })).rejects.toThrow('disk full')
    expect(Object.keys(await contents(target)).sort()).toEqual(['mine', 'sequences'])
  })

  it('say what is missing when a newer version made the backup', async () => {
    const future = await emptyDatabase()
    await restoreDatabase(future, (await backupDatabase(source.url, folder, now)).file, { force: false })
    await run(
      future,
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', repeat('0', 64), '99990101000000_future', now())`,
    )
    const { file } = await backupDatabase(future, folder, new Date(now.getTime() + 1_000))
    await expect(restoreDatabase(await emptyDatabase(), file, { force: false })).rejects.toThrow(
      '99990101000000_future is not known here',
    )
  })

  it('leave no half backup when the database goes away', async () => {
    const target = await emptyDatabase()
    await expect(backupDatabase(target, folder, now)).rejects.toThrow('_prisma_migrations')
    expect(await readdir(folder)).toEqual([])
  })

  it('happen once a night, and the newest seven stay', async () => {
    for (let day = 1; day <= 9; day += 1) {
      const night = new Date(Date.UTC(2026, 10, day, 2, 0, 5))
      expect(await backupNightly(source.url, folder, night)).not.toBe(null)
      expect(await backupNightly(source.url, folder, new Date(night.getTime() + 3_600_000))).toBe(null)
    }
    expect(await readdir(folder)).toHaveLength(7)
  })
})

const debian15 = '/usr/lib/postgresql/15/bin'
const no15 = existsSync(join(debian15, 'postgres')) ? null : `no PostgreSQL 15 in ${debian15}`

describeWherePossible('the oldest PostgreSQL', no15, () => {
  let server: { url: string; stop: () => Promise<void> }
  beforeAll(async () => {
    const place = await mkdtemp(join(tmpdir(), 'wheeltapper-pg15-'))
    await chmod(place, 0o755)
    const dataDirectory = join(place, 'data')
    const account = serverAccount(dataDirectory, { create: false })
    await createOwned(dataDirectory, account)
    const binaries = { initdb: join(debian15, 'initdb'), postgres: join(debian15, 'postgres'), version: '15' }
    runProgram({ account }, binaries.initdb, [
      '-D',
      dataDirectory,
      '-U',
      'postgres',
      '--encoding=UTF8',
      '--locale=C',
      '--auth=trust',
      '--no-sync',
    ])
    const port = await freePort()
    const child = await startServer(
      { binaries, dataDirectory, account, logFile: join(place, 'log'), settings: { fsync: 'off' } },
      port,
    )
    const stop = async () => {
      await stopServer(child.pid ?? 0)
      await rm(place, { recursive: true })
    }
    server = { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop }
  })
  afterAll(() => server.stop())

  it('takes a backup of the built-in one, and gives it back', async () => {
    const first = await backupDatabase(source.url, folder, now)
    await restoreDatabase(server.url, first.file, { force: false })
    const second = await backupDatabase(server.url, folder, new Date(now.getTime() + 1_000))
    const target = await emptyDatabase()
    await restoreDatabase(target, second.file, { force: false })
    expect(await contents(target)).toEqual(await contents(source.url))
  })
})

/** Changes one bit of a part's content. */
async function flip(file: string, part: string, offset: number): Promise<void> {
  const bytes = await readFile(file)
  const at = bytes.indexOf(`${part}\0`) + offset
  const handle = await open(file, 'r+')
  await handle.write(Buffer.from([(bytes[at] ?? 0) ^ 1]), 0, 1, at)
  await handle.close()
}
