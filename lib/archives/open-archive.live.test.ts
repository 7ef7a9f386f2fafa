import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createGzip, gzipSync, zstdCompressSync } from 'node:zlib'
import { Header } from 'tar'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { itWherePossible } from '@/scripts/testing/where-possible'
import type { UnpackLimits } from './archive'
import { openArchive } from './open-archive'
import { findOnPath } from './programs'
import { readArchive } from './read-archive'

// What lies in a backup is told by its content; what is a trap is refused before it is unpacked.

const never = new AbortController().signal
let folder: string
let inside: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-archive-'))
  inside = join(folder, 'inside')
  await mkdir(inside)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const plain = `--
-- PostgreSQL database dump
--
CREATE TABLE public.orders (id integer);
COPY public.orders (id) FROM stdin;
1
\\.
--
-- PostgreSQL database dump complete
--
`

interface Entry {
  path: string
  type?: 'File' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO' | 'Directory'
  linkpath?: string
  content?: string
}

/** A tar with whatever names and kinds: tools refuse to make such ones. */
function tarOf(entries: readonly Entry[], end = Buffer.alloc(1_024)): Buffer {
  const blocks = entries.flatMap(({ path, type = 'File', linkpath = '', content = '' }) => {
    const block = Buffer.alloc(512)
    const size = Buffer.byteLength(content)
    const header = new Header({ path, type, linkpath, size, mode: 0o644, mtime: new Date(0) })
    header.encode(block, 0)
    const body = Buffer.alloc(Math.ceil(size / 512) * 512)
    body.write(content)
    return [block, body]
  })
  return Buffer.concat([...blocks, end])
}

