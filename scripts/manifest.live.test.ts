import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readManifest } from '@/lib/fingerprints/manifest'
import { withConnection } from './database/connection'
import { projectRoot } from './project-root'
import { createTestDatabase, type TestDatabase } from './testing/test-database'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  await withConnection(database.url, (client) =>
    client.query('create table counted as select i from generate_series(1, 41) i'),
  )
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-manifest-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function run(...parameters: string[]) {
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'scripts', 'run.mjs'), 'scripts/manifest.ts', ...parameters],
    { cwd: projectRoot, env: { ...process.env, INIT_CWD: folder, DATABASE: database.url } },
  )
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const [code] = await once(child, 'close')
  return { code, ...said }
}

describe('npm run manifest', () => {
  it('writes beside a backup what was in the database at the moment of the backup', async () => {
    const backup = `echo "$WHEELTAPPER_SNAPSHOT" > orders.dump`
    const { code, err } = await run(
      database.url,
      '--out',
      'orders.dump.manifest.json',
      '--',
      'sh',
      '-c',
      backup,
    )
    expect(err).toMatch(/^Counted \d+ rows in \d+ tables\.$/m)
    expect(code).toBe(0)
    expect(await readFile(join(folder, 'orders.dump'), 'utf8')).toMatch(/^[0-9A-F]{8}-[0-9A-F]{8}-\d+\n$/)
    const manifest = readManifest(await readFile(join(folder, 'orders.dump.manifest.json'), 'utf8'))
    expect(manifest.snapshot.tables.find(({ name }) => name === 'public.counted')?.rows).toBe(41)
    expect((await readdir(folder)).sort()).toEqual(['orders.dump', 'orders.dump.manifest.json'])
  })

  it('writes nothing when the backup failed', async () => {
    const { code, err } = await run(database.url, '--out', 'failed.json', '--', 'sh', '-c', 'exit 3')
    expect(code).toBe(1)
    expect(err).toContain('sh failed (3): no manifest was written.')
    expect(await readdir(folder)).not.toContain('failed.json')
  })

  it('counts a SQLite file, on standard output', async () => {
    const db = new DatabaseSync(join(folder, 'shop.db'))
    db.exec('create table orders (id integer primary key); insert into orders values (1), (2)')
    db.close()
    const { code, out } = await run('shop.db')
    expect(code).toBe(0)
    expect(readManifest(out).snapshot.tables).toMatchObject([{ name: 'orders', rows: 2 }])
  })

  it.each<[string, string[], number, RegExp]>([
    ['nothing', [], 64, /^Usage: npm run -s manifest/],
    ['an option without a value', ['postgres://x/y', '--out'], 64, /^Usage/],
    ['no command after --', ['postgres://x/y', '--'], 64, /^Usage/],
    ['something else', ['https://example.com'], 1, /no PostgreSQL address/],
    ['a file that is no database', ['text.txt'], 1, /no SQLite database/],
    ['a server that is not there', ['postgres://me:hunter2@127.0.0.1:1/x'], 1, /refuses the connection/],
  ])('says what is wrong with %s, and no password', async (_what, parameters, code, sentence) => {
    await writeFile(join(folder, 'text.txt'), 'x'.repeat(5_000))
    const ended = await run(...parameters)
    expect(ended.code).toBe(code)
    expect(ended.err).toMatch(sentence)
    expect(ended.out + ended.err).not.toContain('hunter2')
  })
})
