import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { withConnection } from './connection'
import { migrate } from './migrate'

const foundation = join('prisma', 'migrations')
let url: string
let directory: string

beforeEach(async () => {
  const name = `migrate_${randomBytes(6).toString('hex')}`
  await withConnection(inject('testServerUrl'), (client) => client.query(`create database ${name}`))
  const target = new URL(inject('testServerUrl'))
  target.pathname = `/${name}`
  url = target.toString()
  directory = await mkdtemp(join(tmpdir(), 'wheeltapper-migrations-'))
})

afterEach(async () => {
  const name = new URL(url).pathname.slice(1)
  await withConnection(inject('testServerUrl'), (client) =>
    client.query(`drop database ${name} with (force)`),
  )
  await rm(directory, { recursive: true })
})

async function plan(name: string, statements: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true })
  await writeFile(join(directory, name, 'migration.sql'), statements)
}

const count = (table: string) =>
  withConnection(url, async (client) =>
    Number((await client.query(`select count(*) as n from ${table}`)).rows[0]?.n),
  )

describe('migrate', () => {
  it('applies the migrations of the product in order, and nothing the second time', async () => {
    const first = await migrate(url)
    expect(first.length).toBeGreaterThan(0)
    expect(first).toEqual([...first].sort())
    expect(await migrate(url)).toEqual([])
    expect(await count('_prisma_migrations where finished_at is not null and applied_steps_count = 1')).toBe(
      first.length,
    )
  })

  it('has one effect when two migrators start at the same moment (R17)', async () => {
    await plan('1_table', 'create table line (id int); insert into line values (1);')
    await plan('2_row', 'insert into line values (2); select pg_sleep(0.1);')
    const runs = await Promise.all([
      migrate(url, { directory }),
      migrate(url, { directory }),
      migrate(url, { directory }),
    ])
    expect(runs.flat().sort()).toEqual(['1_table', '2_row'])
    expect(await count('line')).toBe(2)
  })

  it('undoes a migration that fails in the middle, keeps the ones before it, and says where it failed', async () => {
    await plan('1_good', 'create table line (id int);')
    await plan('2_bad', 'insert into line values (1);\ninsert into nowhere values (1);')
    await expect(migrate(url, { directory })).rejects.toThrow(
      /2_bad failed at line 2 and changed nothing.*nowhere/,
    )
    expect(await count('line')).toBe(0)
    await plan('2_bad', 'insert into line values (1);')
    expect(await migrate(url, { directory })).toEqual(['2_bad'])
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    await plan('1_table', 'create table line (id int);')
    await migrate(url, { directory })
    await plan('1_table', 'create table line (id bigint);')
    await expect(migrate(url, { directory })).rejects.toThrow(/1_table was changed after it had been applied/)
  })

  it('takes Windows line ends for the same migration', async () => {
    await plan('1_table', 'create table line (\n  id int\n);\n')
    await migrate(url, { directory })
    await plan('1_table', 'create table line (\r\n  id int\r\n);\r\n')
    expect(await migrate(url, { directory })).toEqual([])
  })

  it('refuses a database that a newer version has migrated', async () => {
    await cp(foundation, directory, { recursive: true })
    await plan('99999999999999_future', 'create table future (id int);')
    await migrate(url, { directory })
    await expect(migrate(url)).rejects.toThrow(/99999999999999_future.*newer version/)
  })

  it('does not queue behind a table somebody holds', async () => {
    await plan('1_table', 'create table line (id int);')
    await migrate(url, { directory })
    await plan('2_column', 'alter table line add column name text;')
    await withConnection(url, async (holder) => {
      await holder.query('begin')
      await holder.query('select * from line')
      await expect(migrate(url, { directory })).rejects.toThrow(/holds a table for more than 3 s/)
      await holder.query('rollback')
    })
    expect(await migrate(url, { directory })).toEqual(['2_column'])
  })
})
