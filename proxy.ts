import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { isSafeMethod, refuseForeignRequest } from '@/lib/auth/request-origin'
import { attachedFilePolicy, contentSecurityPolicy, isAttachedFile } from '@/lib/auth/response-headers'
import { isDevelopment, publicUrl } from '@/lib/env'
import { Problem, problemStatus } from '@/lib/problem'

/**
 * Runs in front of every page and route: a nonce for its scripts, no storing, no foreign writes. It decides
 * nothing about who may do what: services do, because a proxy can be walked around.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (pathname.startsWith('/_next/image')) return new NextResponse('Not found', { status: 404 })
  const refusal = foreignWrite(request)
  if (refusal) return refusal

  const nonce = randomBytes(16).toString('base64')
  const policy = isAttachedFile(pathname) ? attachedFilePolicy : contentSecurityPolicy(nonce, isDevelopment())
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set('x-nonce', nonce)
  headers.set('x-wheeltapper-path', `${pathname}${search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('Cache-Control', 'no-store')
  return response
}

// Files that a build names by their content need none of this.
export const config = { matcher: '/((?!_next/static/).*)' }

/** Mail programs post here for their users (RFC 8058): no browser, no cookie, no origin; the path is the secret. */
const oneClick = /^\/api\/unsubscribe\/[\w-]+$/

function foreignWrite(request: NextRequest): NextResponse | null {
  if (isSafeMethod(request.method) || oneClick.test(request.nextUrl.pathname)) return null
  try {
    refuseForeignRequest(request.headers, publicUrl())
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return NextResponse.json(
      { error: { message: error.message, fields: {} } },
      { status: problemStatus[error.kind] },
    )
  }
}
