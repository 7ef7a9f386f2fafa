import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuseLargeBody } from './body-limit'

const limit = 1_048_576
let server: Server
let port: number
/** Bytes that whoever reads bodies here got of the last request. */
let kept = 0

beforeAll(async () => {
  server = createServer((incoming, response) => {
    kept = 0
    if (refuseLargeBody(incoming, response, { limit, fileLimit: limit })) return
    incoming.on('data', (chunk: Buffer) => {
      kept += chunk.length
    })
    incoming.on('end', () => !response.headersSent && response.end(`read ${kept}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

interface Answer {
  status: number
  type: string
  body: string
  /** Bytes that had been sent when the answer came. */
  sent: number
}

/** Sends `bytes` in pieces of 64 KiB, as fast as the other side takes them; `chunked` without saying how many. */
function send(
  bytes: number,
  headers: Record<string, string>,
  chunked = false,
  path = '/evidence',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let sent = 0
    const length = chunked ? {} : { 'content-length': String(bytes) }
    const out = request({ port, host: '127.0.0.1', method: 'POST', path, headers: { ...headers, ...length } })
    out.on('response', (answer) => {
      const at = sent
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
          sent: at,
        }),
      )
    })
    out.on('error', reject)
    const piece = Buffer.alloc(65_536, 'x')
    const write = () => {
      while (sent < bytes) {
        const part = piece.subarray(0, Math.min(piece.length, bytes - sent))
        sent += part.length
        if (!out.write(part)) return void out.once('drain', write)
      }
      out.end()
    }
    write()
  })
}

describe('a body that is too large', () => {
  const hundred = 100 * 1_048_576

  it('is refused by its length alone, before it was sent, with a page that says what to do', async () => {
    const answer = await send(hundred, { accept: 'text/html' })
    expect(answer.status).toBe(413)
    expect(answer.sent).toBeLessThan(hundred / 2)
    expect(kept).toBe(0)
    expect(answer.body).toContain('may have 1 MB together')
    expect(answer.body).toContain('<a href="/evidence">')
  })

  it('is refused at the byte that goes beyond when its length is not said; no more than the limit is kept', async () => {
    const answer = await send(hundred, { accept: 'text/html' }, true)
    expect(answer.status).toBe(413)
    expect(answer.sent).toBeLessThan(hundred / 2)
    expect(kept).toBeLessThanOrEqual(limit)
  })

  it('is told to scripts as a text and to routes as JSON', async () => {
    const script = await send(limit + 1, { accept: 'text/x-component', 'next-action': 'abc' })
    expect(script.type).toBe('text/plain; charset=utf-8')
    const route = await send(limit + 1, {}, false, '/api/anything')
    expect(JSON.parse(route.body)).toMatchObject({ error: { message: expect.stringContaining('too large') } })
  })

  it.each(['//evil.example/x', '/a"><script>', '/%E0%A4%A'])('never links elsewhere: %s', async (path) => {
    const answer = await send(
      limit + 1,
      { accept: 'text/html' },
      false,
      encodeURI(path).replace('%25E0%25A4%25A', '%E0%A4%A'),
    )
    expect(answer.body).not.toMatch(/evil|<script|href="\/\//)
  })

  it('is read when it is not', async () => {
    expect(await send(limit, {})).toMatchObject({ status: 200, body: `read ${limit}` })
    expect(await send(limit, {}, true)).toMatchObject({ status: 200, body: `read ${limit}` })
  })
})
