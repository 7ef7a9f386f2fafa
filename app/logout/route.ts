import { refuseForeignRequest } from '@/lib/auth/request-origin'
import { endSession } from '@/lib/auth/session-service'
import { publicUrl } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { errorResponse } from '../api-route'
import { clearSessionCookie } from '../session-cookie'
import { currentClaims, optionalViewer } from '../viewer'

/** Ends the session in the database and takes the cookie back. Whoever has none is signed out already. */
export async function POST(request: Request): Promise<Response> {
  try {
    refuseForeignRequest(request.headers, publicUrl())
    const [viewer, claims] = await Promise.all([optionalViewer(), currentClaims()])
    if (viewer && claims) await endSession(viewer, claims.sid, 'session.sign-out').catch(unlessEnded)
    await clearSessionCookie()
    return new Response(null, { status: 303, headers: { Location: '/login?out=1' } })
  } catch (error) {
    return errorResponse(error, request)
  }
}

// Two tabs may sign out at once.
function unlessEnded(error: unknown): void {
  if (!(error instanceof Problem && error.kind === 'not-found')) throw error
}
