import { describe, expect, it } from 'vitest'
import { createFrameWatch } from './postgres-frames'

function message(type: string, body: number | Uint8Array): Buffer {
  const content = typeof body === 'number' ? Buffer.alloc(body) : Buffer.from(body)
  const header = Buffer.alloc(5)
  header.write(type, 0, 'latin1')
  header.writeUInt32BE(content.length + 4, 1)
  return Buffer.concat([header, content])
}

const login = Buffer.concat([message('R', 4), message('S', 20), message('K', 8), message('Z', 1)])

describe('createFrameWatch', () => {
  it('follows a login and an answer, however they are cut', () => {
    const stream = Buffer.concat([
      login,
      message('T', 40),
      message('D', 200),
      message('C', 9),
      message('Z', 1),
    ])
    for (const size of [1, 3, 7, stream.length]) {
      const watch = createFrameWatch()
      for (let at = 0; at < stream.length; at += size)
        expect(watch(stream.subarray(at, at + size))).toBeNull()
    }
  })

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n'],
    ['a mail server', '220 mail.example.com ESMTP'],
    ['a shell', '\u0000\u0001\u0002'],
    ['a MySQL greeting', 'J\u0000\u0000\u0000\n8.0.36'],
  ])('takes %s for garbage at its first bytes', (_who, text) => {
    expect(createFrameWatch()(Buffer.from(text, 'latin1'))).toBe('garbage')
  })

  it('does not accept rows before the login, nor a long message during it', () => {
    expect(createFrameWatch()(message('D', 4))).toBe('garbage')
    expect(createFrameWatch()(message('R', 40_000).subarray(0, 5))).toBe('garbage')
    expect(createFrameWatch()(Buffer.from([0x52, 0, 0, 0, 3]))).toBe('garbage')
  })

  it('stops a row or a session that is larger than an audit needs', () => {
    const watch = createFrameWatch()
    watch(login)
    expect(watch(message('D', 9 * 1024 * 1024).subarray(0, 5))).toBe('too-large')

    const patient = createFrameWatch()
    patient(login)
    const row = message('D', 1024 * 1024)
    const faults = Array.from({ length: 40 }, () => patient(row))
    expect(faults[0]).toBeNull()
    expect(faults.at(-1)).toBe('too-large')
  })
})
