import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { baseHeaders } from '@/lib/auth/response-headers'
import { publicUrl } from '@/lib/env'
import { rememberAnswer, requestIdHeader } from './answer-status'

/**
 * Sees every request before Next.js does, and every answer, errors included.
 * - x-wheeltapper-peer is the other end of the connection, whatever the client wrote there.
 * - x-wheeltapper-request names it, for the status of a page that went wrong.
 * - x-middleware-subrequest is internal to Next.js; five advisories began with somebody sending it.
 */
export function watchRequests(): void {
  const headers = Object.entries(baseHeaders(publicUrl()))
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    request.headers['x-wheeltapper-peer'] = request.socket.remoteAddress ?? ''
    delete request.headers['x-middleware-subrequest']
    const id = randomUUID()
    request.headers[requestIdHeader] = id
    rememberAnswer(id, request, response)
    for (const [name, value] of headers) response.setHeader(name, value)
  })
}
