import { sql, type Transaction } from '@/lib/db/database'
import type { SessionClaims } from './session-claims'
import type { Viewer } from './viewer'

/** A session that lives, as its owner sees it. */
export interface LiveSession {
  id: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  ip: string
  userAgent: string
}

// Idle 12 hours, 7 days in all; both by the database's clock.
const alive = `s.revoked_at is null and s.expires_at > app_now() and s.last_seen_at > app_now() - interval '12 hours'
  and s.session_version = u.session_version and u.disabled_at is null`

/**
 * Who the claims stand for, now: read at every request, so that disabling somebody, a new password, a new role
 * or a revoked session takes effect with the next one. `stale` asks for touchSession.
 */
export async function findViewer({
  sid,
  sv,
}: SessionClaims): Promise<(Omit<Viewer, 'ip'> & { stale: boolean }) | null> {
  const { rows } = await sql().query<Omit<Viewer, 'ip'> & { stale: boolean }>({
    name: 'session-viewer',
    text: `select u.id, u.email, u.name, u.role, u.time_zone as "timeZone", u.theme, u.hotkeys, u.landing,
             array(select m.team_id::text from team_member m where m.user_id = u.id) as "teamIds",
             s.last_seen_at < app_now() - interval '1 minute' as stale
        from session s join app_user u on u.id = s.user_id
       where s.id = $1 and s.session_version = $2 and ${alive}`,
    values: [sid, sv],
  })
  return rows[0] ?? null
}

/** Moves the idle limit; at most once a minute, so that reading pages does not mean writing rows. */
export async function touchSession(sid: string): Promise<void> {
  await sql().query(
    `with seen as (update session set last_seen_at = app_now()
        where id = $1 and last_seen_at < app_now() - interval '1 minute' returning user_id)
     update app_user set last_seen_at = app_now() where id in (select user_id from seen)`,
    [sid],
  )
}

/** Opens a session for a person at their present session version. */
export async function insertSession(
  tx: Transaction,
  { id, userId, ip, userAgent }: { id: string; userId: string; ip: string; userAgent: string },
): Promise<SessionClaims> {
  const rows = await tx.$queryRaw<{ sv: number }[]>`
    insert into session (id, user_id, session_version, created_at, last_seen_at, expires_at, ip, user_agent)
    select ${id}::uuid, id, session_version, app_now(), app_now(), app_now() + interval '7 days', ${ip}, ${userAgent}
      from app_user where id = ${userId}::uuid and disabled_at is null
    returning session_version as sv`
  const [row] = rows
  if (!row) throw new Error('no session for a user who is gone or disabled')
  await tx.$executeRaw`update app_user set last_seen_at = app_now() where id = ${userId}::uuid`
  await tx.$executeRaw`delete from session where expires_at < app_now() - interval '30 days'`
  return { sid: id, sv: row.sv }
}

/** Sessions of one person that still open a door, the latest used first. */
export async function listLiveSessions(userId: string): Promise<LiveSession[]> {
  const { rows } = await sql().query<LiveSession>(
    `select s.id, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.ip,
            s.user_agent as "userAgent"
       from session s join app_user u on u.id = s.user_id
      where s.user_id = $1 and ${alive} order by s.last_seen_at desc`,
    [userId],
  )
  return rows
}

/** Ends one session of this person. False if there is none such that lives. */
export async function revokeSession(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update session set revoked_at = app_now()
     where id = ${id}::uuid and user_id = ${userId}::uuid and revoked_at is null`
  return changed > 0
}

/** Whether this person signed in from this address within 30 days. */
export async function hasSignedInFrom(userId: string, ip: string): Promise<boolean> {
  const { rows } = await sql().query<{ known: boolean }>(
    `select exists (select from session
       where user_id = $1 and ip = $2 and created_at > app_now() - interval '30 days') as known`,
    [userId, ip],
  )
  return rows[0]?.known ?? false
}
