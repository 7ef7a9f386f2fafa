import { randomBytes } from 'node:crypto'
import { chown, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Archive, ArchiveContent } from '@/lib/archives/archive'
import { readDumpToc } from '@/lib/archives/dump-file'
import type { TocEntry } from '@/lib/archives/dump-toc'
import { namesIn } from '@/lib/archives/judge-statement'
import { findPostgresPrograms, fittingPsql, fittingRestore } from '@/lib/archives/programs'
import { isLeftOut } from '@/lib/archives/read-dump'
import { scanPlain } from '@/lib/archives/read-plain'
import { runProgram } from '@/lib/archives/run-program'
import { withoutRanges } from '@/lib/archives/without-ranges'
import { Problem } from '@/lib/problem'
import { sayRestoreFault } from './restore-fault'
import type { PlacePrepared, ScratchPlace } from './scratch-place'

/** What a restore came to. */
export interface RestoreOutcome {
  durationMs: number
  /** Extensions that the backup asks for and the place has, and those that it has not. */
  extensions: { present: string[]; absent: string[] }
  /** Roles that the backup names and that were left out: owners and rights are not restored. */
  rolesLeftOut: string[]
  /** Kinds of things that a scratch place does without: "publications and subscriptions". */
  leftOut: string[]
  /** Restored by, e.g. "pg_restore 15.18". */
  restoredBy: string
}

interface How {
  log: (line: string) => void
  onProgress?: (done: number, total: number) => void
}

type Loaded = Pick<RestoreOutcome, 'leftOut' | 'restoredBy'> & { prepared: PlacePrepared }

/**
 * Loads a PostgreSQL dump (custom, directory, tar, plain) into a place that is empty, stopping at the first error.
 * Throws Problem `invalid` with what PostgreSQL said; the place is not usable afterwards.
 */
export async function restoreArchive(
  archive: Archive,
  content: ArchiveContent,
  place: ScratchPlace,
  how: How,
): Promise<RestoreOutcome> {
  if (content.cannotRestore) throw new Problem('conflict', content.cannotRestore)
  if (archive.format === 'pgbackrest') return asStarted(place)
  const start = performance.now()
  const { prepared, ...loaded } =
    archive.format === 'postgres-plain'
      ? await restorePlain(archive, content, place, how)
      : await restoreDump(archive, content, place, how)
  return {
    ...loaded,
    durationMs: performance.now() - start,
    extensions: { present: prepared.present, absent: prepared.absent },
    rolesLeftOut: content.roles,
  }
}

/** A copy of a whole server was restored when its place was opened. */
function asStarted(place: ScratchPlace): RestoreOutcome {
  return {
    durationMs: place.openedInMs,
    extensions: { present: [], absent: [] },
    rolesLeftOut: [],
    leftOut: [],
    restoredBy: 'pgbackrest restore',
  }
}

async function restoreDump(
  archive: Archive,
  content: ArchiveContent,
  place: ScratchPlace,
  how: How,
): Promise<Loaded> {
  const toc = await readDumpToc(archive)
  const program = fittingRestore(findPostgresPrograms('pg_restore'), toc.archiveVersion)
  if (typeof program === 'string') throw new Problem('conflict', `${program}.`)
  const prepared = await place.prepare({
    extensions: toc.entries.filter(({ kind }) => kind === 'EXTENSION').map(extensionOf),
    roles: content.roles,
  })
  const kept = toc.entries.filter((entry) => isKept(entry, prepared))
  const list = await listFile(place, kept)
  const total = kept.filter(({ kind }) => kind === 'TABLE DATA').length
  const isFolder = archive.format === 'postgres-directory'
  const input = isFolder ? null : await open(archive.path, 'r')
  let done = 0
  try {
    const end = await runProgram({
      program: program.path,
      args: [
        ...['--exit-on-error', '--no-owner', '--no-privileges', '--no-tablespaces', '--no-security-labels'],
        ...['--verbose', `--use-list=${list}`, `--dbname=${place.environment.PGDATABASE}`],
        ...(isFolder ? [archive.path] : []),
      ],
      environment: { ...place.environment, PGOPTIONS: quiet },
      folder: place.folder,
      // A folder is read by its owner; an open file may be handed to somebody without rights.
      account: isFolder ? null : place.account,
      input,
      signal: place.signal,
      onComplaint: (line) => {
        if (line.includes('processing data for table')) how.onProgress?.(++done, total)
        else if (/error|warning/i.test(line)) how.log(line)
      },
    })
    if (end.code !== 0) throw sayRestoreFault(archive.name, end, prepared.absent)
  } finally {
    await input?.close()
  }
  const leftOut = new Set(
    toc.entries.filter(({ kind }) => isLeftOut(kind)).map(({ kind }) => kind.toLowerCase()),
  )
  return { prepared, leftOut: [...leftOut].sort(), restoredBy: `pg_restore ${program.version}` }
}

