import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Archive, ArchiveContent } from '@/lib/archives/archive'
import { openArchive } from '@/lib/archives/open-archive'
import { findPostgresPrograms } from '@/lib/archives/programs'
import { readArchive, searchArchive } from '@/lib/archives/read-archive'
import { withConnection } from '@/scripts/database/connection'
import { startScratchPostgres } from '@/scripts/database/scratch-postgres'
import {
  type AuditedPostgres,
  installedPostgresPrograms,
  startAuditedPostgres,
} from '@/scripts/testing/audited-postgres'
import { describeWherePossible } from '@/scripts/testing/where-possible'
import { openEmbeddedPlace } from './open-place'
import { restoreArchive } from './restore-archive'
import type { ScratchPlace } from './scratch-place'
import type { ScratchLimits } from './scratch-server'

// Dumps of Debian's PostgreSQL 15 restored into the built-in one, honest and planted.

const [dump] = findPostgresPrograms('pg_dump')
const [server] = (await installedPostgresPrograms()).filter(({ major }) => major === dump?.major)
const missing = dump && server ? null : 'no pg_dump and server of one version are installed'

const never = new AbortController().signal
const limits: ScratchLimits = { diskBytes: 500_000_000, memoryBytes: 1_500_000_000, timeMs: 60_000 }
const log: string[] = []
let folder: string
let root: string
const places: ScratchPlace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-restore-'))
  root = await mkdtemp(join(tmpdir(), 'wheeltapper-scratch-'))
  await chmod(root, 0o711)
  log.length = 0
})
afterEach(async () => {
  for (const place of places.splice(0)) expect(await place.release()).toBeNull()
  // Whatever happened: nothing stays.
  expect(await readdir(root)).toEqual([])
  await rm(folder, { recursive: true, force: true })
  await rm(root, { recursive: true, force: true })
})

async function openAndRead(path: string): Promise<{ archive: Archive; content: ArchiveContent }> {
  const inside = join(folder, `open-${randomBytes(4).toString('hex')}`)
  await mkdir(inside)
  const archive = await openArchive(path, { folder: inside, signal: never })
  return { archive, content: await readArchive(archive, { signal: never, log: (line) => log.push(line) }) }
}

async function openPlace(
  changed: Partial<ScratchLimits> = {},
  estimatedBytes = 1_000_000,
): Promise<ScratchPlace> {
  const place = await openEmbeddedPlace(startScratchPostgres, {
    signal: never,
    limits: { ...limits, ...changed },
    estimatedBytes,
    log: (line) => log.push(line),
    root,
  })
  places.push(place)
  return place
}

async function restore(path: string, changed: Partial<ScratchLimits> = {}) {
  const { archive, content } = await openAndRead(path)
  const place = await openPlace(changed)
  const outcome = await restoreArchive(archive, content, place, { log: (line) => log.push(line) })
  return { archive, content, place, outcome }
}

const count = (place: ScratchPlace, text: string) =>
  place.withClient(async (client) => (await client.query(text)).rows)

