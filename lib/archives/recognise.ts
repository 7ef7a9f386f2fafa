import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BLOCK_BYTES, decodeHeader, paddingAfter } from '@/lib/backups/tar-header'
import type { ArchiveFormat } from './archive'
import { type Sniffed, sniff, sniffBytes } from './sniff'

/** What lies at a path. */
export type Recognised =
  | { kind: 'format'; format: ArchiveFormat }
  | { kind: 'packed'; layer: 'gzip' | 'zstd' | 'tar' }
  | { kind: 'restic' }
  | { kind: 'folder' }
  | { kind: 'empty' }
  | { kind: 'unknown' }

const ofFile: Readonly<Record<Exclude<Sniffed, 'tar'>, Recognised>> = {
  empty: { kind: 'empty' },
  unknown: { kind: 'unknown' },
  gzip: { kind: 'packed', layer: 'gzip' },
  zstd: { kind: 'packed', layer: 'zstd' },
  sqlite: { kind: 'format', format: 'sqlite' },
  'postgres-custom': { kind: 'format', format: 'postgres-custom' },
  'postgres-plain': { kind: 'format', format: 'postgres-plain' },
}

/** Entries of a tar whose headers are looked at to tell one of our own backups. */
const ownEntries = 5_000

/** Tells by its content what lies at a path. */
export async function recognise(path: string): Promise<Recognised> {
  const entry = await stat(path)
  if (entry.isDirectory()) return recogniseFolder(path)
  if (!entry.isFile()) return { kind: 'unknown' }
  const head = await headOf(path)
  const sniffed = sniff(head)
  if (sniffed !== 'tar') return ofFile[sniffed]
  if (head.toString('latin1', 0, 8) === 'toc.dat\0') return { kind: 'format', format: 'postgres-tar' }
  return (await isOwn(path)) ? { kind: 'format', format: 'wheeltapper' } : { kind: 'packed', layer: 'tar' }
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(sniffBytes)
    const { bytesRead } = await handle.read(head, 0, sniffBytes, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function recogniseFolder(path: string): Promise<Recognised> {
  const names = new Set(await readdir(path))
  if (names.size === 0) return { kind: 'empty' }
  if (names.has('toc.dat')) return { kind: 'format', format: 'postgres-directory' }
  if (['config', 'data', 'index', 'keys', 'snapshots'].every((name) => names.has(name)))
    return { kind: 'restic' }
  if (names.has('backup') && names.has('archive') && (await stanzasOf(path)).length > 0)
    return { kind: 'format', format: 'pgbackrest' }
  return { kind: 'folder' }
}

/** Names of the clusters that a pgBackRest repository keeps. */
export async function stanzasOf(repository: string): Promise<string[]> {
  const names = await readdir(join(repository, 'backup')).catch(() => [])
  const found: string[] = []
  for (const name of names) {
    const hasInfo = await stat(join(repository, 'backup', name, 'backup.info')).then(
      (entry) => entry.isFile(),
      () => false,
    )
    if (hasInfo) found.push(name)
  }
  return found
}

/** A backup of this product ends with its manifest and the manifest's sum. */
async function isOwn(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const block = Buffer.alloc(BLOCK_BYTES)
    for (let position = 0, seen = 0; seen < ownEntries; seen += 1) {
      const { bytesRead } = await handle.read(block, 0, BLOCK_BYTES, position)
      const entry = bytesRead === BLOCK_BYTES ? decodeHeader(block) : null
      if (!entry || Number.isNaN(entry.bytes)) return false
      if (entry.name === 'manifest.sha256') return true
      position += BLOCK_BYTES + entry.bytes + paddingAfter(entry.bytes)
    }
    return false
  } catch {
    return false // a damaged header: unpacking says so in words
  } finally {
    await handle.close()
  }
}