/** Notices are noise, and what a dump says about locks is not for a place of one session. */
const quiet = '-c client_min_messages=warning'

/** The schema stands in the statement only. */
function extensionOf({ name, definition }: TocEntry): { name: string; schema: string | null } {
  const schema = / WITH SCHEMA ("(?:[^"]|"")*"|\S+?);?\s*$/.exec(definition ?? '')?.[1]
  return { name, schema: schema ? (namesIn(schema)[0] ?? null) : null }
}

function isKept({ kind, name }: TocEntry, { schemas }: PlacePrepared): boolean {
  if (isLeftOut(kind)) return false
  if (kind === 'SCHEMA' && (name === 'public' || schemas.includes(name))) return false
  return !(
    kind === 'COMMENT' && /^(?:EXTENSION|PUBLICATION|SUBSCRIPTION|EVENT TRIGGER|SERVER|DATABASE) /.test(name)
  )
}

async function listFile(place: ScratchPlace, entries: readonly TocEntry[]): Promise<string> {
  const path = join(place.folder, `list-${randomBytes(4).toString('hex')}`)
  await writeFile(path, entries.map(({ dumpId }) => `${dumpId};\n`).join(''), { mode: 0o600 })
  if (place.account) await chown(path, place.account.uid, place.account.gid)
  return path
}

/** psql is locked with a word that the dump cannot know before it reads anything of it. */
async function restorePlain(
  archive: Archive,
  content: ArchiveContent,
  place: ScratchPlace,
  how: How,
): Promise<Loaded> {
  const program = fittingPsql(findPostgresPrograms('psql'))
  if (typeof program === 'string') throw new Problem('conflict', `${program}.`)
  const scan = await scanPlain(archive, { signal: place.signal })
  const prepared = await place.prepare({ extensions: scan.extensions, roles: content.roles })
  const made = scan.schemas.filter(({ name }) => prepared.schemas.includes(name))
  const ranges = [...scan.leftOut, ...made].sort((a, b) => a.from - b.from)
  const word = randomBytes(24).toString('hex')
  let read = 0
  async function* script() {
    yield Buffer.from(`\\restrict ${word}\n`)
    for await (const chunk of withoutRanges(archive.path, ranges, place.signal)) {
      read += chunk.length
      how.onProgress?.(read, archive.unpackedBytes)
      yield chunk
    }
  }
  const end = await runProgram({
    program: program.path,
    args: ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--output=/dev/null', '--file=-'],
    environment: { ...place.environment, PGOPTIONS: quiet, HOME: '/nonexistent', PSQL_HISTORY: '/dev/null' },
    folder: place.folder,
    account: place.account,
    input: Readable.from(script(), { objectMode: false }),
    signal: place.signal,
    onComplaint: how.log,
  })
  // The line with the word comes before the first line of the dump.
  if (end.code !== 0) throw sayRestoreFault(archive.name, end, prepared.absent, 1)
  const leftOut = new Set(scan.leftOut.map(({ what }) => what).filter((what) => what !== 'psql locks'))
  return { prepared, leftOut: [...leftOut].sort(), restoredBy: `psql ${program.version}` }
}
