import { ArchiveReader } from '@/lib/backups/archive-reader'
import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { ownBackupSnapshot } from '@/lib/fingerprints/own-backup'

/** What the manifest in a backup of the product itself says: tables, rows, sequences. Contents it does not know. */
export async function ownManifest(file: string): Promise<DatabaseSnapshot> {
  const archive = await ArchiveReader.open(file)
  try {
    return ownBackupSnapshot(archive.manifest)
  } finally {
    await archive.close()
  }
}
