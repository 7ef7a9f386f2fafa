import { appendAudit } from '@/lib/audit/store'
import { inTransaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { hashNewPassword } from './new-password'
import type { Profile } from './schema'
import type { SessionClaims } from './session-claims'
import { type Client, openSession, proveWithin } from './sign-in'
import { findAccount, setPassword, updateProfile } from './user-store'
import type { Viewer } from './viewer'

/** Changes what a person sets for themselves. */
export async function changeProfile(viewer: Viewer, profile: Profile): Promise<void> {
  await inTransaction(async (tx) => {
    await updateProfile(tx, viewer.id, profile)
    const { name, timeZone, theme, hotkeys, landing } = viewer
    await appendAudit(tx, {
      actor: viewer,
      action: 'user.change-profile',
      entity: 'user',
      entityId: viewer.id,
      before: { name, timeZone, theme, hotkeys, landing },
      after: profile,
    })
  })
}

/** Sets a new password after proof of the present one. All sessions end; a new one opens for this browser. */
export async function changePassword(
  viewer: Viewer,
  { current, password }: { current: string; password: string },
  client: Client,
): Promise<SessionClaims> {
  const account = await findAccount({ id: viewer.id })
  if (!account) throw new Problem('unauthenticated', 'Your account is gone.')
  await proveWithin(account, { email: account.email, password: current }, client, () => {
    throw new Problem('invalid', 'Nothing was changed.', { current: 'This is not your present password.' })
  })
  const passwordHash = await hashNewPassword(password, account)
  await inTransaction(async (tx) => {
    await setPassword(tx, viewer.id, passwordHash)
    await appendAudit(tx, {
      actor: viewer,
      action: 'user.change-password',
      entity: 'user',
      entityId: viewer.id,
    })
  })
  return openSession(account, client)
}
