import { type AuditActor, appendAudit } from '@/lib/audit/store'
import { Problem } from '@/lib/problem'
import { activeKey, addDataKey } from './keyring'
import { openSecret, sealSecret } from './seal'
import { type SecretTable, secretAad } from './secret-aad'
import { listSealedWithOtherKey, replaceSealed } from './store'

const tables: readonly SecretTable[] = ['target', 'trial', 'setting', 'guided_verification', 'drill_plan']
const batchSize = 100

export interface Reencryption {
  resealed: number
  /** Values that no key of this installation opens: their owners must enter them again. */
  unreadable: number
}

/**
 * A new data key for all values from now on, then every stored value sealed with it while the product
 * runs. For whoever is at the shell; a service behind a page would have to ask for an administrator.
 */
export async function rotateDataKey(actor: AuditActor): Promise<Reencryption> {
  await addDataKey((tx, id) =>
    appendAudit(tx, { actor, action: 'data-key.rotate', entity: 'data_key', entityId: id }),
  )
  return reencryptSecrets()
}

/** Seals values of older data keys with the active one, in batches; running it again continues. */
export async function reencryptSecrets(): Promise<Reencryption> {
  const { id: activeId } = await activeKey()
  const result: Reencryption = { resealed: 0, unreadable: 0 }
  for (const table of tables) {
    let afterId: string | null = null
    for (;;) {
      const rows = await listSealedWithOtherKey(table, activeId, afterId, batchSize)
      for (const row of rows) {
        const aad = secretAad(row, table)
        const plain = await openSecret(row.secret, aad).catch(ifUnreadable)
        if (plain === null) result.unreadable += 1
        else if (await replaceSealed(table, row, await sealSecret(plain, aad))) result.resealed += 1
        afterId = row.id
      }
      if (rows.length < batchSize) break
    }
  }
  return result
}

function ifUnreadable(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}
