import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { clientAddress } from '@/lib/auth/client-address'
import type { SessionClaims } from '@/lib/auth/session-claims'
import { viewerOfSession } from '@/lib/auth/session-service'
import type { Viewer } from '@/lib/auth/viewer'
import { trustedProxies } from '@/lib/env'
import { decodeSession, sessionCookieName } from './session-token'

/** Where a request comes from, as far as it can be known. */
export interface Client {
  ip: string | null
  userAgent: string
}

/** The client of the current request. The peer header is written by instrumentation.ts, whatever was sent. */
export async function currentClient(): Promise<Client> {
  const sent = await headers()
  return {
    ip: clientAddress(sent.get('x-wheeltapper-peer'), sent.get('x-forwarded-for'), trustedProxies()),
    userAgent: (sent.get('user-agent') ?? '').slice(0, 300),
  }
}

/** What the session cookie of this request claims; not yet checked against the database. */
export const currentClaims = cache(async (): Promise<SessionClaims | null> => {
  return decodeSession((await cookies()).get(sessionCookieName())?.value)
})

/** Who is signed in, or null. Read from the database once per request. */
export const optionalViewer = cache(async (): Promise<Viewer | null> => {
  const claims = await currentClaims()
  return claims && viewerOfSession(claims, (await currentClient()).ip)
})

/** Who is signed in; everybody else goes to the sign-in page and comes back from there. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await optionalViewer()
  if (viewer) return viewer
  const wanted = (await headers()).get('x-wheeltapper-path')
  redirect(wanted && wanted !== '/' ? `/login?next=${encodeURIComponent(wanted)}` : '/login')
}
