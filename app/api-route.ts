import { randomUUID } from 'node:crypto'
import { loggablePath } from '@/lib/auth/loggable-path'
import { isSafeMethod, refuseForeignRequest } from '@/lib/auth/request-origin'
import type { Viewer } from '@/lib/auth/viewer'
import { publicUrl } from '@/lib/env'
import { log } from '@/lib/log'
import { Problem, problemStatus } from '@/lib/problem'
import { optionalViewer } from './viewer'

/** What a route works with after the door: who asks, the request, the parts of its path. */
export interface ApiCall<Params> {
  viewer: Viewer
  request: Request
  params: Params
}

type Answer = Response | object

/**
 * The door of every JSON route. In order: own origin (for what changes something), viewer, handler. What the
 * handler returns is sent as JSON; a Problem becomes its status and {error: {message, fields}}; anything else a
 * 500 with an id that is also in the log.
 */
export function apiRoute<Params extends Record<string, string | string[]> = Record<never, never>>(
  handler: (call: ApiCall<Params>) => Promise<Answer>,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      if (!isSafeMethod(request.method)) refuseForeignRequest(request.headers, publicUrl())
      const viewer = await optionalViewer()
      if (!viewer)
        throw new Problem(
          'unauthenticated',
          'You are not signed in, or your session has ended. Sign in again.',
        )
      const answer = await handler({ viewer, request, params: await context.params })
      return answer instanceof Response ? answer : json(answer, 200)
    } catch (error) {
      return errorResponse(error, request)
    }
  }
}

const bodyLimit = 64 * 1024

/**
 * The JSON body of a request, at most 64 KiB. Halves of characters become the replacement character, as forms send
 * them: no database stores them. Throws a Problem for anything that is no JSON.
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > bodyLimit) throw new Problem('invalid', 'The body is larger than 64 KiB.')
  try {
    return JSON.parse(text, (_name, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed() : value,
    )
  } catch {
    throw new Problem('invalid', 'The body is not JSON. Example: {"name":"orders-db"}')
  }
}

/** A Problem as its status and sentence; anything else as a 500 with an id that is also in the log. */
export function errorResponse(error: unknown, request: Request): Response {
  if (error instanceof Problem) {
    return json({ error: { message: error.message, fields: error.fields } }, problemStatus[error.kind])
  }
  const id = randomUUID().slice(0, 8)
  const path = loggablePath(new URL(request.url).pathname)
  log.error({ id, path, error: describeFault(error) }, 'request failed')
  return json(
    {
      error: {
        message: `Something broke on our side. Nothing was changed. Quote ${id} when you report it.`,
        fields: {},
      },
    },
    500,
  )
}

/** Name, message and stack, without the object itself: drivers hang connection settings on their errors. */
export function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
}

function json(body: object, status: number): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
