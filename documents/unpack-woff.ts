import { inflateSync } from 'node:zlib'

/**
 * The font inside a WOFF file as it was before it was packed. pdfkit reads WOFF too, but unpacks each table anew in
 * every document, in JavaScript, which takes longer than all the rest.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF')
    throw new Error('not a WOFF file: it does not begin with "wOFF"')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, place) => tableAt(woff, 44 + place * 20))
  const head = Buffer.alloc(12 + count * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const power = 2 ** Math.floor(Math.log2(count))
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  let offset = head.length
  for (const [place, { tag, checksum, content }] of tables.entries()) {
    const entry = 12 + place * 16
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(checksum, entry + 4)
    head.writeUInt32BE(offset, entry + 8)
    head.writeUInt32BE(content.length, entry + 12)
    offset += padded(content.length)
  }
  return Buffer.concat([
    head,
    ...tables.map(({ content }) => Buffer.concat([content], padded(content.length))),
  ])
}

/** Tables begin at multiples of four. */
const padded = (length: number) => Math.ceil(length / 4) * 4

function tableAt(woff: Buffer, entry: number): { tag: string; checksum: number; content: Buffer } {
  const offset = woff.readUInt32BE(entry + 4)
  const packed = woff.readUInt32BE(entry + 8)
  const length = woff.readUInt32BE(entry + 12)
  const content = woff.subarray(offset, offset + packed)
  return {
    tag: woff.toString('latin1', entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    content: packed < length ? inflateSync(content) : content,
  }
}
