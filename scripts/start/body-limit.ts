import type { IncomingMessage, ServerResponse } from 'node:http'
import { tooLargeFormSentence } from '@/lib/evidence/size-limit'

/** What is drained of a refused body, so that its sender gets to read the answer; then the connection ends. */
const LINGER_MS = 30_000

/**
 * Refuses a request whose body is larger than `limit` before anything of it is kept: at once where the length is
 * said, else at the byte that goes beyond. Returns whether the request was answered here.
 */
export function refuseLargeBody(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, fileLimit }: { limit: number; fileLimit: number },
): boolean {
  const said = Number(request.headers['content-length'] ?? Number.NaN)
  if (said > limit) {
    refuse(request, response, fileLimit)
    request.resume()
    return true
  }
  if (request.headers['transfer-encoding'] !== undefined) watchLength(request, response, { limit, fileLimit })
  return false
}

function watchLength(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, fileLimit }: { limit: number; fileLimit: number },
): void {
  const push = request.push.bind(request)
  let received = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    received += chunk?.length ?? 0
    if (received <= limit || chunk === null) return push(chunk, encoding)
    if (!response.headersSent) refuse(request, response, fileLimit)
    // Thrown away, so that the rest arrives and ends.
    return true
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, fileLimit: number): void {
  const sentence = tooLargeFormSentence(fileLimit)
  const { type, body } = inShape(request, sentence)
  response.writeHead(413, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(body)
  const end = setTimeout(() => request.socket.destroy(), LINGER_MS)
  request.socket.once('close', () => clearTimeout(end))
}

/** For a form of a page a page; for its script, which shows what it is told, a text; for a route JSON. */
function inShape(request: IncomingMessage, sentence: string): { type: string; body: string } {
  if (request.url?.startsWith('/api/'))
    return { type: 'application/json', body: JSON.stringify({ error: { message: sentence, fields: {} } }) }
  if (request.headers['next-action'] !== undefined || !request.headers.accept?.includes('text/html'))
    return { type: 'text/plain; charset=utf-8', body: sentence }
  const path = encodeURI(decodeURI(safePath(request.url))).replaceAll(/[<>"'&]/g, '')
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Too large · Wheeltapper</title>
<main>
<h1>Too large to attach</h1>
<p>${sentence}</p>
<p><a href="${path}">Back to the page</a></p>
</main>
</html>
`,
  }
}

/** The path of a request, without what could leave this server. */
function safePath(url = '/'): string {
  const path = url.split('?')[0] ?? '/'
  try {
    decodeURI(path)
  } catch {
    return '/'
  }
  return path.startsWith('//') || !path.startsWith('/') ? '/' : path
}
