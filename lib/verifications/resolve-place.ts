import { Problem } from '@/lib/problem'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import type { DatabasePlace } from './guided-schema'
import type { SealedPassword } from './guided-store'
import { readTargets } from './target-store'

/** Whose a password is: the guided verification, and which side of which of its databases. */
export const passwordOwner = (guidedId: string, name: string) => `${guidedId}/${name}`

/** A place that can be opened now. Holds a secret: never stored, never logged. */
export type OpenPlace =
  | { kind: 'postgres'; address: string; target: Extract<ResolvedTarget, { kind: 'postgres' }> }
  | { kind: 'sqlite'; address: string; path: string }

/** Opens one side of a database: target or address with its password, or a file. Throws Problem. */
export async function resolveDatabase(
  place: DatabasePlace,
  { guidedId, name, secrets }: { guidedId: string; name: string; secrets: Record<string, SealedPassword> },
): Promise<OpenPlace> {
  if (place.type === 'sqlite') return { kind: 'sqlite', address: place.path, path: place.path }
  if (place.type === 'target') {
    const target = await resolveTarget(place.targetId)
    if (target.kind !== 'postgres')
      throw new Problem('invalid', `${target.address} is no PostgreSQL database any more: plan it anew.`)
    return { kind: 'postgres', address: target.address, target }
  }
  const { address, config } = place
  const sealed = secrets[name]
  const secret = sealed
    ? await openSecret(
        sealed.secret,
        secretAad({ id: passwordOwner(guidedId, name), config }, 'guided_verification'),
      )
    : null
  return { kind: 'postgres', address, target: { kind: 'postgres', address, config, secret } }
}

/** A target of a system with its password. Throws Problem when it is gone. */
export async function resolveTarget(id: string): Promise<ResolvedTarget> {
  const [row] = await readTargets([id])
  if (!row) throw new Problem('invalid', 'The target was removed meanwhile: plan the verification anew.')
  const { kind, address, config, secret } = row
  const plain = secret === null ? null : await openSecret(secret, secretAad(row))
  return { kind, address, config, secret: plain } as ResolvedTarget
}
