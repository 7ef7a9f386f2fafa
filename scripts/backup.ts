import { resolve } from 'node:path'
import { backupDatabase } from '@/lib/backups/backup-database'
import { backupDirectory } from '@/lib/env'
import { step } from './bootstrap/progress.mjs'
import { withOwnDatabase } from './start/own-database'

// npm run backup [-- folder]
try {
  const folder = resolve(process.argv[2] ?? backupDirectory())
  const made = await step('Saving the database', () =>
    withOwnDatabase((url) => backupDatabase(url, folder, new Date())),
  )
  console.log(`Saved ${made.rows} rows, ${(made.bytes / 1e6).toFixed(1)} MB: ${made.file}`)
  console.log(
    'The key that opens the passwords in it is not part of it: keep ./secrets safe, in another place.',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
