import { createReadStream } from 'node:fs'
import type { ByteRange } from './sql-lexer'

const newLine = 10

/** A file as a stream, without some ranges of it; their ends of lines stay, so that lines keep their numbers. */
export async function* withoutRanges(
  path: string,
  ranges: readonly ByteRange[],
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let offset = 0
  let next = 0
  for await (const chunk of createReadStream(path, {
    highWaterMark: 262_144,
    signal,
  }) as AsyncIterable<Buffer>) {
    let at = 0
    while (at < chunk.length) {
      const range = ranges[next]
      if (!range || range.from >= offset + chunk.length) {
        yield chunk.subarray(at)
        break
      }
      const [from, to] = [Math.max(range.from - offset, at), Math.min(range.to - offset, chunk.length)]
      if (from > at) yield chunk.subarray(at, from)
      if (to > from) yield chunk.subarray(from, to).filter((byte) => byte === newLine) as Buffer
      at = Math.max(at, to)
      if (range.to - offset > chunk.length) break
      next += 1
    }
    offset += chunk.length
  }
}
