import { ArchiveReader } from '@/lib/backups/archive-reader'
import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { ownBackupSnapshot } from '@/lib/fingerprints/own-backup'

/**
 * What the manifest in a backup of the product itself says: tables, rows, sequences. Contents it does not know. Its names
 * are bare; they become those of the snapshot, which quotes what is a word of SQL (public."check").
 */
export async function ownManifest(file: string, found: DatabaseSnapshot): Promise<DatabaseSnapshot> {
  const archive = await ArchiveReader.open(file)
  try {
    const expected = ownBackupSnapshot(archive.manifest)
    const quoted = new Map(found.tables.map(({ name }) => [name.replaceAll('"', ''), name]))
    const tables = expected.tables.map((table) => ({ ...table, name: quoted.get(table.name) ?? table.name }))
    return { ...expected, tables }
  } finally {
    await archive.close()
  }
}