async function put(name: string, content: Buffer | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function open(path: string, limits: Partial<UnpackLimits> = {}, signal = never) {
  return openArchive(path, { folder: await room(), signal, limits })
}

/** Each opening gets an empty folder of its own. */
const room = () => mkdtemp(join(inside, 'open-'))

async function openBytes(content: Buffer | string, limits: Partial<UnpackLimits> = {}) {
  return open(await put('backup', content), limits)
}

describe('a backup', () => {
  it.each([
    ['plain', Buffer.from(plain), 'postgres-plain', []],
    ['gzip', gzipSync(plain), 'postgres-plain', ['gzip']],
    ['zstd', zstdCompressSync(Buffer.from(plain)), 'postgres-plain', ['zstd']],
    [
      'tar in zstd',
      zstdCompressSync(tarOf([{ path: 'db.sql', content: plain }])),
      'postgres-plain',
      ['zstd', 'tar'],
    ],
    [
      'gzip in tar',
      tarOf([
        { path: 'a', type: 'Directory' },
        { path: 'a/readme', content: 'x' },
        { path: 'a/db.bak', content: plain },
      ]),
      'postgres-plain',
      ['tar'],
    ],
  ])('is told by its content, whatever its name says: %s', async (_name, content, format, layers) => {
    const archive = await openBytes(content)
    expect(archive).toMatchObject({ format, layers, bytes: content.length, name: 'backup' })
    expect(archive.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await readArchive(archive, { signal: never, log: () => {} })).toMatchObject({
      tables: ['public.orders'],
    })
  })

  it.each([
    ['empty', '', /cannot be used: it is empty \(0 bytes\)/],
    ['empty inside', gzipSync(''), /what is packed in it is empty/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /it is of no form that can be restored/],
    ['a letter', 'Dear reader, this is no dump.', /it is of no form that can be restored/],
    [
      'packed five times',
      [1, 2, 3, 4].reduce((packed) => gzipSync(packed), gzipSync(plain)),
      /packed more than 3 times \(gzip in gzip in gzip\)/,
    ],
    [
      'a tar with nothing to restore',
      tarOf([{ path: 'readme', content: 'hello' }]),
      /a folder in which nothing can be restored/,
    ],
    [
      'a tar with two',
      tarOf([
        { path: 'a.sql', content: plain },
        { path: 'b.sql', content: plain },
      ]),
      /holds 2 backups \(a\.sql, b\.sql\)\. Say in the plan which one/,
    ],
  ])('is refused with a sentence when it is %s', async (_name, content, sentence) => {
    await expect(openBytes(content as Buffer)).rejects.toThrow(sentence)
  })

  it.each([
    ['a name', 'b.sql'],
    ['a pattern', 'b*'],
    ['a path', '/two/b.sql'],
    ['a folder', 'two/'],
    ['a pattern of a path', '/t*/b.sql'],
  ])('is found by %s among several', async (_how, innerPattern) => {
    const content = tarOf([
      { path: 'one/a.sql', content: 'SELECT 1;\n' },
      { path: 'two/b.sql', content: plain },
    ])
    const how = { folder: await room(), signal: never, innerPattern }
    const archive = await openArchive(await put('backup', content), how)
    expect(archive.path).toMatch(/two\/b\.sql$/)
    await expect(openArchive(archive.path, { ...how, innerPattern: 'x' })).resolves.toBeTruthy()
  })

  it('says that none of the name it looks for is in it', async () => {
    const how = { folder: await room(), signal: never, innerPattern: '/three' }
    const path = await put('backup', tarOf([{ path: 'one/a.sql', content: plain }]))
    await expect(openArchive(path, how)).rejects.toThrow(/nothing can be restored \(looked for \/three\)/)
  })

  it.each([
    ['above its folder', { path: '../out' }, /the name "\.\.\/out" in it leads out of its folder/],
    ['above it, in the middle', { path: 'a/../../out' }, /leads out of its folder/],
    ['above it, the Windows way', { path: 'a\\..\\..\\out' }, /leads out of its folder/],
    ['at the root', { path: '/etc/cron.d/evil' }, /leads out of its folder/],
    ['through a link', { path: 'link', type: 'SymbolicLink', linkpath: '/etc' }, /holds a link \("link"\)/],
    ['through a hard link', { path: 'link', type: 'Link', linkpath: '/etc/passwd' }, /holds a link/],
    ['into a device', { path: 'null', type: 'CharacterDevice' }, /holds a device/],
    ['into a pipe', { path: 'pipe', type: 'FIFO' }, /holds a device/],
  ] as const)('is refused when a name in it leads %s', async (_where, entry, sentence) => {
    const content = tarOf([{ path: 'db.sql', content: plain }, entry])
    await expect(openBytes(content)).rejects.toThrow(sentence)
    expect(await readdir(folder)).toEqual(['backup', 'inside'])
  })

  it('is refused when a name in it comes twice: the second could go through the first', async () => {
    const twice = { path: 'db.sql', content: plain }
    await expect(openBytes(tarOf([twice, twice]))).rejects.toThrow(/holds "db\.sql" twice/)
  })

  it('is refused when its tar is cut off or damaged', async () => {
    const whole = tarOf([{ path: 'db.sql', content: plain }])
    await expect(openBytes(whole.subarray(0, 700))).rejects.toThrow(/the end of its tar archive is missing/)
    await expect(openBytes(tarOf([{ path: 'db.sql', content: plain }], Buffer.alloc(0)))).rejects.toThrow(
      /the end of its tar archive is missing/,
    )
    whole.fill(0x41, 0, 90)
    await expect(openBytes(whole)).rejects.toThrow(/its tar archive is damaged/)
  })

  it('is refused when it is a bomb, and soon', async () => {
    const bomb = await put('bomb', await zeros(400))
    const before = process.memoryUsage().rss
    await expect(open(bomb, { ratio: 500 })).rejects.toThrow(
      /it is a bomb: \d+ bytes unpack to more than 500 times as many/,
    )
    await expect(open(bomb, { bytes: 50_000_000 })).rejects.toThrow(/unpacks to more than 50000000 bytes/)
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 ** 2)
  })

  it('is refused when it is a bomb in a bomb', async () => {
    const bomb = gzipSync(gzipSync(await zeros(100)))
    await expect(openBytes(bomb, { ratio: 200 })).rejects.toThrow(/it is a bomb/)
  })

  it('is refused when it holds more names than a backup has', async () => {
    const header = tarOf([{ path: 'x' }], Buffer.alloc(0))
    const many = gzipSync(Buffer.concat(Array.from({ length: 100_001 }, () => header)))
    await expect(openBytes(many, { ratio: 1e9 })).rejects.toThrow(/holds "x" twice/)
    const folders = tarOf([{ path: 'x/', type: 'Directory' }], Buffer.alloc(0))
    const empty = gzipSync(Buffer.concat(Array.from({ length: 100_001 }, () => folders)))
    await expect(openBytes(empty, { ratio: 1e9 })).rejects.toThrow(
      /holds more than 100000 names, which is the limit here/,
    )
  })

  it('is not unpacked to its end when somebody cancels it', async () => {
    const stop = new AbortController()
    const bomb = await put('bomb', await zeros(200))
    const opening = openArchive(bomb, {
      folder: await room(),
      signal: stop.signal,
      limits: { ratio: 1e9 },
      onProgress: () => stop.abort(new Error('cancelled')),
    })
    await expect(opening).rejects.toThrow(/cancelled/)
  })

  it('is as long as what can be restored of it, whatever it was packed in', async () => {
    const bytes = Buffer.byteLength(plain)
    await mkdir(join(folder, 'night'))
    await put('night/db.sql', plain)
    expect(await open(join(folder, 'night'))).toMatchObject({ layers: ['folder'], unpackedBytes: bytes })
    const twice = await open(await put('db.sql.gz.gz', gzipSync(gzipSync(plain))))
    expect(twice).toMatchObject({ layers: ['gzip', 'gzip'], unpackedBytes: bytes })
  })

  it('is followed through a link that names the newest', async () => {
    const path = await put('db-2026-11-23.sql', plain)
    await symlink(path, join(folder, 'latest'))
    expect(await open(join(folder, 'latest'))).toMatchObject({ format: 'postgres-plain' })
  })
})

