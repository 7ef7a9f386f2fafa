import { appendAudit } from '@/lib/audit/store'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { adminFromEnvironment, publicUrl } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { findLink, insertLink, useLink } from './link-store'
import { hashLinkToken, newLinkToken } from './link-token'
import { hashNewPassword } from './new-password'
import { emailAddress, type FirstAdmin } from './schema'
import type { SessionClaims } from './session-claims'
import { type Client, openSession } from './sign-in'
import { hasAdmin, insertUser, lockFirstAdmin } from './user-store'

/** The address with which the first administrator is created, once, within 24 hours; null when there is one. */
export async function issueSetupLink(): Promise<string | null> {
  if (await hasAdmin()) return null
  const { token, hash } = newLinkToken()
  await inTransaction(async (tx) => {
    await insertLink(tx, hash, null)
    await appendAudit(tx, {
      actor: { label: 'setup' },
      action: 'setup.issue',
      entity: 'setup_link',
      entityId: hash.slice(0, 8),
    })
  })
  return new URL(`/setup?token=${token}`, publicUrl()).toString()
}

/** What the setup page may show: the form, a note that all is done, or that the link is no good. */
export async function setupState(token: string): Promise<'open' | 'done' | 'no-link'> {
  if (await hasAdmin()) return 'done'
  const link = await findLink(hashLinkToken(token))
  return link && link.userId === null ? 'open' : 'no-link'
}

/** Whether somebody can sign in here at all; before that, the sign-in page points at the setup link. */
export const isSetUp = () => hasAdmin()

const noLink =
  'This setup link does not work: it was used, is older than 24 hours, or is not complete. `npm start` prints a new one.'

/** Creates the first administrator and signs them in. The link works once; a second administrator is never made here. */
export async function createFirstAdmin(input: FirstAdmin, client: Client): Promise<SessionClaims> {
  if ((await setupState(input.token)) !== 'open') throw new Problem('forbidden', noLink)
  const admin = { ...input, id: newId(), passwordHash: await hashNewPassword(input.password, input) }
  await inTransaction(async (tx) => {
    await lockFirstAdmin(tx)
    const link = await useLink(tx, hashLinkToken(input.token))
    if (!link || link.userId !== null) throw new Problem('forbidden', noLink)
    await insertAdmin(tx, admin, 'setup', client.ip)
  })
  return openSession(admin, client)
}

/**
 * Creates the administrator that WHEELTAPPER_ADMIN_EMAIL and WHEELTAPPER_ADMIN_PASSWORD name, unless there is an
 * administrator already. Returns whether it did. An Error names the variable that is wrong.
 */
export async function ensureAdminFromEnvironment(): Promise<boolean> {
  const wanted = adminFromEnvironment()
  if (!wanted || (await hasAdmin())) return false
  const email = emailAddress.safeParse(wanted.email)
  if (!email.success)
    throw new Error(
      'WHEELTAPPER_ADMIN_EMAIL is not an e-mail address. Example: WHEELTAPPER_ADMIN_EMAIL=ada@example.com',
    )
  const name = email.data.split('@')[0] ?? email.data
  const passwordHash = await hashNewPassword(wanted.password, { name, email: email.data }).catch(
    (error: unknown) => {
      if (error instanceof Problem)
        throw new Error(`WHEELTAPPER_ADMIN_PASSWORD: ${error.fields.password ?? error.message}`)
      throw error
    },
  )
  const admin = { id: newId(), email: email.data, name, passwordHash, timeZone: 'UTC' }
  return inTransaction(async (tx) => {
    await lockFirstAdmin(tx)
    // Another node that starts may have been quicker.
    if (await hasAdmin(tx)) return false
    await insertAdmin(tx, admin, 'environment', null)
    return true
  })
}

async function insertAdmin(
  tx: Transaction,
  admin: { id: string; email: string; name: string; passwordHash: string; timeZone: string },
  label: string,
  ip: string | null,
): Promise<void> {
  if (await hasAdmin(tx))
    throw new Problem('conflict', 'There is an administrator already. Sign in, or ask them for an account.')
  if (!(await insertUser(tx, { ...admin, role: 'admin' })))
    throw new Problem('conflict', 'This address is taken.')
  await appendAudit(tx, {
    actor: { label, ip },
    action: 'user.create',
    entity: 'user',
    entityId: admin.id,
    after: { email: admin.email, name: admin.name, role: 'admin' },
  })
}
