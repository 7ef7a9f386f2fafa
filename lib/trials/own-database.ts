import { randomBytes } from 'node:crypto'
import { databaseUrl } from '@/lib/env'
import { log } from '@/lib/log'
import { Problem } from '@/lib/problem'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { postgresAddress, recognisePostgresUri } from '@/lib/systems/recognise-postgres'
import type { TargetConfig } from '@/lib/systems/target-address'
import { scramVerifier } from './scram-verifier'
import { canSignIn, isTaken, roleExists, type SelfTarget, writeAuditRole } from './self-store'

/** How the installation audits its own database: as whom, and with which password. */
export interface OwnDatabase {
  config: TargetConfig<'postgres'>
  secret: string | null
  /** False when the stored target is right as it is. */
  changed: boolean
}

const auditRole = 'wheeltapper_audit'

/**
 * The target for the product's own database: a role of its own with pg_monitor where this connection may
 * create one, else the product's own sign-in. Null when DATABASE_URL cannot be audited over the network.
 */
export async function ownDatabase(
  existing: SelfTarget | undefined,
  systemId: string,
): Promise<OwnDatabase | null> {
  const own = ownSignIn()
  if (!own) return null
  const stored = existing && (await storedSignIn(existing, own.config))
  if (stored) return { ...stored, changed: false }
  const made = await makeRole(existing, systemId).catch((error: unknown) => {
    log.info(
      { reason: String(error) },
      'no role of its own for the self-audit: the product audits with its own sign-in',
    )
    return null
  })
  if (!made) return { ...own, changed: true }
  const config = { ...own.config, user: made.role }
  if (await canSignIn(connectionString(config, made.password)))
    return { config, secret: made.password, changed: true }
  log.warn(
    { role: made.role },
    'the role of the self-audit may not sign in (pg_hba.conf?): the product audits with its own sign-in',
  )
  return { ...own, changed: true }
}

/** The role that was made before with a new password, else a new one that no other installation on this server uses. */
async function makeRole(
  existing: SelfTarget | undefined,
  systemId: string,
): Promise<{ role: string; password: string }> {
  const password = randomBytes(24).toString('base64url')
  const before = existing && (existing.config as unknown as TargetConfig<'postgres'>).user
  if (before?.startsWith(auditRole)) {
    await writeAuditRole(before, scramVerifier(password), await roleExists(before))
    return { role: before, password }
  }
  try {
    await writeAuditRole(auditRole, scramVerifier(password), false)
    return { role: auditRole, password }
  } catch (error) {
    if (!isTaken(error)) throw error
    const role = `${auditRole}_${systemId.replaceAll('-', '').slice(-12)}`
    await writeAuditRole(role, scramVerifier(password), await roleExists(role))
    return { role, password }
  }
}

function ownSignIn(): Omit<OwnDatabase, 'changed'> | null {
  try {
    const found = recognisePostgresUri(databaseUrl())
    return found.kind === 'postgres' ? { config: found.config, secret: found.secret } : null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    log.warn({ reason: error.message }, 'DATABASE_URL cannot be audited')
    return null
  }
}

/** The stored target, when it still leads into the same database. */
async function storedSignIn(
  existing: SelfTarget,
  own: TargetConfig<'postgres'>,
): Promise<Omit<OwnDatabase, 'changed'> | null> {
  const config = existing.config as unknown as TargetConfig<'postgres'>
  const sameDatabase = (['host', 'port', 'database', 'tls'] as const).every(
    (part) => config[part] === own[part],
  )
  if (!sameDatabase) return null
  const secret =
    existing.secret === null ? null : await openSecret(existing.secret, secretAad(existing)).catch(() => null)
  if (existing.secret !== null && secret === null) return null
  return (await canSignIn(connectionString(config, secret))) ? { config, secret } : null
}

function connectionString(config: TargetConfig<'postgres'>, password: string | null): string {
  const url = new URL(postgresAddress(config))
  url.password = encodeURIComponent(password ?? '')
  // The driver's own reading of sslmode: no verification here, this only asks whether the sign-in works.
  url.searchParams.set(
    'sslmode',
    config.tls === 'disable' || config.tls === 'prefer' ? 'disable' : 'no-verify',
  )
  return url.toString()
}
