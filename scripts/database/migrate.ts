import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { projectRoot } from '../project-root'
import { withConnection } from './connection'

/** Prisma's own advisory lock: its tools and this runner never migrate at the same time. */
const MIGRATION_LOCK = 72707369

/** One folder of prisma/migrations. */
export interface Migration {
  name: string
  statements: string
  /** sha256 of the file, as Prisma records it. */
  checksum: string
}

interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

export interface MigrateOptions {
  /** Default: prisma/migrations of this project. */
  directory?: string
  /** Last migration to apply; default: all. */
  until?: string
}

/** Applies what is missing, each migration in one transaction. Two at once have one effect. Returns the names applied. */
export async function migrate(connectionString: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.directory)
  return withConnection(connectionString, async (client) => {
    await inTransaction(client, async () => {
      await prepare(client)
      assertKnown(migrations, await readApplied(client))
    })
    const applied: string[] = []
    for (const migration of upTo(migrations, options.until)) {
      const isNew = await inTransaction(client, async () => {
        await lock(client)
        return applyOnce(client, migration)
      })
      if (isNew) applied.push(migration.name)
    }
    return applied
  })
}

/** Applies all of `migrations` inside the caller's transaction (restore: everything or nothing). */
export async function migrateInTransaction(client: pg.ClientBase, migrations: Migration[]): Promise<void> {
  await prepare(client)
  for (const migration of migrations) await applyOnce(client, migration)
}

/** All migrations in their order. */
export async function readMigrations(
  directory = join(projectRoot, 'prisma', 'migrations'),
): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    names.map(async (name) => {
      const statements = await readFile(join(directory, name, 'migration.sql'), 'utf8')
      return { name, statements, checksum: createHash('sha256').update(statements).digest('hex') }
    }),
  )
}

function upTo(migrations: Migration[], last: string | undefined): Migration[] {
  if (last === undefined) return migrations
  return migrations.slice(0, migrations.findIndex(({ name }) => name === last) + 1)
}

async function lock(client: pg.ClientBase): Promise<void> {
  // The other migrator may need minutes for a large table; a forgotten one must not hold us for ever.
  await client.query(`set local lock_timeout = '5min'`)
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  // From here on the product may be running: rather fail than queue everybody behind a waiting ALTER TABLE.
  await client.query(`set local lock_timeout = '3s'`)
}

/** Creates the table in which Prisma keeps its history, in Prisma's own shape. */
async function prepare(client: pg.ClientBase): Promise<void> {
  await lock(client)
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
}

async function readApplied(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at, migration_name',
  )
  return rows
}

function assertKnown(migrations: Migration[], applied: Applied[]): void {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at: finishedAt } of applied) {
    const known = byName.get(name)
    if (!known) {
      throw new Error(
        `The database has migration ${name}, which this version does not know: it was used by a newer version. Start that version, or restore a backup made before it.`,
      )
    }
    if (!finishedAt) {
      throw new Error(
        `Migration ${name} was begun by another tool and never finished. Repair the database by hand, then: npx prisma migrate resolve`,
      )
    }
    // A checkout with CRLF line ends is the same migration.
    const unix = createHash('sha256').update(known.statements.replaceAll('\r\n', '\n')).digest('hex')
    if (checksum !== known.checksum && checksum !== unix) {
      throw new Error(
        `Migration ${name} was changed after it had been applied. Bring back the original prisma/migrations/${name}/migration.sql and put the change into a new migration.`,
      )
    }
  }
}

async function applyOnce(client: pg.ClientBase, migration: Migration): Promise<boolean> {
  const known = await client.query(
    'select 1 from _prisma_migrations where migration_name = $1 and rolled_back_at is null',
    [migration.name],
  )
  if (known.rowCount) return false
  const startedAt = new Date()
  try {
    await client.query(migration.statements)
  } catch (error) {
    throw new Error(describeFailure(migration, error as pg.DatabaseError), { cause: error })
  }
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name, startedAt],
  )
  return true
}

function describeFailure(migration: Migration, error: pg.DatabaseError): string {
  const line = error.position
    ? ` at line ${migration.statements.slice(0, Number(error.position)).split('\n').length}`
    : ''
  const advice =
    error.code === '55P03'
      ? ' Something holds a table for more than 3 s: stop the workers and start again.'
      : ''
  return `Migration ${migration.name} failed${line} and changed nothing: ${error.message}.${advice}`
}

async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
