import { expect, it } from 'vitest'
import { readJson } from './api-route'

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
