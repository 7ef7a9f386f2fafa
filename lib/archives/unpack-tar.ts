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
  const isEnded = { value: false }
  const parser = new Parser({ strict: true, maxMetaEntrySize: longestMeta })
  parser.on('eof', () => {
    isEnded.value = true
  })
  await new Promise<void>((resolve, reject) => {
    const source = createReadStream(from.path, { highWaterMark: 1_048_576, signal: how.signal })
    const fail = (error: unknown) => {
      source.destroy()
      reject(error)
    }
    parser.on('entry', (entry: ReadEntry) => {
      takeEntry(entry, from.name, folder, budget).catch(fail)
    })
    parser.on('error', (error: Error) => fail(inWords(error, from.name)))
    parser.on('end', () => resolve())
    let read = 0
    source.on('data', (chunk) => {
      read += chunk.length
      how.onRead?.(read)
      if (parser.write(chunk as Buffer)) return
      source.pause()
      parser.once('drain', () => source.resume())
    })
    source.on('error', (error) => fail(how.signal.aborted ? how.signal.reason : error))
    source.on('end', () => parser.end())
  })
  if (!isEnded.value)
    throw unusable(
      from.name,
      'the end of its tar archive is missing. Make it again, and look why writing it was cut short.',
    )
}

async function takeEntry(
  entry: ReadEntry,
  name: string,
  folder: string,
  budget: UnpackBudget,
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
