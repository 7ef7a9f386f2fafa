import { createReadStream, createWriteStream } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import type { UnpackLimits } from './archive'
import { outOfReach, unusable } from './unusable'

/** Below this, a high ratio is only a short text that repeats itself. */
const harmlessBytes = 16 * 1024 ** 2
/** Room that is left to everybody else on the volume. */
const reserveBytes = 512 * 1024 ** 2

/** Counts what comes out of a backup, in all its layers, and says when it is too much. */
export class UnpackBudget {
  readonly limits: UnpackLimits
  readonly #name: string
  readonly #room: number
  #bytes = 0
  #entries = 0

  private constructor(name: string, limits: UnpackLimits, room: number) {
    this.#name = name
    this.limits = limits
    this.#room = room
  }

  /** `folder` is where it will be unpacked: no more than its volume has room for. */
  static async create(name: string, limits: UnpackLimits, folder: string): Promise<UnpackBudget> {
    const { bavail, bsize } = await statfs(folder)
    return new UnpackBudget(name, limits, Math.max(0, bavail * bsize - reserveBytes))
  }

  get bytes(): number {
    return this.#bytes
  }

  take(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > this.limits.bytes)
      throw unusable(
        this.#name,
        `it unpacks to more than ${this.limits.bytes} bytes, which is the limit here.`,
      )
    if (this.#bytes > this.#room)
      throw outOfReach(
        this.#name,
        `there is no room to unpack it: it holds more than the ${Math.floor(this.#room / 1024 ** 2)} MB that are free. Free some, or let SCRATCH_DIRECTORY name a folder on a larger volume.`,
      )
  }

  checkRatio(packed: number, unpacked: number): void {
    if (unpacked < harmlessBytes || unpacked <= packed * this.limits.ratio) return
    throw unusable(
      this.#name,
      `it is a bomb: ${packed} bytes unpack to more than ${this.limits.ratio} times as many. It was not unpacked further.`,
    )
  }

  addEntry(): void {
    this.#entries += 1
    if (this.#entries > this.limits.entries)
      throw unusable(this.#name, `it holds more than ${this.limits.entries} names, which is the limit here.`)
  }
}

/** Unpacks one gzip or zstd file into `to`. Throws Problem when it is cut off, damaged, or a bomb. */
export async function decompress(
  from: { path: string; name: string; layer: 'gzip' | 'zstd' },
  to: string,
  budget: UnpackBudget,
  how: { signal: AbortSignal; onRead?: (bytes: number) => void },
): Promise<void> {
  let packed = 0
  let unpacked = 0
  const source = createReadStream(from.path, { highWaterMark: 262_144 })
  source.on('data', (chunk) => {
    packed += chunk.length
    how.onRead?.(packed)
  })
  const counter = new Transform({
    highWaterMark: 1_048_576,
    transform(chunk: Buffer, _encoding, done) {
      try {
        unpacked += chunk.length
        budget.take(chunk.length)
        // Of what was read, a part may still wait to be unpacked: that only lowers the ratio.
        budget.checkRatio(packed, unpacked)
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
  const unpack = from.layer === 'gzip' ? createGunzip() : createZstdDecompress()
  try {
    await pipeline(source, unpack, counter, createWriteStream(to, { mode: 0o600, flags: 'wx' }), {
      signal: how.signal,
    })
  } catch (error) {
    if (how.signal.aborted) throw how.signal.reason
    throw inWords(error, from, dirname(to))
  }
}

function inWords(error: unknown, { name, layer }: { name: string; layer: string }, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'Z_BUF_ERROR' || /unexpected end/i.test(String(error)))
    return unusable(
      name,
      `its end is missing: the ${layer} stream breaks off. Make it again, and look why writing it was cut short.`,
    )
  if (code.startsWith('Z_') || code.startsWith('ZSTD_'))
    return unusable(
      name,
      `it is damaged: the ${layer} stream does not match its own checksum or form (${code}). Use an older backup.`,
    )
  if (code === 'ENOSPC') return outOfReach(name, `the volume of ${folder} filled up while it was unpacked.`)
  return error
}
