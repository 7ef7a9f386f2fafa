import { appendAudit } from '@/lib/audit/store'
import { inTransaction } from '@/lib/db/database'
import { log } from '@/lib/log'
import { Problem } from '@/lib/problem'
import type { SessionClaims } from './session-claims'
import { findViewer, listLiveSessions, revokeSession, touchSession } from './session-store'
import type { Viewer } from './viewer'

/** Turns the claims of a cookie into a viewer, or null if the session ended in whatever way. */
export async function viewerOfSession(claims: SessionClaims, ip: string | null): Promise<Viewer | null> {
  const found = await findViewer(claims)
  if (!found) return null
  const { stale, ...viewer } = found
  if (stale) {
    // A page is not worth failing because a clock could not be moved.
    await touchSession(claims.sid).catch((error: Error) =>
      log.warn({ error: error.message }, 'session not touched'),
    )
  }
  return { ...viewer, ip }
}

/** The viewer's own sessions. */
export const listOwnSessions = (viewer: Viewer) => listLiveSessions(viewer.id)

/** Ends one of the viewer's own sessions; signing out is ending the one in use. */
export async function endSession(
  viewer: Viewer,
  sessionId: string,
  action: 'session.end' | 'session.sign-out',
): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await revokeSession(tx, { id: sessionId, userId: viewer.id })
    if (!ended) throw new Problem('not-found', 'This session has already ended.')
    await appendAudit(tx, { actor: viewer, action, entity: 'session', entityId: sessionId })
  })
}
