import { ProbeError } from './probe-context'

export interface RpmPackage {
  name: string
  version: string
  arch: string
}

// Tags of a package header; see rpm's documentation of its file format.
const tags = { 1000: 'name', 1001: 'version', 1002: 'release', 1003: 'epoch', 1022: 'arch' } as const

/** Packages of an rpm database of the SQLite kind (rpm 4.16 and later). Throws ProbeError. */
export function readRpmDatabase(path: string): RpmPackage[] {
  // Not imported: bundlers of the web part need not know it.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const rows = database.prepare('select blob from Packages limit 20000').all() as { blob: Uint8Array }[]
    return rows.map(({ blob }) => parseHeader(Buffer.from(blob))).filter(({ name }) => name !== 'gpg-pubkey')
  } catch (error) {
    if (error instanceof ProbeError) throw error
    throw new ProbeError(
      'protocol',
      `${path} could not be read as rpm's list of packages: ${String(error).slice(0, 200)}`,
    )
  } finally {
    database.close()
  }
}

/** Name, version and architecture in a package header: an index of 16-byte entries, then the values. */
export function parseHeader(blob: Buffer): RpmPackage {
  const entries = blob.length >= 8 ? blob.readUInt32BE(0) : 0
  const start = 8 + entries * 16
  if (entries === 0 || start > blob.length)
    throw new ProbeError('protocol', 'A package header of rpm is damaged.')
  const found: Partial<Record<(typeof tags)[keyof typeof tags], string>> = {}
  for (let index = 0; index < entries; index += 1) {
    const at = 8 + index * 16
    const name = tags[blob.readUInt32BE(at) as keyof typeof tags]
    if (!name) continue
    const offset = start + blob.readUInt32BE(at + 8)
    // Type 4 is a number, 6 a text that ends with zero.
    found[name] = blob.readUInt32BE(at + 4) === 4 ? String(blob.readUInt32BE(offset)) : textAt(blob, offset)
  }
  const { name = '', version = '', release = '', epoch, arch = '' } = found
  return { name, version: `${epoch ? `${epoch}:` : ''}${version}-${release}`, arch }
}

function textAt(blob: Buffer, offset: number): string {
  const end = blob.indexOf(0, offset)
  return blob.toString('utf8', offset, end === -1 ? blob.length : end)
}
