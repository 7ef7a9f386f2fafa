import { decode, encode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import { type SessionClaims, sessionClaims, sessionSeconds } from '@/lib/auth/session-claims'
import { authSecret, publicUrl } from '@/lib/env'

const isHttps = () => publicUrl().startsWith('https:')

/** `__Host-` binds the cookie to this host and to TLS; browsers refuse that name over plain http. */
export const sessionCookieName = () => (isHttps() ? '__Host-wheeltapper.session' : 'wheeltapper.session')

/** How every cookie of the product is set. */
export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: isHttps(),
})

/** Encrypted cookie value for a session. */
export function encodeSession(claims: SessionClaims): Promise<string> {
  return encode({ token: { ...claims }, secret: authSecret(), maxAge: sessionSeconds })
}

/** The claims of a cookie value; null for anything that this installation did not write. */
export async function decodeSession(value: string | undefined): Promise<SessionClaims | null> {
  if (!value) return null
  const parsed = sessionClaims.safeParse(await decodeToken({ token: value, secret: authSecret() }))
  return parsed.success ? parsed.data : null
}

/** Decrypts a token, but only one made with the algorithms that are used here. */
export async function decodeToken(parameters: JWTDecodeParams): Promise<JWT | null> {
  if (!isOwnAlgorithm(parameters.token)) return null
  return await decode(parameters).catch(() => null)
}

function isOwnAlgorithm(token: string | undefined): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token?.split('.')[0] ?? '', 'base64url').toString())
    const { alg, enc, zip } = Object(header)
    return alg === 'dir' && enc === 'A256GCM' && zip === undefined
  } catch {
    return false
  }
}
