import type { NextRequest } from 'next/server'
import NextAuth, { type NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { errorResponse } from '@/app/api-route'
import { cookieOptions, decodeToken, sessionCookieName } from '@/app/session-token'
import { currentClient } from '@/app/viewer'
import { isSafeMethod, refuseForeignRequest } from '@/lib/auth/request-origin'
import { safeNext } from '@/lib/auth/safe-next'
import { signInSchema } from '@/lib/auth/schema'
import { sessionClaims, sessionSeconds } from '@/lib/auth/session-claims'
import { endSession, viewerOfSession } from '@/lib/auth/session-service'
import { signIn } from '@/lib/auth/sign-in'
import { authSecret, publicUrl } from '@/lib/env'
import { log } from '@/lib/log'
import { Problem } from '@/lib/problem'

// The machine-readable door: sign-in by POST, session as JSON. People use /login, which ends in the same
// service and writes the same cookie. Built per request: a build knows no secrets.
function options(): NextAuthOptions {
  const cookie = (name: string) => ({ name, options: cookieOptions() })
  const prefix = sessionCookieName().replace(/session$/, '')
  return {
    secret: authSecret(),
    useSecureCookies: cookieOptions().secure,
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      csrfToken: cookie(`${prefix}csrf`),
      callbackUrl: cookie(`${prefix}callback`),
    },
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds, decode: decodeToken },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    providers: [passwords],
    callbacks: {
      // What the cookie holds: which session, at which version. Never a name, never a role.
      jwt: ({ token, user }) => {
        if (!user) return token
        return sessionClaims.parse({ sid: user.id, sv: Object(user).sv })
      },
      session: async ({ session, token }) => {
        const claims = sessionClaims.safeParse({ sid: token.sid, sv: token.sv })
        const viewer = claims.success ? await viewerOfSession(claims.data, null) : null
        return {
          expires: session.expires,
          user: viewer ? { name: viewer.name, email: viewer.email } : undefined,
        }
      },
      redirect: ({ url }) =>
        safeNext(url.startsWith(publicUrl()) ? url.slice(new URL(publicUrl()).origin.length) : url),
    },
    events: { signOut: ({ token }) => end(token) },
    logger: {
      error: (code) => log.warn({ code }, 'sign-in failed inside next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => {},
    },
  }
}

const passwords = Credentials({
  credentials: { email: { type: 'email' }, password: { type: 'password' } },
  authorize: async (typed) => {
    const input = signInSchema.safeParse({ email: typed?.email, password: typed?.password })
    if (!input.success) return null
    const { sid, sv } = await signIn(input.data, await currentClient())
    return { id: sid, sv }
  },
})

async function end(token: unknown): Promise<void> {
  const claims = sessionClaims.safeParse({ sid: Object(token).sid, sv: Object(token).sv })
  const viewer = claims.success ? await viewerOfSession(claims.data, (await currentClient()).ip) : null
  if (viewer && claims.success) await endSession(viewer, claims.data.sid, 'session.sign-out')
}

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    if (!isSafeMethod(request.method)) refuseForeignRequest(request.headers, publicUrl())
    // Its browser half reports faults here, unasked and unsigned; nobody uses it, and a log is not for strangers.
    if ((await context.params).nextauth[0] === '_log')
      throw new Problem('not-found', 'There is no such door here.')
    return await NextAuth(request, context, options())
  } catch (error) {
    return errorResponse(error, request)
  }
}

export { handle as GET, handle as POST }
