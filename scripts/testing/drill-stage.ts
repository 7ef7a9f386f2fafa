import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { sql } from '@/lib/db/database'
import { addBackedUpSystem, type BackedUpSystem } from './prove-backup'
import { createTestDatabase, type TestDatabase } from './test-database'
import { prepareTestSecrets } from './test-secrets'

/** What stands around every restore that a test file makes. */
export interface DrillStage {
  /** The product's own database, whose clock stands still. */
  database: TestDatabase
  /** Where throw-away servers and unpacked backups lie. */
  scratch: string
  /** Where the backups of the system lie: empty and another one in every test. */
  folder: string
  /** A system of that test alone. */
  system: BackedUpSystem
}

/** Sets the stage for the tests of the describe that calls it, and leaves nothing. */
export function stageDrills(now: Date): DrillStage {
  const stage = {} as DrillStage
  let forgetSecrets: (() => Promise<void>) | undefined
  beforeAll(async () => {
    stage.database = await createTestDatabase()
    forgetSecrets = await prepareTestSecrets()
    await stage.database.setNow(now)
    stage.scratch = await mkdtemp(join(tmpdir(), 'wheeltapper-drill-scratch-'))
    // The account of the throw-away server passes through it.
    await chmod(stage.scratch, 0o711)
    process.env.SCRATCH_DIRECTORY = stage.scratch
  })
  afterAll(async () => {
    delete process.env.SCRATCH_DIRECTORY
    await forgetSecrets?.()
    await stage.database?.drop()
    await rm(stage.scratch, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await sql().query('delete from long_job')
    const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-drill-'))
    stage.folder = folder
    stage.system = await addBackedUpSystem(now, `shop-${folder.slice(-6)}`, folder)
    return () => rm(folder, { recursive: true, force: true })
  })
  return stage
}
