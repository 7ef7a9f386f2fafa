import { createHash, hash } from 'node:crypto'
import { close, constants, lstat as lookAt, open, read, type Stats } from 'node:fs'
import { lstat, opendir, readlink, realpath } from 'node:fs/promises'
import { promisify } from 'node:util'
import { formatNumber } from '@/lib/format/measure'
import { ProbeError } from '@/lib/probe-error'
import { compareText } from './text-order'
import { writtenName } from './written-name'

/** What a name in a folder is. `unreadable`: it is there, and the worker may not look into it. */
export const fileKinds = ['file', 'link', 'other', 'unreadable'] as const
export type FileKind = (typeof fileKinds)[number]

/** One file below a root. */
export interface WalkedFile {
  /** Below the root, "/" between folders; bytes that are no text and control characters as \xNN, "\" as "\\". */
  path: string
  kind: FileKind
  bytes: number
  /** Of files that were read: of their content. Of links: of where they point. */
  sha256: string | null
  /** Seconds since 1970. */
  modified: number
}

export interface FileWalk {
  signal: AbortSignal
  /** Whether the content of this file is read. */
  isRead: (path: string, bytes: number) => boolean
  onProgress?: (files: number, bytes: number) => void
}

/** Names of one folder are sorted in memory: about 100 MB for so many. */
const namesInFolder = 1_000_000
const deepest = 100
/** Files of a folder that are looked at together. */
const atOnce = 64

/** A name as it stands in a path: its text for people and for sorting, its bytes where they are not those of the text. */
interface Name {
  bytes: Buffer | null
  /** With "/" behind the names of folders, so that a folder's files come where their paths sort. */
  text: string
  isFolder: boolean
}

/**
 * All files below a folder, sorted by path. Only the names of one folder at each level are in memory. Symbolic links are
 * named and never followed. What may not be read is listed as such; throws ProbeError when that is the root itself.
 */
export async function* walkFiles(root: string, walk: FileWalk): AsyncGenerator<WalkedFile> {
  const real = await realpath(root).catch((error: unknown) => noRoot(error, root))
  if (!(await lstat(real)).isDirectory())
    throw new ProbeError('bad-configuration', `${root} is no folder. Give the folder that holds the files.`)
  const names = await namesOf(Buffer.from(real), walk.signal).catch((error: unknown) => {
    walk.signal.throwIfAborted()
    return noRoot(error, root)
  })
  const seen = { files: 0, bytes: 0 }
  for await (const file of inFolder(Buffer.from(real), '', names, 0, walk)) {
    seen.files += 1
    seen.bytes += file.bytes
    walk.onProgress?.(seen.files, seen.bytes)
    yield file
  }
}

async function* inFolder(
  folder: Buffer,
  prefix: string,
  names: readonly Name[],
  depth: number,
  walk: FileWalk,
): AsyncGenerator<WalkedFile> {
  for (let index = 0; index < names.length; ) {
    walk.signal.throwIfAborted()
    const name = names[index]
    if (name?.isFolder) {
      yield* inside(join(folder, name), prefix + name.text, depth + 1, walk)
      index += 1
      continue
    }
    const batch: Name[] = []
    for (; index < names.length && batch.length < atOnce; index += 1) {
      const next = names[index]
      if (!next || next.isFolder) break
      batch.push(next)
    }
    const files = await Promise.all(batch.map((each) => look(join(folder, each), prefix + each.text, walk)))
    // What was removed meanwhile is not there.
    for (const file of files) if (file) yield file
  }
}

async function* inside(
  folder: Buffer,
  prefix: string,
  depth: number,
  walk: FileWalk,
): AsyncGenerator<WalkedFile> {
  if (depth > deepest)
    throw new ProbeError('too-large', `${prefix} lies more than ${deepest} folders deep: look for a loop.`)
  const names = await namesOf(folder, walk.signal).catch((error: unknown) => {
    if (error instanceof ProbeError || walk.signal.aborted) throw error
    return codeOf(error)
  })
  if (names === 'ENOENT' || names === 'ENOTDIR') return
  if (typeof names === 'string')
    yield { path: prefix, kind: 'unreadable', bytes: 0, sha256: null, modified: 0 }
  else yield* inFolder(folder, prefix, names, depth, walk)
}

