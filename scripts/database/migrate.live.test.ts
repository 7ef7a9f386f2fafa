import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { tool } from '../test/run-command'
import { hasSchemaEngine } from '../testing/schema-engine'
import { itWherePossible } from '../testing/where-possible'
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

describe("Prisma's own history", () => {
  it('is kept in its shape', async () => {
    await migrate(url)
    const columns = await withConnection(url, (client) =>
      client.query(
        `select column_name || ' ' || format_type(a.atttypid, a.atttypmod) || case is_nullable when 'NO' then ' not null' else '' end as line
           from information_schema.columns c
           join pg_attribute a on a.attrelid = '_prisma_migrations'::regclass and a.attname = c.column_name
          where c.table_name = '_prisma_migrations' order by 1`,
      ),
    )
    expect(columns.rows.map(({ line }) => line)).toEqual([
      'applied_steps_count integer not null',
      'checksum character varying(64) not null',
      'finished_at timestamp with time zone',
      'id character varying(36) not null',
      'logs text',
      'migration_name character varying(255) not null',
      'rolled_back_at timestamp with time zone',
      'started_at timestamp with time zone not null',
    ])
  })

  it('has the sha256 of each file, as Prisma takes it', async () => {
    const names = await migrate(url)
    const { rows } = await withConnection(url, (client) =>
      client.query('select migration_name as name, checksum from _prisma_migrations order by 1'),
    )
    const files = names.map(async (name) => {
      const file = await readFile(join(foundation, name, 'migration.sql'))
      return { name, checksum: createHash('sha256').update(file).digest('hex') }
    })
    expect(rows).toEqual(await Promise.all(files))
  })

  const missing = hasSchemaEngine()
    ? null
    : 'no schema engine of Prisma here; PRISMA_SCHEMA_ENGINE_BINARY names one'

  itWherePossible(
    'agrees: `prisma migrate status` finds a database up to date that we migrated',
    missing,
    async () => {
      const before = await prismaStatus()
      expect(before.output).toContain('have not yet been applied')
      await migrate(url)
      const after = await prismaStatus()
      expect(after.output).toContain('Database schema is up to date')
      expect(after.code).toBe(0)
    },
  )
})

async function prismaStatus(): Promise<{ code: number; output: string }> {
  const [program = '', ...parameters] = tool('prisma', 'build', 'index.js')
  const child = spawn(program, [...parameters, 'migrate', 'status'], {
    env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, output: out + errors }
}
