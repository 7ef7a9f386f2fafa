import { cookies } from 'next/headers'
import { type SessionClaims, sessionSeconds } from '@/lib/auth/session-claims'
import { cookieOptions, encodeSession, sessionCookieName } from './session-token'

/** Hands the browser its session. Only in Server Actions and routes. */
export async function setSessionCookie(claims: SessionClaims): Promise<void> {
  const value = await encodeSession(claims)
  ;(await cookies()).set(sessionCookieName(), value, { ...cookieOptions(), maxAge: sessionSeconds })
}

/** Takes it back. `__Host-` cookies must be overwritten with the attributes they were set with. */
export async function clearSessionCookie(): Promise<void> {
  ;(await cookies()).set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 })
}
