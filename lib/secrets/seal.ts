import { Problem } from '@/lib/problem'
import { decrypt, encrypt } from './cipher'
import { activeKey, findKey } from './keyring'

/**
 * Seals a secret for storage: `v1.<data key id>.<iv>.<ciphertext+tag>`. `aad` names the row and the
 * address it belongs to (`secretAad`), so that it opens nowhere else.
 */
export async function sealSecret(plain: string, aad: string): Promise<string> {
  const { id, key } = await activeKey()
  return `v1.${id}.${encrypt(key, Buffer.from(plain, 'utf8'), aad)}`
}

/** Opens a sealed secret. Throws Problem `unavailable` when it belongs to another row, address or key. */
export async function openSecret(sealed: string, aad: string): Promise<string> {
  const [version, id, iv, text, ...rest] = sealed.split('.')
  const key = version === 'v1' && id && rest.length === 0 ? await findKey(id) : null
  const plain = key ? decrypt(key, `${iv}.${text}`, aad) : null
  if (plain === null) {
    throw new Problem(
      'unavailable',
      'The stored password cannot be opened: it belongs to another address or another key file. Enter it again.',
    )
  }
  return plain.toString('utf8')
}
