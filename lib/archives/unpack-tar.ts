import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Parser, type ReadEntry } from 'tar'
import type { UnpackBudget } from './unpack'
import { unusable } from './unusable'

const longestName = 1_024
/** Headers that only describe the next entry. */
const longestMeta = 1_048_576

/**
 * Takes the files of a tar into `folder`, as a stream. Every name must lie below it; links, devices and files with
 * holes are refused, not skipped: a backup that holds them is not restored by leaving them out.
 */
export async function unpackTar(
  from: { path: string; name: string },
  folder: string,
  budget: UnpackBudget,
  how: { signal: AbortSignal; onRead?: (bytes: number) => void },
): Promise<void> {
  const stop = new AbortController()
  const signal = AbortSignal.any([how.signal, stop.signal])
  const parser = new Parser({ strict: true, maxMetaEntrySize: longestMeta })
  let hasEnd = false
  let writing = Promise.resolve()
  const parsed = new Promise<void>((resolve, reject) => {
    parser.on('eof', () => {
      hasEnd = true
    })
    parser.on('entry', (entry: ReadEntry) => {
      const one = takeEntry(entry, from.name, folder, budget, signal).catch(reject)
      writing = Promise.all([writing, one]).then(() => {})
    })
    parser.on('error', (error: Error) => reject(inWords(error, from.name)))
    parser.on('end', () => resolve())
    feed(parser, from.path, signal, how.onRead).catch(reject)
  })
  try {
    await parsed
    await writing
  } catch (error) {
    // Nothing may still be written when whoever gave the folder removes it.
    stop.abort()
    await writing.catch(() => {})
    throw how.signal.aborted ? how.signal.reason : error
  }
  if (!hasEnd)
    throw unusable(
      from.name,
      'the end of its tar archive is missing. Make it again, and look why writing it was cut short.',
    )
}

async function feed(
  parser: Parser,
  path: string,
  signal: AbortSignal,
  onRead: (bytes: number) => void = () => {},
): Promise<void> {
  let read = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576, signal })) {
    read += chunk.length
    onRead(read)
    if (!parser.write(chunk as Buffer)) await once(parser, 'drain', { signal })
  }
  parser.end()
}

async function takeEntry(
  entry: ReadEntry,
  name: string,
  folder: string,
  budget: UnpackBudget,
  signal: AbortSignal,
): Promise<void> {
  budget.addEntry()
  const inside = safePath(entry.path, name)
  if (entry.type === 'Directory' || entry.type === 'GNUDumpDir') {
    await mkdir(join(folder, inside), { recursive: true, mode: 0o700 })
    entry.resume()
    return
  }
  if (entry.type !== 'File' && entry.type !== 'OldFile' && entry.type !== 'ContiguousFile')
    throw unusable(
      name,
      `it holds ${sayType(entry.type)} (${shorten(entry.path)}). Backups of files and folders are unpacked, nothing else.`,
    )
  budget.take(entry.size)
  const path = join(folder, inside)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(
    entry as unknown as NodeJS.ReadableStream,
    createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    { signal },
  ).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? unusable(name, `it holds ${shorten(entry.path)} twice.`) : error
  })
}

/** The name below the folder; whatever leads out of it is refused. */
function safePath(path: string, name: string): string {
  const parts = path.split(/[/\\]/)
  if (
    path.startsWith('/') ||
    /^[a-z]:/i.test(path) ||
    path.includes('\0') ||
    parts.includes('..') ||
    path.length > longestName
  )
    throw unusable(name, `the name ${shorten(path)} in it leads out of its folder. Nothing of it was used.`)
  return posix.normalize(parts.join('/'))
}

function sayType(type: string): string {
  if (type === 'SymbolicLink' || type === 'Link') return 'a link'
  if (type.includes('Device') || type === 'FIFO') return 'a device'
  if (type === 'GNUSparse' || type === 'SparseFile') return 'a file with holes'
  return `an entry of the kind ${type}`
}

function shorten(path: string): string {
  const clean = path.replaceAll(/\p{Cc}/gu, '?')
  return JSON.stringify(clean.length > 80 ? `${clean.slice(0, 77)}…` : clean)
}

function inWords(error: Error, name: string): unknown {
  const fault = error.message
  if (/truncated/i.test(fault))
    return unusable(
      name,
      'the end of its tar archive is missing. Make it again, and look why writing it was cut short.',
    )
  if (
    /checksum|unrecognized|bad_archive|invalid/i.test(`${fault} ${'tarCode' in error ? error.tarCode : ''}`)
  )
    return unusable(name, 'its tar archive is damaged. Use an older backup.')
  return error
}
