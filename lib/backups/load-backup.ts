import type pg from 'pg'
import { Problem } from '@/lib/problem'
import type { ArchiveReader } from './archive-reader'
import { copyIn, countRows, createPartition, setSequence } from './store'

/**
 * Fills a database whose tables exist and are empty. To be called inside a transaction: whatever is wrong
 * (a row that is refused, a count that differs) throws, and nothing of it stays. Returns the rows loaded.
 */
export async function loadBackup(client: pg.ClientBase, archive: ArchiveReader): Promise<number> {
  const { tables, partitions, sequences } = archive.manifest
  for (const partition of partitions) await createPartition(client, partition)
  let rows = 0
  for (const table of tables) {
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
  return rows
}
