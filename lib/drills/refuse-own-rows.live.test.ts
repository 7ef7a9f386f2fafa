import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backupDatabase } from '@/lib/backups/backup-database'
import { sql } from '@/lib/db/database'
import { addBackedUpSystem, proveBackup } from '@/scripts/testing/prove-backup'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'

const now = new Date('2026-11-23T03:00:00Z')
let database: TestDatabase
let forgetSecrets: () => Promise<void>
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  forgetSecrets = await prepareTestSecrets()
  await database.setNow(now)
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-own-rows-'))
  await chmod(folder, 0o711)
  process.env.SCRATCH_DIRECTORY = folder
})
afterAll(async () => {
  delete process.env.SCRATCH_DIRECTORY
  await forgetSecrets?.()
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

it('lets nobody read the product’s own rows by a plan for another system', async () => {
  await createCast()
  const backups = await mkdtemp(join(folder, 'backups-'))
  await backupDatabase(database.url, backups, now)
  const system = await addBackedUpSystem(now, 'shop', backups)
  await sql().query(`update target set config = $2 where id = $1`, [
    system.backupTargetId,
    { path: backups, pattern: '*' },
  ])
  const { report } = await proveBackup(system, {
    config: {
      assertions: [
        { name: 'Sign-in', sql: 'select email from app_user order by email limit 1', expected: 'nobody' },
      ],
    },
  })
  expect(report, report?.headline).toMatchObject({ result: 'partial', assertions: [] })
  expect(report?.steps[2]).toMatchObject({ level: 'queried', state: 'skipped' })
  expect(report?.steps[2]?.sentence).toContain('no question is put to its rows')
  expect(JSON.stringify(report)).not.toMatch(/@/)
})
