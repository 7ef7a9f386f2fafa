import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { unfinishedName } from './backup-name'
import { BLOCK_BYTES, encodeHeader, paddingAfter } from './tar-header'

/** Size and SHA-256 of a part as it lies in the archive. */
export interface PartDigest {
  bytes: number
  sha256: string
}

/**
 * Writes a tar archive under a hidden name and gives it its real one only when it is complete and on disk:
 * nobody ever sees half a backup.
 */
export class ArchiveWriter {
  readonly #file: string
  readonly #unfinished: string
  readonly #handle: FileHandle
  readonly #at: Date
  #position = 0

  private constructor(file: string, unfinished: string, handle: FileHandle, at: Date) {
    this.#file = file
    this.#unfinished = unfinished
    this.#handle = handle
    this.#at = at
  }

  static async create(file: string, at: Date): Promise<ArchiveWriter> {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const unfinished = join(dirname(file), unfinishedName(basename(file)))
    return new ArchiveWriter(file, unfinished, await open(unfinished, 'wx', 0o600), at)
  }

  /** Appends a part whose size is known only at its end: the header before it is written last. */
  async add(name: string, content: Readable | Buffer): Promise<PartDigest> {
    const start = this.#position
    this.#position += BLOCK_BYTES
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of content instanceof Buffer ? [content] : content) {
      hash.update(chunk)
      bytes += chunk.length
      await this.#append(chunk)
    }
    await this.#append(Buffer.alloc(paddingAfter(bytes)))
    await this.#handle.write(encodeHeader({ name, bytes }, this.#at), 0, BLOCK_BYTES, start)
    return { bytes, sha256: hash.digest('hex') }
  }

  /** Ends the archive and lets it appear. Returns its size in bytes. */
  async finish(): Promise<number> {
    await this.#append(Buffer.alloc(2 * BLOCK_BYTES))
    await this.#handle.sync()
    await this.#handle.close()
    await rename(this.#unfinished, this.#file)
    return this.#position
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => {})
    await rm(this.#unfinished, { force: true })
  }

  async #append(chunk: Buffer): Promise<void> {
    for (let written = 0; written < chunk.length; ) {
      const { bytesWritten } = await this.#handle.write(
        chunk,
        written,
        chunk.length - written,
        this.#position,
      )
      written += bytesWritten
      this.#position += bytesWritten
    }
  }
}
