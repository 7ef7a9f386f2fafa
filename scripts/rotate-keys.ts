import { disconnect, useDatabase } from '@/lib/db/database'
import { rotateDataKey } from '@/lib/secrets/service'
import { withOwnDatabase } from './start/own-database'
import { readSettings } from './start/settings'

// npm run rotate-keys: a new data key for stored passwords, and all of them sealed anew while the product
// runs. The key file itself is changed differently: put a new key on its first line, keep the old one on
// the second, start, and take the old one out.
try {
  process.env.SECRETS_KEK_FILE = readSettings(process.env).kekFile
  const { resealed, unreadable } = await withOwnDatabase(async (url) => {
    await useDatabase(url)
    return rotateDataKey({ label: 'command line' }).finally(disconnect)
  })
  console.log(`A new data key is in use; ${resealed} stored passwords were sealed with it.`)
  if (unreadable > 0) {
    console.log(`${unreadable} could not be opened with any key of this installation: enter them again.`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
