import { createReadStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { matchesPattern } from '@/lib/probes/file-name'
import {
  type Archive,
  type ArchiveAbout,
  type ArchiveFormat,
  type ArchiveLayer,
  defaultUnpackLimits,
  type UnpackLimits,
} from './archive'
import { bytesOf, digestOf, filesBelow } from './digest'
import { readDumpToc } from './dump-file'
import { newestPhysical } from './pgbackrest'
import { type Recognised, recognise } from './recognise'
import { unpackRestic } from './restic'
import { decompress, UnpackBudget } from './unpack'
import { unpackTar } from './unpack-tar'
import { outOfReach, unusable } from './unusable'

/** What is needed to open a backup. */
export interface OpenArchive {
  /** Empty folder for what has to be taken out; whoever gave it removes it. */
  folder: string
  signal: AbortSignal
  limits?: Partial<UnpackLimits>
  /** Password of a restic repository, cipher of a pgBackRest one. */
  password?: string | null
  /** Which cluster of a pgBackRest repository. */
  stanza?: string | null
  /** Name or path to look for where a packed folder or a repository holds several dumps; `*` and `?`. */
  innerPattern?: string | null
  onProgress?: (readBytes: number, totalBytes: number) => void
}

interface Opening extends OpenArchive {
  name: string
  budget: UnpackBudget
  layers: ArchiveLayer[]
  madeAt: Date | null
}

const known =
  'Known are dumps of PostgreSQL (plain, custom, directory, tar), SQLite files, backups of Wheeltapper, repositories of restic and pgBackRest, and gzip, zstd and tar of those.'

/**
 * Recognises the backup at `path` by its content and unpacks it as far as needed. Throws Problem `invalid` with a
 * sentence when it is empty, of an unknown form, damaged, or a trap; nothing that lies in it has been run.
 */
export async function openArchive(path: string, how: OpenArchive): Promise<Archive> {
  const name = basename(path)
  const limits = { ...defaultUnpackLimits, ...how.limits }
  const budget = await UnpackBudget.create(name, limits, how.folder)
  const opening: Opening = { ...how, name, budget, layers: [], madeAt: null }
  const found = await recognise(path).catch((error: NodeJS.ErrnoException) => {
    throw outOfReach(
      name,
      error.code === 'ENOENT'
        ? 'it was removed meanwhile. Run it again: the newest one that is left is taken.'
        : `it cannot be read by the worker (${error.code}). Give it read permission.`,
    )
  })
  if (found.kind === 'empty')
    throw unusable(name, 'it is empty (0 bytes). Look at what made it: its disk may have been full.')
  // A repository is large and not what is restored: its newest snapshot is.
  const isRepository = found.kind === 'restic' || (found.kind === 'format' && found.format === 'pgbackrest')
  const digest = isRepository ? { bytes: 0, sha256: '' } : await digestOf(path, how.signal)
  const inner = await unfold(path, found, opening)
  return {
    ...inner,
    name,
    layers: opening.layers,
    ...(isRepository ? await digestOf(inner.path, how.signal).catch(() => digest) : digest),
    unpackedBytes: inner.path === path ? digest.bytes : await bytesOf(inner.path, how.signal),
    about: await aboutOf({ ...inner, name }),
    madeAt: inner.format === 'pgbackrest' ? await physicalMadeAt({ ...inner, name }, how) : opening.madeAt,
  }
}

async function physicalMadeAt(
  archive: Pick<Archive, 'path' | 'name'>,
  { signal, password = null, stanza = null }: OpenArchive,
): Promise<Date> {
  const { finishedAt } = await newestPhysical(archive, { signal, password, stanza, log: () => {} })
  return finishedAt
}

/** Goes through what is packed in what, until something can be restored. */
async function unfold(
  path: string,
  found: Recognised,
  opening: Opening,
): Promise<{ format: ArchiveFormat; path: string }> {
  opening.signal.throwIfAborted()
  const { name, layers, budget } = opening
  if (found.kind === 'format') return { format: found.format, path }
  if (found.kind === 'empty') throw unusable(name, 'what is packed in it is empty.')
  if (found.kind === 'unknown')
    throw unusable(
      name,
      `it is of no form that can be restored (its first bytes tell nothing known). ${known}`,
    )
  if (found.kind === 'folder') return choose(path, opening)
  if (layers.length >= budget.limits.depth)
    throw unusable(name, `it is packed more than ${budget.limits.depth} times (${layers.join(' in ')}).`)
  const to = join(opening.folder, `layer-${layers.length + 1}`)
  if (found.kind === 'restic') {
    layers.push('restic')
    await mkdir(to, { mode: 0o700 })
    opening.madeAt = await unpackRestic(path, to, opening)
  } else {
    layers.push(found.layer)
    const total = (await stat(path)).size
    const how = { signal: opening.signal, onRead: (bytes: number) => opening.onProgress?.(bytes, total) }
    if (found.layer === 'tar') {
      await mkdir(to, { mode: 0o700 })
      await unpackTar({ path, name }, to, budget, how)
    } else {
      await decompress({ path, name, layer: found.layer }, to, budget, how)
    }
  }
  return unfold(to, await recognise(to), opening)
}

/** Looks in a folder for the one thing that can be restored. */
async function choose(folder: string, opening: Opening): Promise<{ format: ArchiveFormat; path: string }> {
  const { name, signal, innerPattern } = opening
  if (opening.layers.at(-1) !== 'restic' && opening.layers.at(-1) !== 'tar') opening.layers.push('folder')
  const candidates: { path: string; found: Recognised }[] = []
  const files = await filesBelow(folder, signal)
  const dumps = new Set(files.filter((file) => basename(file) === 'toc.dat').map(dirname))
  // The files beside a table of contents are the dump's own.
  for (const path of [...dumps, ...files.filter((file) => !dumps.has(dirname(file)))]) {
    if (innerPattern && !isWanted(`/${relative(folder, path)}`, innerPattern)) continue
    const found = await recognise(path)
    if (found.kind === 'format' || found.kind === 'packed') candidates.push({ path, found })
  }
  const [only, other] = candidates
  if (!only)
    throw unusable(
      name,
      `it is a folder in which nothing can be restored${innerPattern ? ` (looked for ${innerPattern})` : ''}. ${known}`,
    )
  if (other)
    throw outOfReach(
      name,
      `it holds ${candidates.length} backups (${candidates
        .slice(0, 3)
        .map(({ path }) => basename(path))
        .join(
          ', ',
        )}${candidates.length > 3 ? ' …' : ''}). Say in the plan which one, by a name such as ${basename(only.path)}.`,
    )
  return unfold(only.path, only.found, opening)
}

/** A name matches by itself, a path by where it lies: the file, or the folder that it is in. */
function isWanted(path: string, pattern: string): boolean {
  if (!pattern.includes('/')) return matchesPattern(basename(path), pattern)
  const whole = `/${pattern.replace(/^\/+|\/+$/g, '')}`
  return path.startsWith(`${whole}/`) || matchesPattern(path, whole)
}

async function aboutOf(inner: { format: ArchiveFormat; path: string; name: string }): Promise<ArchiveAbout> {
  switch (inner.format) {
    case 'postgres-custom':
    case 'postgres-directory':
    case 'postgres-tar': {
      const { serverVersion, programVersion, database } = await readDumpToc(inner)
      return { serverVersion: firstWord(serverVersion), programVersion: firstWord(programVersion), database }
    }
    case 'postgres-plain': {
      let head = ''
      for await (const chunk of createReadStream(inner.path, { end: 8_191, encoding: 'utf8' })) head += chunk
      return {
        serverVersion: /Dumped from database version (\S+)/.exec(head)?.[1] ?? null,
        programVersion: /Dumped by pg_dump version (\S+)/.exec(head)?.[1] ?? null,
        database: null,
      }
    }
    default:
      return { serverVersion: null, programVersion: null, database: null }
  }
}

/** "15.18 (Debian 15.18-0+deb12u1)" → "15.18" */
function firstWord(version: string | null): string | null {
  return version?.split(' ')[0] ?? null
}