describe('a throw-away PostgreSQL', () => {
  it('is reached by its socket alone, by a role without rights, and leaves nothing', async () => {
    const place = await openPlace()
    expect(
      await count(
        place,
        `select current_user::text as role, rolsuper, rolcreatedb, rolcreaterole, inet_server_addr() as address,
                current_setting('listen_addresses') as listens from pg_roles where rolname = current_user`,
      ),
    ).toEqual([
      {
        role: 'restore',
        rolsuper: false,
        rolcreatedb: false,
        rolcreaterole: false,
        address: null,
        listens: '',
      },
    ])
    for (const attack of [
      `copy (select 1) to program 'id'`,
      `select pg_read_file('/etc/passwd')`,
      `copy pg_class to '/tmp/planted'`,
      `create role eve superuser`,
      `alter system set fsync = on`,
      `create extension dblink`,
      `select lo_import('/etc/passwd')`,
      `create database other`,
    ])
      await expect(count(place, attack), attack).rejects.toMatchObject({ code: '42501' })
  })

  it('does not begin where its limit or the volume has less room than is expected', async () => {
    await expect(openPlace({}, 600_000_000)).rejects.toThrow(/573 MB of disk, and this plan allows 477 MB/)
    await expect(openPlace({ diskBytes: 1e18 }, 1e17)).rejects.toThrow(/are free at/)
  })

  it('is stopped when it takes more disk than it may', async () => {
    const place = await openPlace({ diskBytes: 60_000_000 })
    await expect(
      count(
        place,
        `create table big as select repeat(md5(i::text), 40) as t from generate_series(1, 5000000) i`,
      ),
    ).rejects.toThrow(/took more than 58 MB of disk, the limit of this plan/)
    expect(place.peakBytes()).toBeGreaterThan(60_000_000)
  })

  it.runIf(process.platform === 'linux')('has no more memory than it may, and lives on', async () => {
    const place = await openPlace({ memoryBytes: 512_000_000 })
    await expect(count(place, `select length(repeat('x', 900000000))`)).rejects.toThrow(/out of memory/)
    expect(await count(place, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is stopped when it takes longer than it may, however it hangs', async () => {
    const place = await openPlace({ timeMs: 3_000 })
    await expect(count(place, 'select pg_sleep(600)')).rejects.toThrow(/not done within 3 s/)
  })
})

describeWherePossible('restoring a dump', missing, () => {
  let debian: AuditedPostgres
  let source: { url: string }
  const run = (args: string[], program = dump?.path ?? '') => {
    const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e9 })
    if (done.status !== 0) throw new Error(done.stderr)
    return done.stdout
  }

  beforeAll(async () => {
    debian = await startAuditedPostgres({ programs: server?.programs ?? '' })
    source = { url: debian.url(await debian.createDatabase()) }
    await withConnection(source.url, (client) => client.query(shop))
  })
  afterAll(() => debian?.stop())

  it.each([
    ['plain', ['--format=plain'], 'postgres-plain', /^psql /],
    ['custom', ['--format=custom'], 'postgres-custom', /^pg_restore /],
    ['tar', ['--format=tar'], 'postgres-tar', /^pg_restore /],
    ['directory', ['--format=directory'], 'postgres-directory', /^pg_restore /],
    ['statements in custom', ['--format=custom', '--rows-per-insert=50'], 'postgres-custom', /^pg_restore /],
    ['plain that would drop first', ['--format=plain', '--clean'], 'postgres-plain', /^psql /],
    ['custom that would drop first', ['--format=custom', '--clean'], 'postgres-custom', /^pg_restore /],
    ['plain statements', ['--format=plain', '--inserts'], 'postgres-plain', /^psql /],
  ])('works for %s, whatever roles own and read there', async (_name, args, format, by) => {
    const path = join(folder, 'nightly')
    run([source.url, ...args, `--file=${path}`])
    const { archive, content, place, outcome } = await restore(path)
    expect(archive).toMatchObject({ format, layers: [], about: { serverVersion: dump?.version } })
    expect(content.tables.sort()).toEqual(['audit.log', 'public.line', 'public.orders'])
    expect(content.roles).toEqual(expect.arrayContaining(['Shop Owner', 'reader']))
    expect(outcome.extensions).toEqual({ present: ['hstore'], absent: [] })
    expect(outcome.restoredBy).toMatch(by)
    expect(
      await count(
        place,
        `select (select count(*)::int from orders) as orders, (select count(*)::int from line) as lines,
                (select sum(id)::int from orders) as sum, (select note from orders where id = 7) as note,
                (select last_value::int from orders_id_seq) as last, (select count(*)::int from pg_policies) as policies,
                (select two()) as two`,
      ),
    ).toEqual([
      {
        orders: 200,
        lines: 400,
        sum: 20_100,
        note: "it's a \\. tab\there; \\! no",
        last: 200,
        policies: 1,
        two: 2,
      },
    ])
  })

  it.each([
    ['gzip', (bytes: Buffer) => gzipSync(bytes), ['gzip']],
    ['zstd', (bytes: Buffer) => zstdCompressSync(bytes), ['zstd']],
    ['zstd in gzip', (bytes: Buffer) => gzipSync(zstdCompressSync(bytes)), ['gzip', 'zstd']],
  ])('works in %s', async (_name, pack, layers) => {
    const path = join(folder, 'nightly.x')
    await writeFile(path, pack(Buffer.from(run([source.url]))))
    const { archive, place } = await restore(path)
    expect(archive.layers).toEqual(layers)
    expect(await count(place, 'select count(*)::int as n from orders')).toEqual([{ n: 200 }])
  })

  it('works for a folder of dump files in a tar in gzip', async () => {
    run([source.url, '--format=directory', `--file=${join(folder, 'shop')}`])
    run(['-czf', join(folder, 'shop.tar.gz'), '-C', folder, 'shop'], 'tar')
    const { archive, place } = await restore(join(folder, 'shop.tar.gz'))
    expect(archive).toMatchObject({ format: 'postgres-directory', layers: ['gzip', 'tar'] })
    expect(await count(place, 'select count(*)::int as n from orders')).toEqual([{ n: 200 }])
  })

  it.each([
    ['a custom one, cut at 60 %', ['--format=custom'], 0.6, /its end is missing|cannot read all of it/],
    ['a plain one, cut at 60 %', ['--format=plain'], 0.6, /its end is missing: it breaks off on line \d+/],
    [
      'a custom one, cut in its contents',
      ['--format=custom'],
      0.02,
      /breaks off inside its table of contents/,
    ],
  ])('says at once that %s is not whole', async (_name, args, part, sentence) => {
    const path = join(folder, 'nightly')
    run([source.url, ...args, `--file=${path}`])
    const whole = await readFile(path)
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * part)))
    await expect(openAndRead(path)).rejects.toThrow(sentence)
  })

  it.each([
    ['a custom one', ['--format=custom'], false],
    ['a tar', ['--format=tar'], false],
    ['a directory', ['--format=directory'], false],
    ['one whose data are statements', ['--format=custom', '--inserts'], true],
    ['a plain one', ['--format=plain'], true],
  ])('is searched before anything runs, %s no further than needed', async (_name, args, isReadToEnd) => {
    const path = join(folder, 'nightly')
    run([source.url, ...args, `--file=${path}`])
    const inside = join(folder, 'open')
    await mkdir(inside)
    const archive = await openArchive(path, { folder: inside, signal: never })
    const searched = await searchArchive(archive, { signal: never, log: () => {} })
    expect(searched).toMatchObject({ isReadToEnd, cannotRestore: null })
    const whole = await readArchive(archive, { signal: never, log: () => {} })
    expect(searched).toEqual({ ...whole, isReadToEnd, estimatedBytes: expect.any(Number) })
    // Never more than what its text will tell: what has room is not refused.
    expect(searched.estimatedBytes).toBeLessThanOrEqual(Math.max(whole.estimatedBytes, archive.bytes * 2.5))
  })

  it('refuses a copy with a statement behind it, which would pass for a row', async () => {
    const path = join(folder, 'nightly')
    run([source.url, '--format=custom', `--file=${path}`])
    const copy = 'COPY public.line (order_id, number) FROM stdin;'
    const spoilt = 'COPY public.line FROM stdin; select two() /**/;'
    const text = (await readFile(path)).toString('latin1')
    expect([text.split(copy).length, spoilt.length]).toEqual([2, copy.length])
    await writeFile(path, Buffer.from(text.replace(copy, spoilt), 'latin1'))
    await expect(openAndRead(path)).rejects.toThrow(/its table data "line" does not copy rows and no more/)
  })

  it('says that a block of it is damaged', async () => {
    const path = join(folder, 'nightly')
    run([source.url, '--format=custom', `--file=${path}`])
    const whole = await readFile(path)
    // Data come behind the contents; this is in the middle of them.
    whole.fill(0x55, whole.length - 3_000, whole.length - 2_700)
    await writeFile(path, whole)
    await expect(openAndRead(path)).rejects.toThrow(/damaged|end is missing/)
  })

  it('says that one cut off before it was packed is not whole', async () => {
    const whole = Buffer.from(run([source.url]))
    const path = join(folder, 'nightly.gz')
    await writeFile(path, gzipSync(whole.subarray(0, Math.floor(whole.length * 0.9))))
    await expect(openAndRead(path)).rejects.toThrow(/its end is missing/)
    await writeFile(path, gzipSync(whole).subarray(0, 2_000))
    await expect(openAndRead(path)).rejects.toThrow(/its end is missing: the gzip stream breaks off/)
    await writeFile(path, zstdCompressSync(whole).subarray(0, 2_000))
    await expect(openAndRead(path)).rejects.toThrow(/its end is missing: the zstd stream breaks off/)
  })

  it('stops at the first error and says what PostgreSQL said, and where', async () => {
    const path = join(folder, 'nightly.sql')
    const text = run([source.url])
    await writeFile(path, text.replace(/^1\t/m, 'one\t'))
    await expect(restore(path)).rejects.toThrow(
      /^Restoring nightly\.sql stopped on line \d+: invalid input syntax for type integer: "one"/,
    )
  })

  it('runs nothing of a hostile one, not even what stands before', async () => {
    const path = join(folder, 'nightly.sql')
    const proof = join(folder, 'proof')
    await writeFile(path, `${run([source.url])}\n\\! touch ${proof}\n`)
    await expect(restore(path)).rejects.toThrow(/nothing of it was run: line \d+ gives psql the command \\!/)
    await expect(readFile(proof)).rejects.toThrow(/ENOENT/)
  })

  it('holds what a hostile one hides where no search looks', async () => {
    const path = join(folder, 'nightly.sql')
    await writeFile(
      path,
      `create table t (id int);
create function f() returns trigger language plpgsql as $$ begin execute 'copy t to program ''id'''; return new; end $$;
create trigger f before insert on t for each row execute function f();
copy t (id) from stdin;
1
\\.
`,
    )
    await expect(restore(path)).rejects.toThrow(/permission denied to COPY to or from an external program/)
  })

  it('ends one that hangs, and the server with it', async () => {
    const path = join(folder, 'nightly.sql')
    await writeFile(path, 'create table t (id int);\nselect pg_sleep(600);\n')
    await expect(restore(path, { timeMs: 4_000 })).rejects.toThrow(/not done within 4 s/)
  })
})

const shop = `
create role "Shop Owner" nologin; create role reader nologin;
create schema audit; create extension hstore with schema audit;
create table orders (id serial primary key, note text, tags audit.hstore);
create table line (order_id int not null references orders, number int, primary key (order_id, number));
create table audit.log (at timestamptz, what text);
insert into orders (note) select case when i = 7 then E'it''s a \\\\. tab\\there; \\\\! no' else md5(i::text) end from generate_series(1, 200) i;
insert into line select i, n from generate_series(1, 200) i, generate_series(1, 2) n;
create function two() returns int language sql begin atomic select 1; select 2; end;
alter table orders enable row level security;
create policy mine on orders for select to reader using (note is not null);
alter table orders owner to "Shop Owner"; grant select on orders to reader;
create publication everything for all tables;
`
