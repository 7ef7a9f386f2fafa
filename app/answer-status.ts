import type { IncomingMessage, ServerResponse } from 'node:http'
import { headers } from 'next/headers'

// A page that says itself what went wrong still has to carry the status of it. Next.js gives pages no way to set
// one, except by throwing, and what is thrown becomes an empty document that only scripts can fill. So the answers
// of documents that are being made are known by the id of their request. On globalThis because the build bundles
// instrumentation.ts and pages apart.
const holder = globalThis as typeof globalThis & { wheeltapperAnswers?: Map<string, ServerResponse> }
holder.wheeltapperAnswers ??= new Map()
const answers = holder.wheeltapperAnswers

/** Header of a request that names it, written by request-intake.ts whatever the client sent. */
export const requestIdHeader = 'x-wheeltapper-request'

/** Keeps the answer of a request for a document until it is sent. */
export function rememberAnswer(id: string, request: IncomingMessage, response: ServerResponse): void {
  // What the browser's router fetches has its status for itself: it would leave the page on any other than 200.
  if (request.headers.rsc !== undefined) return
  answers.set(id, response)
  response.once('close', () => answers.delete(id))
}

/** Status of the document that is being made; too late once its head is sent. */
export async function setAnswerStatus(status: number): Promise<void> {
  const response = answers.get((await headers()).get(requestIdHeader) ?? '')
  if (response && !response.headersSent) response.statusCode = status
}
