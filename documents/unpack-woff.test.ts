import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unpackWoff } from './unpack-woff'

function woff(tables: readonly (readonly [tag: string, content: Buffer, isPacked: boolean])[]): Buffer {
  const head = Buffer.alloc(44 + tables.length * 20)
  head.write('wOFF', 0, 'latin1')
  head.writeUInt32BE(0x00010000, 4)
  head.writeUInt16BE(tables.length, 12)
  const bodies: Buffer[] = []
  let offset = head.length
  for (const [place, [tag, content, isPacked]] of tables.entries()) {
    const body = isPacked ? deflateSync(content) : content
    const entry = 44 + place * 20
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(offset, entry + 4)
    head.writeUInt32BE(body.length, entry + 8)
    head.writeUInt32BE(content.length, entry + 12)
    head.writeUInt32BE(7 + place, entry + 16)
    bodies.push(body)
    offset += body.length
  }
  return Buffer.concat([head, ...bodies])
}

test('tables come out as they were, packed or not, each at a multiple of four', () => {
  const long = Buffer.from('glyphs '.repeat(60))
  const font = unpackWoff(
    woff([
      ['glyf', long, true],
      ['head', Buffer.from('abcde'), false],
      ['maxp', Buffer.from('xy'), false],
    ]),
  )
  expect(font.readUInt32BE(0)).toBe(0x00010000)
  expect([4, 6, 8, 10].map((at) => font.readUInt16BE(at))).toEqual([3, 32, 1, 16])
  const tables = [0, 1, 2].map((place) => {
    const entry = 12 + place * 16
    const [offset, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)]
    expect(offset % 4).toBe(0)
    return [
      font.toString('latin1', entry, entry + 4),
      font.readUInt32BE(entry + 4),
      font.toString('latin1', offset, offset + length),
    ]
  })
  expect(tables).toEqual([
    ['glyf', 7, long.toString()],
    ['head', 8, 'abcde'],
    ['maxp', 9, 'xy'],
  ])
})

test('anything else is refused', () => {
  expect(() => unpackWoff(Buffer.from('wOF2 something'))).toThrow('not a WOFF file')
})
