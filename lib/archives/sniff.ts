/** What the first bytes of a file say that it is. */
export type Sniffed =
  | 'empty'
  | 'gzip'
  | 'zstd'
  | 'tar'
  | 'postgres-custom'
  | 'sqlite'
  | 'postgres-plain'
  | 'unknown'

/** So many bytes are enough to tell. */
export const sniffBytes = 4_096

const sqliteMagic = Buffer.from('SQLite format 3\0')
const tarMagicAt = 257

/** First words of a text that programs of PostgreSQL and people write. */
const sqlStart =
  /^(?:\ufeff)?(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\\restrict [A-Za-z0-9]+\n)*(?:--|\\|(?:SET|BEGIN|START|CREATE|INSERT|COPY|SELECT|DROP|ALTER|GRANT|REVOKE|DO|TRUNCATE|DELETE|UPDATE|WITH|COMMENT|ANALYZE|LOCK)\b)/i

/** Tells a kind of file by its first bytes; its name is never asked. */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return 'empty'
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head.length >= 4 && isZstd(head.readUInt32LE(0))) return 'zstd'
  if (head.toString('latin1', 0, 5) === 'PGDMP') return 'postgres-custom'
  if (head.subarray(0, sqliteMagic.length).equals(sqliteMagic)) return 'sqlite'
  if (head.toString('latin1', tarMagicAt, tarMagicAt + 5) === 'ustar') return 'tar'
  if (head.includes(0)) return 'unknown'
  return sqlStart.test(head.toString('utf8')) ? 'postgres-plain' : 'unknown'
}

/** A frame, or one of the frames that are to be skipped and may come first. */
function isZstd(magic: number): boolean {
  return magic === 0xfd2fb528 || (magic >= 0x184d2a50 && magic <= 0x184d2a5f)
}
