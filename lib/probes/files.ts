import { opendir, readlink, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type BackupEntry, type BackupQuestion, type Candidate, entryOf } from './backup-entry'
import { isUnfinishedName, matchesPattern, timeInFileName } from './file-name'
import { measureFolder } from './folder-size'
import { type ProbeContext, ProbeError } from './probe-context'

export interface BackupListing {
  /** False: nothing is at the path, which is an answer, not an inability to look. */
  pathExists: boolean
  /** Names that match the pattern. */
  matches: number
  /** Complete backups, newest first, at most ten. */
  complete: BackupEntry[]
  /** Names of matches that are still being written. */
  unfinished: string[]
  /** Matches that could not be read: one of them may be newer than all others. */
  hidden: { name: string; reason: string }[]
  /** Symbolic links that lead nowhere. */
  broken: string[]
}

/** More names than this are not read: the newest could hide among the rest. */
const nameLimit = 100_000
const matchLimit = 10_000
/** The newest and a week of earlier ones to compare it with; older ones are not measured. */
const measured = 10
/** Something changed within the last minute may still be growing: it is looked at twice. */
const settledAfterMs = 60_000
const secondLookMs = 1_000

/**
 * Lists the newest backups that match in a folder. Symbolic links count as what they lead to. Throws
 * ProbeError when the folder may not be read or holds too many names to tell which is the newest.
 */
export async function listBackups(
  question: BackupQuestion,
  now: Date,
  probe: ProbeContext,
): Promise<BackupListing> {
  const listing: BackupListing = {
    pathExists: true,
    matches: 0,
    complete: [],
    unfinished: [],
    hidden: [],
    broken: [],
  }
  const place = await stat(question.path).catch((error: unknown) => nothingThere(error, question.path))
  if (!place) return { ...listing, pathExists: false }
  const paths = place.isFile() ? [question.path] : await matchingPaths(question, listing, probe)
  const found = await roughly(paths, question, listing, probe)
  const recent: Candidate[] = []
  for (const { path } of found.slice(0, measured)) {
    const candidate = await inspect(path, question, listing, probe)
    if (!candidate) continue
    const mayGrow = question.marker === '' && now.getTime() - candidate.modified < settledAfterMs
    if (mayGrow) recent.push(candidate)
    else listing.complete.push(entryOf(candidate, question))
  }
  await lookTwice(recent, listing, question, probe)
  listing.complete.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.name < b.name ? 1 : -1))
  return listing
}

async function matchingPaths(
  question: BackupQuestion,
  listing: BackupListing,
  probe: ProbeContext,
): Promise<string[]> {
  const paths: string[] = []
  const markerEnding = question.marker.startsWith('{name}') ? question.marker.slice('{name}'.length) : null
  let seen = 0
  try {
    for await (const entry of await opendir(question.path, { bufferSize: 256 })) {
      probe.signal.throwIfAborted()
      if (++seen > nameLimit) throw tooMany(question.path, `more than ${nameLimit} names`)
      if (!matchesPattern(entry.name, question.pattern)) continue
      if (markerEnding && entry.name.endsWith(markerEnding)) continue
      listing.matches += 1
      if (isUnfinishedName(entry.name)) listing.unfinished.push(entry.name)
      else paths.push(join(question.path, entry.name))
    }
  } catch (error) {
    if (error instanceof ProbeError || probe.signal.aborted) throw error
    if (nothingThere(error, question.path) === null) return []
  }
  if (paths.length > matchLimit)
    throw tooMany(question.path, `${paths.length} names that match "${question.pattern}"`)
  return paths
}

function tooMany(path: string, what: string): ProbeError {
  return new ProbeError(
    'too-large',
    `${path} holds ${what}: too many to tell the newest. Use a narrower pattern or one folder per kind of backup.`,
  )
}

/** Null where the path does not exist; any other error is thrown with what to do. */
function nothingThere(error: unknown, path: string): null {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  if (code === 'EACCES' || code === 'EPERM') {
    const user = process.getuid ? ` (user id ${process.getuid()})` : ''
    throw new ProbeError(
      'privilege',
      `${path} may not be read by the worker${user}: give it read and search permission, e.g. setfacl -m u:wheeltapper:rx ${path}`,
      code,
    )
  }
  throw new ProbeError(
    'unreachable',
    `${path} could not be read (${code}): look at the disk or the mount behind it.`,
    code,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error'
}

/** Orders the matches by a first guess of their time, newest first, so that only a few are measured. */
async function roughly(
  paths: string[],
  question: BackupQuestion,
  listing: BackupListing,
  probe: ProbeContext,
) {
  const found: { path: string; time: number }[] = []
  for (const path of paths) {
    probe.signal.throwIfAborted()
    const entry = await stat(path).catch((error: unknown) => setAside(error, path, listing))
    if (!entry) continue
    if (!entry.isFile() && !entry.isDirectory()) {
      listing.hidden.push({ name: basename(path), reason: 'neither a file nor a folder' })
    } else if (question.marker !== '' && !(await exists(markerPath(path, question.marker)))) {
      listing.unfinished.push(basename(path))
    } else {
      const told = timeInFileName(basename(path), question.nameTimeZone)
      // A folder's own time says little about the files in it, so its name goes first.
      found.push({
        path,
        time:
          told && entry.isDirectory()
            ? told.end.getTime()
            : Math.min(told?.end.getTime() ?? Infinity, entry.mtimeMs),
      })
    }
  }
  return found.sort((a, b) => b.time - a.time)
}

function setAside(error: unknown, path: string, listing: BackupListing): null {
  const code = codeOf(error)
  if (code === 'ENOENT') listing.broken.push(basename(path))
  else
    listing.hidden.push({
      name: basename(path),
      reason: error instanceof ProbeError ? error.message : `could not be read (${code})`,
    })
  return null
}

/** Size and last change of one match; null, and noted in the listing, where it cannot be read. */
async function inspect(
  path: string,
  question: BackupQuestion,
  listing: BackupListing,
  probe: ProbeContext,
): Promise<Candidate | null> {
  try {
    const entry = await stat(path)
    const folder = entry.isDirectory() ? await measureFolder(path, probe.signal) : null
    return {
      path,
      name: await nameWithTime(path, question.nameTimeZone),
      sizeBytes: folder?.sizeBytes ?? entry.size,
      modified: Math.floor(folder?.modified ?? entry.mtimeMs),
      type: folder ? 'folder' : 'file',
    }
  } catch (error) {
    if (probe.signal.aborted) throw error
    return setAside(error, path, listing)
  }
}

/** `latest.dump` tells no time, but the file that it leads to may. */
async function nameWithTime(path: string, timeZone: string): Promise<string> {
  const name = basename(path)
  if (timeInFileName(name, timeZone)) return name
  const target = await readlink(path).catch(() => null)
  return target ? basename(target) : name
}

function markerPath(path: string, marker: string): string {
  return marker.startsWith('{name}') ? `${path}${marker.slice('{name}'.length)}` : join(path, marker)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** What still changes between two looks is being written. */
async function lookTwice(
  recent: Candidate[],
  listing: BackupListing,
  question: BackupQuestion,
  probe: ProbeContext,
): Promise<void> {
  if (recent.length === 0) return
  await wait(secondLookMs, undefined, { signal: probe.signal })
  for (const first of recent) {
    const second = await inspect(first.path, question, listing, probe)
    if (!second) continue
    const isSettled = second.sizeBytes === first.sizeBytes && second.modified === first.modified
    if (isSettled) listing.complete.push(entryOf(second, question))
    else listing.unfinished.push(basename(first.path))
  }
}
