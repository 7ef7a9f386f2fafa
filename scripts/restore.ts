import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { backupsByAge } from '@/lib/backups/backup-name'
import { restoreDatabase } from './backups/restore-database'
import { step } from './bootstrap/progress.mjs'
import { folders } from './start/folders'
import { withOwnDatabase } from './start/own-database'
import { runningInstance } from './start/single-instance'

// npm run restore -- [--force] <file or folder of backups>
const parameters = process.argv.slice(2)
const force = parameters.includes('--force')
const places = parameters.filter((parameter) => !parameter.startsWith('--'))

async function newestIn(place: string): Promise<string> {
  const entry = await stat(place).catch(() => null)
  if (!entry) throw new Error(`There is nothing at ${place}.`)
  if (!entry.isDirectory()) return place
  const [newest] = backupsByAge(await readdir(place))
  if (newest) return join(place, newest)
  throw new Error(
    `There is no backup in ${place} (a backup is named like wheeltapper-2026-11-23T02-00-00Z.tar).`,
  )
}

async function restore(place: string): Promise<void> {
  const file = await newestIn(resolve(place))
  const running = process.env.DATABASE_URL ? null : await runningInstance(folders.data)
  if (running)
    throw new Error(`Wheeltapper is running in this folder (process ${running.pid}). Stop it, then restore.`)
  const { rows, leftOut } = await step('Restoring the database', () =>
    withOwnDatabase((url) => restoreDatabase(url, file, { force })),
  )
  if (leftOut.length > 0)
    console.log(`Left out, because they are none of Wheeltapper's tables: ${leftOut.join(', ')}`)
  console.log(`Restored ${rows} rows from ${file}. Put back the ./secrets that belong to it, then: npm start`)
}

const [place] = places
if (!place || places.length > 1) {
  console.error('Usage: npm run restore -- [--force] <backup file, or folder with backups>')
  process.exitCode = 64
} else {
  await restore(place).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
