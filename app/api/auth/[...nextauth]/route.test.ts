import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { POST } from './route'

test('offers strangers no way to write into the log', async () => {
  const request = new NextRequest('http://localhost:3000/api/auth/_log', {
    method: 'POST',
    headers: { origin: 'http://localhost:3000', host: 'localhost:3000' },
    body: JSON.stringify({ level: 'error', code: 'anything' }),
  })
  const answer = await POST(request, { params: Promise.resolve({ nextauth: ['_log'] }) })
  expect(answer.status).toBe(404)
})
