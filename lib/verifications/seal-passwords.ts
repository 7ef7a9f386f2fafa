import type { Json } from '@/lib/json'
import { sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import type { GuidedConfig } from './guided-schema'
import type { SealedPassword } from './guided-store'
import { passwordOwner } from './resolve-place'

/** Passwords of a form ("0.before"), sealed each for its address. */
export async function sealPasswords(
  guidedId: string,
  config: GuidedConfig,
  passwords: Readonly<Record<string, string>>,
): Promise<Record<string, SealedPassword>> {
  const sealed: Record<string, SealedPassword> = {}
  for (const [name, password] of Object.entries(passwords)) {
    const [index = '', side] = name.split('.')
    const place = config.databases[Number(index)]?.[side === 'before' ? 'before' : 'after']
    if (place?.type !== 'address') continue
    const owner = { id: passwordOwner(guidedId, name), config: place.config }
    sealed[name] = {
      config: place.config as unknown as Json,
      secret: await sealSecret(password, secretAad(owner, 'guided_verification')),
    }
  }
  return sealed
}
