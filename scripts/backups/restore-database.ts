import type pg from 'pg'
import { ArchiveReader } from '@/lib/backups/archive-reader'
import { type LoadedBackup, loadBackup } from '@/lib/backups/load-backup'
import type { Manifest } from '@/lib/backups/schema'
import { beginLoad, dropEverything, productSessions, tablesWithRows } from '@/lib/backups/store'
import { Problem } from '@/lib/problem'
import { withConnection } from '../database/connection'
import { type Migration, migrate, migrateInTransaction, readMigrations } from '../database/migrate'

export interface RestoreOptions {
  /** Replace what the database holds. */
  force: boolean
}

/**
 * Brings a backup back. Every byte is verified before anything changes; then all happens in one transaction:
 * the tables of the version that made the backup, its rows, their counts. Newer migrations follow.
 */
export async function restoreDatabase(
  url: string,
  file: string,
  { force }: RestoreOptions,
): Promise<LoadedBackup> {
  const archive = await ArchiveReader.open(file)
  try {
    const migrations = migrationsOf(archive.manifest, await readMigrations())
    const loaded = await withConnection(url, async (client) => {
      await beginLoad(client)
      try {
        await assertReplaceable(await productSessions(client), await tablesWithRows(client), force)
        await dropEverything(client)
        await migrateInTransaction(client, migrations)
        const result = await loadBackup(client, archive)
        await client.query('commit')
        await client.query('analyze')
        return result
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      }
    })
    await migrate(url)
    return loaded
  } finally {
    await archive.close()
  }
}

/** The tables of the product as the version had them that made a backup, in the caller's transaction. */
export async function createOwnTables(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  await migrateInTransaction(client, migrationsOf(manifest, await readMigrations()))
}

/** The migrations that the backed-up database had; all of them must be known here. */
function migrationsOf(manifest: Manifest, known: Migration[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  return manifest.migrations.map(({ name }) => {
    const migration = byName.get(name)
    if (migration) return migration
    throw new Problem(
      'invalid',
      `The backup was made by a newer version (migration ${name} is not known here). Update Wheeltapper, then restore. Nothing was changed.`,
    )
  })
}

async function assertReplaceable(sessions: number, filled: string[], force: boolean): Promise<void> {
  if (sessions > 0) {
    throw new Problem(
      'conflict',
      'Wheeltapper is running on this database. Stop it (web and all workers), then restore.',
    )
  }
  if (filled.length > 0 && !force) {
    const some = filled.slice(0, 3).join(', ')
    throw new Problem(
      'conflict',
      `The database is not empty (${some}${filled.length > 3 ? ', …' : ''}). To replace everything in it, add --force: npm run restore -- --force <backup>`,
    )
  }
}
