import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { backupOwnDatabase } from './nightly-backup'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-nightly-'))
  process.env.DATABASE_URL = database.url
  process.env.BACKUP_DIRECTORY = folder
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})

test('a backup is made once a night by the database’s clock, and only where it was asked for', async () => {
  await database.setNow(new Date('2026-11-23T03:00:00Z'))
  process.env.NIGHTLY_BACKUP = 'off'
  expect(await backupOwnDatabase()).toBeNull()
  process.env.NIGHTLY_BACKUP = 'on'
  expect((await backupOwnDatabase())?.file).toContain('wheeltapper-2026-11-23T03-00-00Z.tar')
  await database.setNow(new Date('2026-11-24T01:59:00Z'))
  expect(await backupOwnDatabase()).toBeNull()
  await database.setNow(new Date('2026-11-24T02:00:00Z'))
  expect(await backupOwnDatabase()).not.toBeNull()
  expect(await readdir(folder)).toHaveLength(2)
})
