import { createHash } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { createPool } from '@/lib/db/pool'
import { ArchiveWriter } from './archive-writer'
import { backupName, expiredBackups, isBackupDue, isUnfinished } from './backup-name'
import { loadOrder } from './load-order'
import type { Manifest, TablePart } from './schema'
import {
  beginSnapshot,
  copyOut,
  endSnapshot,
  listMigrations,
  listPartitions,
  listReferences,
  listSequences,
  listTables,
  serverVersion,
} from './store'

/** Nightly backups that are kept. */
const KEPT = 7

/** A backup that has not been written to for this long belongs to a process that was killed. */
const ABANDONED_AFTER_MS = 86_400_000

/** A backup that was just made. */
export interface MadeBackup {
  file: string
  bytes: number
  rows: number
}

/**
 * Saves the whole database, as of one moment, into one file in `directory`. The file has its name only when it
 * is complete; until then it is hidden. Secrets in it stay encrypted by the key in ./secrets, which is not in it.
 */
export async function backupDatabase(
  connectionString: string,
  directory: string,
  now: Date,
): Promise<MadeBackup> {
  const file = join(directory, backupName(now))
  const pool = createPool({ connectionString, name: 'backup', max: 1 })
  const archive = await ArchiveWriter.create(file, now)
  try {
    const client = await pool.connect()
    try {
      await beginSnapshot(client)
      const manifest = await save(client, archive, now)
      await addManifest(archive, manifest)
      await endSnapshot(client)
      const bytes = await archive.finish()
      return { file, bytes, rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0) }
    } finally {
      // Not returned to the pool: after a failed COPY its state is not known.
      client.release(true)
    }
  } catch (error) {
    await archive.abandon()
    throw error
  } finally {
    await pool.end()
  }
}

/** Makes the backup of the night if it has not been made yet, and removes old ones. Null when none was due. */
export async function backupNightly(
  connectionString: string,
  directory: string,
  now: Date,
): Promise<MadeBackup | null> {
  const names = await readdir(directory).catch(() => [])
  if (!isBackupDue(names, now)) return null
  const made = await backupDatabase(connectionString, directory, now)
  for (const name of expiredBackups(await readdir(directory), KEPT))
    await rm(join(directory, name), { force: true })
  await removeAbandoned(directory, now)
  return made
}

async function removeAbandoned(directory: string, now: Date): Promise<void> {
  for (const name of (await readdir(directory)).filter(isUnfinished)) {
    const file = join(directory, name)
    const written = await stat(file).catch(() => null)
    if (written && now.getTime() - written.mtimeMs > ABANDONED_AFTER_MS) await rm(file, { force: true })
  }
}

async function save(client: pg.ClientBase, archive: ArchiveWriter, now: Date): Promise<Manifest> {
  const columns = new Map((await listTables(client)).map((table) => [table.name, table.columns]))
  const tables: TablePart[] = []
  for (const name of loadOrder([...columns.keys()], await listReferences(client))) {
    const part = `tables/${name}.copy.gz`
    const own = columns.get(name) ?? []
    const { content, rows } = copyOut(client, name, own)
    const digest = await archive.add(part, content)
    tables.push({ name, columns: own, part, rows: await rows(), ...digest })
  }
  return {
    product: 'wheeltapper',
    format: 1,
    createdAt: now.toISOString(),
    serverVersion: await serverVersion(client),
    migrations: await listMigrations(client),
    tables,
    partitions: await listPartitions(client),
    sequences: await listSequences(client),
  }
}

async function addManifest(archive: ArchiveWriter, manifest: Manifest): Promise<void> {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  await archive.add('manifest.json', text)
  await archive.add('manifest.sha256', Buffer.from(`${createHash('sha256').update(text).digest('hex')}\n`))
}
