import { errorResponse } from '@/app/api-route'
import { currentClient } from '@/app/viewer'
import { unsubscribe } from '@/lib/reports/subscription-service'

type Context = { params: Promise<{ token: string }> }

/**
 * RFC 8058: a mail program posts here when its user presses "unsubscribe". It is no browser of ours: there is no
 * origin and no session, and the token of the mail is what entitles to it. It can end one subscription, nothing else.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    await unsubscribe((await params).token, (await currentClient()).ip)
    return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    return errorResponse(error, request)
  }
}

/** Whoever opens the address by hand gets the page with the button: looking at a link must not end anything. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const location = `/unsubscribe/${encodeURIComponent(token)}`
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
