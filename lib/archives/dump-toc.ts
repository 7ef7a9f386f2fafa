// The table of contents of pg_dump's custom, directory and tar formats (archive versions 1.12 to 1.16). Read here, not
// by pg_restore: what a dump would run must be known before any program opens it, and also where there is no program.

/** How the dump was packed inside; the byte after the sizes. */
const formats: Readonly<Record<number, 'custom' | 'tar' | 'directory'>> = {
  1: 'custom',
  3: 'tar',
  5: 'directory',
}

/** One thing in a dump. */
export interface TocEntry {
  dumpId: number
  /** "TABLE", "TABLE DATA", "FUNCTION" … */
  kind: string
  name: string
  namespace: string | null
  owner: string | null
  /** Statement that makes it. */
  definition: string | null
  /** "COPY … FROM stdin;"; null of data that are INSERT statements. */
  copyStatement: string | null
  /** Whether data or large objects follow. */
  hasData: boolean
}

/** What a dump says of itself before its data. */
export interface DumpToc {
  /** "1.14" */
  archiveVersion: string
  format: 'custom' | 'tar' | 'directory'
  database: string | null
  serverVersion: string | null
  programVersion: string | null
  entries: TocEntry[]
}

/** The bytes end before the table of contents does: more of them may help. */
export class TocCut extends Error {}

/** The bytes are no table of contents that this product knows. */
export class TocUnknown extends Error {}

const mostEntries = 2_000_000

/** Reads the table of contents at the start of `bytes`. Throws TocCut or TocUnknown. */
export function readToc(bytes: Buffer): DumpToc {
  const from = new Cursor(bytes)
  if (from.text(5) !== 'PGDMP') throw new TocUnknown('it does not begin like a dump')
  const [major, minor] = [from.byte(), from.byte()]
  from.byte()
  if (major !== 1 || minor < 12 || minor > 16)
    throw new TocUnknown(`its archive version is ${major}.${minor}, and 1.12 to 1.16 are known here`)
  from.integerBytes = from.byte()
  const offsetBytes = from.byte()
  const format = formats[from.byte()]
  if (!format || from.integerBytes > 8 || offsetBytes > 8) throw new TocUnknown('its header is damaged')
  if (minor >= 15) from.byte()
  else from.integer()
  for (let part = 0; part < 7; part += 1) from.integer()
  const [database, serverVersion, programVersion] = [from.string(), from.string(), from.string()]
  const count = from.integer()
  if (count < 0 || count > mostEntries) throw new TocUnknown('its table of contents is damaged')
  const extra = () => (format === 'custom' ? from.skip(1 + offsetBytes) : void from.string())
  const entries = Array.from({ length: count }, () => readEntry(from, minor, extra))
  return { archiveVersion: `${major}.${minor}`, format, database, serverVersion, programVersion, entries }
}

function readEntry(from: Cursor, minor: number, skipExtra: () => void): TocEntry {
  const dumpId = from.integer()
  const hasData = from.integer() !== 0
  from.string()
  from.string()
  const name = from.string() ?? ''
  const kind = from.string() ?? ''
  from.integer()
  const definition = from.string()
  from.string()
  const copyStatement = from.string()
  const namespace = from.string()
  from.string()
  if (minor >= 14) from.string()
  if (minor >= 16) from.integer()
  const owner = from.string()
  from.string()
  while (from.string() !== null) {
    // what it depends on
  }
  skipExtra()
  return { dumpId, kind, name, namespace, owner, definition, copyStatement: copyStatement || null, hasData }
}

class Cursor {
  readonly #bytes: Buffer
  #at = 0
  integerBytes = 4

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  skip(count: number): number {
    const start = this.#at
    if (start + count > this.#bytes.length) throw new TocCut()
    this.#at = start + count
    return start
  }

  byte(): number {
    return this.#bytes[this.skip(1)] ?? 0
  }

  text(length: number): string {
    const start = this.skip(length)
    return this.#bytes.toString('utf8', start, start + length)
  }

  /** A sign and `integerBytes` bytes, the lowest first. */
  integer(): number {
    const isNegative = this.byte() === 1
    let value = 0
    for (let index = 0; index < this.integerBytes; index += 1) value += this.byte() * 256 ** index
    return isNegative ? -value : value
  }

  /** A length and so many bytes; null where the length is below zero. */
  string(): string | null {
    const length = this.integer()
    return length < 0 ? null : this.text(length)
  }
}
