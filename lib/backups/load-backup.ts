import type pg from 'pg'
import { Problem } from '@/lib/problem'
import type { ArchiveReader } from './archive-reader'
import { copyIn, countRows, createPartition, listTables, setSequence } from './store'

/** What a restore brought back. */
export interface LoadedBackup {
  rows: number
  /** Tables of the backup that are none of the product's: somebody had added them by hand. */
  leftOut: string[]
}

/**
 * Fills a database whose tables exist and are empty. To be called inside a transaction: whatever is wrong
 * (a row that is refused, a count that differs) throws, and nothing of it stays.
 */
export async function loadBackup(client: pg.ClientBase, archive: ArchiveReader): Promise<LoadedBackup> {
  const { tables, partitions, sequences } = archive.manifest
  const own = new Set((await listTables(client)).map(({ name }) => name))
  const wanted = tables.filter(({ name }) => own.has(name))
  for (const partition of partitions) if (own.has(partition.parent)) await createPartition(client, partition)
  let rows = 0
  for (const table of wanted) {
    await copyIn(client, table, archive.read(table.part))
    const loaded = await countRows(client, table.name)
    if (loaded !== table.rows) {
      throw new Problem(
        'conflict',
        `Table ${table.name} has ${loaded} rows after loading, and the backup says ${table.rows}. Nothing was changed.`,
      )
    }
    rows += loaded
  }
  for (const sequence of sequences) await setSequence(client, sequence)
  return { rows, leftOut: tables.filter(({ name }) => !own.has(name)).map(({ name }) => name) }
}
