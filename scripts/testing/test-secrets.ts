import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkKek, forgetKeys } from '@/lib/secrets/keyring'

/** A key file and a data key for the test database of this file; returns what removes them. */
export async function prepareTestSecrets(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-kek-'))
  process.env.SECRETS_KEK_FILE = join(folder, 'kek')
  await writeFile(join(folder, 'kek'), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  forgetKeys()
  await checkKek()
  return async () => {
    forgetKeys()
    await rm(folder, { recursive: true, force: true })
  }
}
