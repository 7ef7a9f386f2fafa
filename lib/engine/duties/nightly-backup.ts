import { backupNightly, type MadeBackup } from '@/lib/backups/backup-database'
import { databaseNow } from '@/lib/db/database'
import { backupDirectory, databaseUrl, nightlyBackup } from '@/lib/env'
import { log } from '@/lib/log'

/** Saves the whole database once a night where the product looks after it itself. Null when none was due. */
export async function backupOwnDatabase(): Promise<MadeBackup | null> {
  if (!nightlyBackup()) return null
  const made = await backupNightly(databaseUrl(), backupDirectory(), await databaseNow())
  if (made) log.info({ file: made.file, rows: made.rows, bytes: made.bytes }, 'nightly backup made')
  return made
}