async function namesOf(folder: Buffer, signal: AbortSignal): Promise<Name[]> {
  const names: Name[] = []
  // Bytes, because a name need not be text.
  const entries = await opendir(folder as unknown as string, {
    encoding: 'buffer' as 'utf8',
    bufferSize: 512,
  })
  for await (const entry of entries) {
    if (names.length >= namesInFolder)
      throw new ProbeError(
        'too-large',
        `${folder.toString()} holds more than ${formatNumber(namesInFolder)} names: its files are not compared. Spread them over folders.`,
      )
    if (names.length % 10_000 === 0) signal.throwIfAborted()
    const bytes = entry.name as unknown as Buffer
    const isFolder = entry.isDirectory()
    const text = writtenName(bytes)
    names.push({ bytes: text.includes('\\') ? bytes : null, text: isFolder ? `${text}/` : text, isFolder })
  }
  return names.sort((a, b) => compareText(a.text, b.text))
}

async function look(place: Buffer, path: string, walk: FileWalk): Promise<WalkedFile | null> {
  let entry: Stats
  try {
    entry = await statOf(place)
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : unreadable(path, 0, 0)
  }
  const modified = Math.floor(entry.mtimeMs / 1000)
  if (entry.isSymbolicLink()) {
    const target = await readlink(place, 'buffer').catch(() => null)
    if (!target) return unreadable(path, 0, modified)
    return {
      path,
      kind: 'link',
      bytes: 0,
      sha256: hash('sha256', target),
      modified,
    }
  }
  if (!entry.isFile()) return { path, kind: 'other', bytes: 0, sha256: null, modified }
  const bytes = entry.size
  if (!walk.isRead(path, bytes)) return { path, kind: 'file', bytes, sha256: null, modified }
  try {
    return { path, kind: 'file', bytes, sha256: await digestOf(place, bytes, walk.signal), modified }
  } catch (error) {
    walk.signal.throwIfAborted()
    return codeOf(error) === 'ENOENT' ? null : unreadable(path, bytes, modified)
  }
}

const unreadable = (path: string, bytes: number, modified: number): WalkedFile => ({
  path,
  kind: 'unreadable',
  bytes,
  sha256: null,
  modified,
})

/** A file that became a link since it was looked at is not opened, and nobody waits for what became a pipe. */
const openHow = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
const readAtOnce = 128 * 1024

/** By the plain calls: handles as objects cost more than the reading of a small file. */
async function digestOf(place: Buffer, bytes: number, signal: AbortSignal): Promise<string> {
  const file = await openFile(place, openHow)
  try {
    // One byte more than it had: a small file is known to be at its end after one reading.
    const buffer = Buffer.allocUnsafe(Math.min(bytes + 1, readAtOnce))
    let count = await readSome(file, buffer)
    // At once, because every object that sums up holds memory that is given back late.
    if (count < buffer.length) return hash('sha256', buffer.subarray(0, count))
    const sum = createHash('sha256')
    for (; count > 0; count = await readSome(file, buffer)) {
      signal.throwIfAborted()
      sum.update(buffer.subarray(0, count))
    }
    return sum.digest('hex')
  } finally {
    await closeFile(file)
  }
}

const openFile = promisify(open) as (place: Buffer, flags: number) => Promise<number>
const statOf = promisify(lookAt) as (place: Buffer) => Promise<Stats>
const closeFile = promisify(close)
const readSome = (file: number, buffer: Buffer) =>
  new Promise<number>((resolve, reject) =>
    read(file, buffer, 0, buffer.length, null, (error, count) => (error ? reject(error) : resolve(count))),
  )

const separator = Buffer.from('/')
const join = (folder: Buffer, { bytes, text, isFolder }: Name) =>
  Buffer.concat([folder, separator, bytes ?? Buffer.from(isFolder ? text.slice(0, -1) : text)])

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}

function noRoot(error: unknown, root: string): never {
  if (error instanceof ProbeError) throw error
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    throw new ProbeError('bad-configuration', `${root} does not exist on the machine of the worker.`, code)
  if (code === 'EACCES' || code === 'EPERM')
    throw new ProbeError(
      'privilege',
      `${root} may not be read by the worker: give it read and search permission, e.g. setfacl -R -m u:wheeltapper:rX ${root}`,
      code,
    )
  throw new ProbeError(
    'unreachable',
    `${root} could not be read (${code}): look at the disk or the mount.`,
    code,
  )
}