describe('a SQLite file', () => {
  async function shop(): Promise<string> {
    const path = join(folder, 'shop.db')
    const database = new DatabaseSync(path)
    database.exec(
      'create table orders (id integer primary key, note text); create index note on orders (note)',
    )
    const insert = database.prepare('insert into orders (note) values (?)')
    for (let id = 0; id < 500; id += 1) insert.run(randomBytes(200).toString('hex'))
    database.close()
    return path
  }

  it('is read to its last page', async () => {
    const archive = await open(await shop())
    expect(archive.format).toBe('sqlite')
    const log: string[] = []
    const content = await readArchive(archive, { signal: never, log: (line) => log.push(line) })
    expect(content).toMatchObject({ tables: ['orders'], cannotRestore: null })
    expect(log).toEqual(['integrity_check: ok, 1 tables'])
  })

  it('is told damaged when a page of it is', async () => {
    const path = await shop()
    const bytes = await readFile(path)
    bytes.fill(0x5a, 8_192, 12_288)
    const archive = await open(await put('damaged.db', bytes))
    await expect(readArchive(archive, { signal: never, log: () => {} })).rejects.toThrow(
      /it is damaged: SQLite/,
    )
  })

  it('is told damaged when its end is missing', async () => {
    const path = await shop()
    const bytes = await readFile(path)
    const archive = await open(await put('cut.db', bytes.subarray(0, Math.floor(bytes.length * 0.6))))
    await expect(readArchive(archive, { signal: never, log: () => {} })).rejects.toThrow(
      /it is damaged: SQLite/,
    )
  })
})

describe('a restic repository', () => {
  const restic = findOnPath('restic')
  const run = (args: string[]) => {
    const done = spawnSync('restic', ['-r', join(folder, 'repository'), ...args], {
      env: { ...process.env, RESTIC_PASSWORD: 'open sesame', RESTIC_CACHE_DIR: join(folder, 'cache') },
      encoding: 'utf8',
    })
    if (done.status !== 0) throw new Error(done.stderr)
  }

  itWherePossible('gives its newest snapshot', restic ? null : 'no restic', async () => {
    run(['init'])
    await mkdir(join(folder, 'dumps'))
    await writeFile(join(folder, 'dumps', 'shop.sql'), 'SELECT 1;\n')
    run(['backup', join(folder, 'dumps'), '--time', '2026-11-20 03:00:00'])
    await writeFile(join(folder, 'dumps', 'shop.sql'), plain)
    run(['backup', join(folder, 'dumps'), '--time', '2026-11-22 03:00:00'])
    const repository = join(folder, 'repository')
    const how = { signal: never }
    await expect(openArchive(repository, { ...how, folder: await room() })).rejects.toThrow(
      /the plan has no password for it/,
    )
    await expect(
      openArchive(repository, { ...how, folder: await room(), password: 'wrong' }),
    ).rejects.toThrow(/the password of the plan does not open/)
    const archive = await openArchive(repository, { ...how, folder: await room(), password: 'open sesame' })
    expect(archive).toMatchObject({
      format: 'postgres-plain',
      layers: ['restic'],
      name: 'repository',
      madeAt: new Date(2026, 10, 22, 3),
      unpackedBytes: Buffer.byteLength(plain),
    })
    expect(await readArchive(archive, { signal: never, log: () => {} })).toMatchObject({
      tables: ['public.orders'],
    })
    expect(await readdir(join(repository, 'locks'))).toEqual([])
  })
})

it('works with restic in the folder itself, where one that outlived its worker is found', async () => {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  const script = `#!/bin/sh
    case "$*" in
      *snapshots*) echo '[{"id":"1","time":"2026-11-22T03:00:00Z"}]' ;;
      *stats*) echo '{"total_size":9}' ;;
      *) echo "-- $PWD" > shop.sql; echo 'select 1;' >> shop.sql ;;
    esac`
  await writeFile(join(bin, 'restic'), script, { mode: 0o755 })
  for (const name of ['config', 'data', 'index', 'keys', 'snapshots'])
    await mkdir(join(folder, 'fake', name), { recursive: true })
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`)
  try {
    const inside = await room()
    const archive = await openArchive(join(folder, 'fake'), { signal: never, folder: inside, password: 'x' })
    expect(await readFile(archive.path, 'utf8')).toContain(join(inside, 'layer-1'))
  } finally {
    vi.unstubAllEnvs()
  }
})

/** Megabytes of zeros, packed. */
async function zeros(megabytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 })
  const block = Buffer.alloc(1024 ** 2)
  const packed: Buffer[] = []
  gzip.on('data', (chunk: Buffer) => packed.push(chunk))
  for (let index = 0; index < megabytes; index += 1)
    if (!gzip.write(block)) await new Promise((resolve) => gzip.once('drain', resolve))
  await new Promise<void>((resolve) => gzip.end(resolve))
  return Buffer.concat(packed)
}
