import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Problem } from '@/lib/problem'
import { type Manifest, manifestSchema } from './schema'
import { BLOCK_BYTES, decodeHeader, paddingAfter } from './tar-header'

interface Part {
  offset: number
  bytes: number
}

const MANIFEST_LIMIT_BYTES = 50_000_000
const CHUNK_BYTES = 256 * 1024

/** A backup whose every byte has been compared with the checksums in it. */
export class ArchiveReader {
  readonly manifest: Manifest
  readonly #handle: FileHandle
  readonly #parts: ReadonlyMap<string, Part>

  private constructor(handle: FileHandle, parts: ReadonlyMap<string, Part>, manifest: Manifest) {
    this.#handle = handle
    this.#parts = parts
    this.manifest = manifest
  }

  /** Opens and verifies a backup completely. Throws Problem `invalid` with the fault in one sentence. */
  static async open(file: string): Promise<ArchiveReader> {
    const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
      throw new Problem('invalid', `The backup ${file} cannot be read (${error.code}).`)
    })
    try {
      const parts = await readParts(handle)
      const manifest = await readManifest(handle, parts)
      for (const { part, sha256, bytes } of manifest.tables) {
        const found = parts.get(part)
        if (!found) throw new Error(`${part} is missing`)
        if (found.bytes !== bytes || (await digestOf(handle, found)) !== sha256)
          throw new Error(`${part} is damaged`)
      }
      return new ArchiveReader(handle, parts, manifest)
    } catch (error) {
      await handle.close()
      const fault = error instanceof Error ? error.message : String(error)
      throw new Problem(
        'invalid',
        `The backup ${file} cannot be used: ${fault}. Nothing was changed. Use an older backup.`,
      )
    }
  }

  /** The bytes of one part, as they were stored. */
  read(part: string): Readable {
    const found = this.#parts.get(part)
    if (!found) throw new Problem('invalid', `The backup has no part ${part}.`)
    return contentOf(this.#handle, found)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

async function readParts(handle: FileHandle): Promise<Map<string, Part>> {
  const { size } = await handle.stat()
  const parts = new Map<string, Part>()
  let position = 0
  for (;;) {
    const block = Buffer.alloc(BLOCK_BYTES)
    const { bytesRead } = await handle.read(block, 0, BLOCK_BYTES, position)
    if (bytesRead < BLOCK_BYTES) throw new Error(size === 0 ? 'it is empty' : 'its end is missing')
    const entry = decodeHeader(block)
    if (!entry) return parts
    const offset = position + BLOCK_BYTES
    parts.set(entry.name, { offset, bytes: entry.bytes })
    position = offset + entry.bytes + paddingAfter(entry.bytes)
    if (position > size) throw new Error('its end is missing')
  }
}

async function readManifest(handle: FileHandle, parts: ReadonlyMap<string, Part>): Promise<Manifest> {
  const part = parts.get('manifest.json')
  const digest = parts.get('manifest.sha256')
  if (!part || !digest || part.bytes > MANIFEST_LIMIT_BYTES)
    throw new Error('it has no manifest, so it is no backup of Wheeltapper')
  const text = await textOf(handle, part)
  const wanted = (await textOf(handle, digest)).trim()
  if (createHash('sha256').update(text).digest('hex') !== wanted) throw new Error('its manifest is damaged')
  const parsed = manifestSchema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new Error('its manifest is of a form that this version does not know')
}

async function textOf(handle: FileHandle, part: Part): Promise<string> {
  const buffer = Buffer.alloc(part.bytes)
  await handle.read(buffer, 0, part.bytes, part.offset)
  return buffer.toString('utf8')
}

async function digestOf(handle: FileHandle, part: Part): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of contentOf(handle, part)) hash.update(chunk)
  return hash.digest('hex')
}

function contentOf(handle: FileHandle, { offset, bytes }: Part): Readable {
  return Readable.from(chunksOf(handle, offset, bytes), { objectMode: false })
}

async function* chunksOf(handle: FileHandle, offset: number, bytes: number): AsyncGenerator<Buffer> {
  for (let read = 0; read < bytes; ) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bytes - read))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset + read)
    if (bytesRead === 0) throw new Error('its end is missing')
    read += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
