import { mkdir, mkdtemp, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import type { Difference } from './difference'
import { checkRowsNamingFiles, type FileReference, type FileReferenceWish } from './rows-naming-files'

const now = new Date('2026-11-23T03:00:00Z')
const old = now.getTime() / 1000 - 86_400
let server: AuditedPostgres
let client: pg.Client
let writer: pg.Client
let base: string
let root: string

beforeAll(async () => {
  server = await startAuditedPostgres()
  const url = server.url(await server.createDatabase())
  client = new pg.Client({ connectionString: url })
  writer = new pg.Client({ connectionString: url })
  await Promise.all([client.connect(), writer.connect()])
  await client.query(
    `create table attachments (id int primary key, path text); create role reader login password 'reader'`,
  )
  base = await mkdtemp(join(tmpdir(), 'wheeltapper-named-'))
})
afterAll(async () => {
  await client?.end()
  await writer?.end()
  await server?.stop()
  await rm(base, { recursive: true, force: true })
})
let count = 0
beforeEach(async () => {
  await client.query('truncate attachments')
  count += 1
  root = join(base, `root${count}`)
  await mkdir(root)
})

async function put(path: string, modified = old) {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), path)
  await utimes(join(root, path), modified, modified)
}
const rows = (paths: (string | null)[]) =>
  client.query(`insert into attachments select n, p from unnest($1::text[]) with ordinality x(p, n)`, [paths])

async function check(reference: Partial<FileReference> = {}, wish: Partial<FileReferenceWish> = {}) {
  const found: Difference[] = []
  const outcome = await checkRowsNamingFiles(
    client,
    { table: 'public.attachments', column: 'path', root, stripPrefix: '', ...reference },
    {
      signal: new AbortController().signal,
      now,
      youngSeconds: 3_600,
      wait: () => Promise.resolve(),
      onDifference: (difference) => void found.push(difference),
      ...wish,
    },
  )
  return { outcome, found: found.map(({ kind, key }) => `${kind} ${key}`).sort(), all: found }
}

describe('rows that name files', () => {
  it('take a prefix for a text and nothing else, also where a server reads backslashes as escapes', async () => {
    const prefix = `\\' then null end; create table planted (id int); --`
    await put('a')
    await rows([`${prefix}a`])
    await client.query('set standard_conforming_strings = off')
    try {
      const { outcome, found } = await check({ stripPrefix: prefix })
      expect({ found, rows: outcome.rows }).toEqual({ found: [], rows: 1 })
    } finally {
      await client.query('reset standard_conforming_strings')
    }
  })

  it('fit their files, whatever the names look like', async () => {
    const paths = ['a', 'a b/x.pdf', 'a-b/x', 'a.b', 'b/ä/ü.txt', 'b/🚂', 'b/\ufffd', 'Z/1', '10', '9']
    for (const path of paths) await put(path)
    await rows([...paths, 'a', null, ''])
    const { outcome, found } = await check()
    expect(found).toEqual([])
    expect(outcome).toEqual({
      rows: 13,
      rowsWithout: 2,
      files: 10,
      missing: 0,
      extra: 0,
      refused: 0,
      unreadable: 0,
    })
  })

  it('miss three files, and leave one that nobody names', async () => {
    const paths = Array.from({ length: 200 }, (_each, index) => `2026/${index % 12}/f${index}.pdf`)
    for (const path of paths) await put(path)
    await rows(paths)
    for (const index of [3, 77, 150]) await unlink(join(root, paths[index] ?? ''))
    await put('2026/left-behind.pdf')
    const { outcome, found, all } = await check()
    expect(outcome).toMatchObject({ missing: 3, extra: 1, files: 198 })
    expect(found).toEqual([
      'extra 2026/left-behind.pdf',
      'missing 2026/3/f3.pdf',
      'missing 2026/5/f77.pdf',
      'missing 2026/6/f150.pdf',
    ])
    expect(all.find(({ key }) => key === '2026/3/f3.pdf')).toEqual({
      area: 'files named by public.attachments.path',
      key: '2026/3/f3.pdf',
      kind: 'missing',
      before: 'named by row 4',
      after: null,
    })
  })

  it('are not judged by what moves while one looks', async () => {
    await put('goes/with-its-row')
    await put('stays')
    await rows(['stays', 'comes/late', 'row-goes'])
    const wait = async () => {
      await put('comes/late')
      await writer.query(`delete from attachments where path = 'row-goes'`)
      await writer.query(`insert into attachments values (99, 'goes/with-its-row')`)
    }
    expect((await check({}, { wait })).found).toEqual([])
  })

  it('may come after their files: young ones are not judged', async () => {
    await put('young', now.getTime() / 1000 - 60)
    await put('old')
    expect((await check()).found).toEqual(['extra old'])
    expect((await check({}, { youngSeconds: 0 })).found).toEqual(['extra old', 'extra young'])
  })

  it('never lead out of their folder', async () => {
    await writeFile(join(base, 'secret'), 'secret')
    await symlink(join(base, 'secret'), join(root, 'link'))
    await symlink(base, join(root, 'folder'))
    await put('real')
    await symlink('real', join(root, 'inside'))
    await rows(['../secret', '/etc/passwd', 'a/../../secret', 'link', 'folder/secret', 'inside', 'real'])
    const { outcome, found } = await check()
    expect(found).toEqual([
      'differs ../secret',
      'differs /etc/passwd',
      'differs a/../../secret',
      'differs folder/secret',
      'differs link',
    ])
    expect(outcome).toMatchObject({ refused: 5, missing: 0, extra: 0 })
  })

  it('may be written in many ways', async () => {
    for (const path of ['a/b', 'c', 'd', 'e\\f', 'g\nh']) await put(path)
    await rows(['./a//b', `${root}/c`, 'x/../d', 'e\\f', 'g\nh', './gone'])
    const { outcome, found } = await check()
    expect(found).toEqual(['missing ./gone'])
    expect(outcome).toMatchObject({ missing: 1, extra: 0, refused: 0 })
  })

  it('may have a prefix that files have not', async () => {
    await put('1.png')
    await rows(['https://cdn.example.com/1.png', 'https://cdn.example.com/2.png', 'ftp://other/3.png'])
    expect((await check({ stripPrefix: 'https://cdn.example.com/' })).found).toEqual([
      'differs ftp://other/3.png',
      'missing 2.png',
    ])
  })

  it.each([
    ['a table that is missing', { table: 'public.nothing' }, /no column path in public.nothing/],
    ['a table without its schema', { table: 'attachments' }, /with its schema, e.g. public.attachments/],
    ['a column that is missing', { column: 'nothing' }, /no column nothing/],
    ['a statement', { table: 'public.attachments; drop table attachments' }, /There is no column/],
    ['a root that is missing', { root: '/nowhere/at/all' }, /does not exist/],
  ])('are refused with a sentence: %s', async (_what, reference, sentence) => {
    await expect(check(reference)).rejects.toThrow(sentence)
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('say which right is missing', async () => {
    await client.query('set role reader')
    try {
      await expect(check()).rejects.toThrow(/may not read it. Run: GRANT pg_read_all_data/)
    } finally {
      await client.query('reset role')
    }
  })
})
