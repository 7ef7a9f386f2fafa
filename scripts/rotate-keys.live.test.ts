import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { checkKek, forgetKeys } from '@/lib/secrets/keyring'
import { openSecret, sealSecret } from '@/lib/secrets/seal'
import { createTestDatabase, type TestDatabase } from './testing/test-database'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-kek-'))
  process.env.SECRETS_KEK_FILE = join(folder, 'kek')
  await writeFile(join(folder, 'kek'), randomBytes(32).toString('hex'), { mode: 0o600 })
  forgetKeys()
  await checkKek()
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const rotate = (environment: object) =>
  promisify(execFile)(process.execPath, ['scripts/run.mjs', 'scripts/rotate-keys.ts'], {
    env: { ...process.env, DATABASE_URL: database.url, ...environment },
  })

it('rotates from the shell while values stay readable', async () => {
  const sealed = await sealSecret('canary', 'row')
  const { stdout } = await rotate({})
  expect(stdout).toContain('A new data key is in use; 0 stored passwords were sealed with it.')
  const { rows } = await sql().query('select 1 from data_key')
  expect(rows).toHaveLength(2)
  forgetKeys()
  expect(await openSecret(sealed, 'row')).toBe('canary')
})

it('says in one sentence that the key file is missing', async () => {
  const failure = await rotate({ SECRETS_KEK_FILE: join(folder, 'gone') }).catch((error: unknown) => error)
  expect(failure).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^SECRETS_KEK_FILE: .*ENOENT.*\n$/),
  })
})
