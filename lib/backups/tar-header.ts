// The part of POSIX ustar that a backup needs: plain files. `tar tf` and `tar xf` read the result.

export const BLOCK_BYTES = 512

/** Largest size that eleven octal digits can tell. */
const OCTAL_LIMIT = 8 ** 11

export interface Entry {
  name: string
  bytes: number
}

/** One header block for a file. `at` becomes its modification time. */
export function encodeHeader({ name, bytes }: Entry, at: Date): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES)
  if (Buffer.byteLength(name) > 99) throw new Error(`${name} is too long a name for a tar entry`)
  block.write(name, 0, 'utf8')
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  writeSize(block, bytes)
  block.write(`${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 136)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  block.write(`${octal(checksum(block), 6)}\0 `, 148)
  return block
}

/** The entry of a header block; null for the zeros at the end of an archive. Throws when the block is damaged. */
export function decodeHeader(block: Buffer): Entry | null {
  if (block.every((byte) => byte === 0)) return null
  const stored = Number.parseInt(block.toString('latin1', 148, 154), 8)
  if (block.toString('latin1', 257, 262) !== 'ustar' || stored !== checksum(block)) {
    throw new Error('a header in it is damaged')
  }
  const end = block.indexOf(0)
  return { name: block.toString('utf8', 0, Math.min(end < 0 ? 100 : end, 100)), bytes: readSize(block) }
}

/** Bytes that fill a file of `bytes` up to the next block. */
export const paddingAfter = (bytes: number) => (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES

function writeSize(block: Buffer, bytes: number): void {
  if (bytes < OCTAL_LIMIT) {
    block.write(`${octal(bytes, 11)}\0`, 124)
    return
  }
  // GNU's base-256 form, which every tar of today reads.
  block.writeBigUInt64BE(BigInt(bytes), 128)
  block[124] = 0x80
}

function readSize(block: Buffer): number {
  if (block[124] === 0x80) return Number(block.readBigUInt64BE(128))
  return Number.parseInt(block.toString('latin1', 124, 135), 8)
}

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')

/** Sum of all bytes, the checksum field itself counted as spaces. */
function checksum(block: Buffer): number {
  let sum = 8 * 32
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte
  return sum
}
