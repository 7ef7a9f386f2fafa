import { afterEach, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { errorResponse, readJson } from './api-route'

afterEach(() => vi.restoreAllMocks())

const bodyOf = (text: string) =>
  readJson(new Request('http://here.invalid/api/x', { method: 'PUT', body: text }))

it('mends halves of characters in a body, which no database stores', async () => {
  expect(await bodyOf('{"note": "cut \\ud83d here", "list": ["\\udc00", "\\ud83d\\ude80"]}')).toEqual({
    note: 'cut \ufffd here',
    list: ['\ufffd', '🚀'],
  })
})

it.each([
  ['no JSON', '{"note": '],
  ['lists in lists without end', '['.repeat(60_000)],
  ['more than 64 KiB', JSON.stringify({ note: 'x'.repeat(70_000) })],
])('refuses %s', (_what, text) => expect(bodyOf(text)).rejects.toMatchObject({ kind: 'invalid' }))

it('logs a fault without the token of the link that it happened behind', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  const token = 'S'.repeat(43)
  const address = `http://here.invalid/api/unsubscribe/${token}`
  expect(errorResponse(new Error('away'), new Request(address, { method: 'POST' })).status).toBe(500)
  expect(logged).toHaveBeenCalledOnce()
  expect(JSON.stringify(logged.mock.calls)).not.toContain(token)
})
