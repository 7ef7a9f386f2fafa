import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Bytes and SHA-256 of a file, or of a folder's sorted names, sizes and sums. Links count as what they say. */
export async function digestOf(
  path: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void = () => {},
): Promise<{ bytes: number; sha256: string }> {
  const entry = await lstat(path)
  if (!entry.isDirectory()) return digestOfFile(path, signal, onProgress)
  const hash = createHash('sha256')
  let bytes = 0
  for (const file of await filesBelow(path, signal)) {
    const { bytes: size, sha256 } = await digestOfFile(file, signal, (read) => onProgress(bytes + read))
    bytes += size
    hash.update(`${relative(path, file)}\0${size}\0${sha256}\n`)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Bytes of a file, or of all files of a folder. */
export async function bytesOf(path: string, signal: AbortSignal): Promise<number> {
  const files = (await lstat(path)).isDirectory() ? await filesBelow(path, signal) : [path]
  let bytes = 0
  for (const file of files) bytes += (await lstat(file)).size
  return bytes
}

async function digestOfFile(path: string, signal: AbortSignal, onProgress: (bytes: number) => void) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 1_048_576 })) {
    hash.update(chunk)
    bytes += chunk.length
    onProgress(bytes)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Regular files below a folder, sorted by name; links and devices are not followed. */
export async function filesBelow(folder: string, signal: AbortSignal): Promise<string[]> {
  const found: string[] = []
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal.throwIfAborted()
    for (const entry of await readdir(next, { withFileTypes: true })) {
      if (entry.isDirectory()) waiting.push(join(next, entry.name))
      else if (entry.isFile()) found.push(join(next, entry.name))
    }
  }
  return found.sort()
}
