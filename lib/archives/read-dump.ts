import { open } from 'node:fs/promises'
import type { Archive, ArchiveContent, ReadArchive } from './archive'
import { readDumpToc } from './dump-file'
import type { DumpToc, TocEntry } from './dump-toc'
import { granteesOf, rolesOfPolicy } from './judge-statement'
import { findPostgresPrograms, fittingRestore, type PostgresProgram } from './programs'
import { runProgram } from './run-program'
import { SqlScanner } from './scan-sql'
import { hostile, unusable } from './unusable'

/** Tables, their indexes and what writing them takes, per byte of text. */
const bytesPerTextByte = 2.5
/** What a restored database takes per byte of a dump that no program here can read. */
const bytesPerPackedByte = 12

/** Reads a custom, directory or tar dump to its last byte and searches it for what reaches beyond the database. */
export async function readDump(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  const { toc, program } = await openDump(archive)
  if (typeof program === 'string') return contentOf(archive, toc, program, null)
  return contentOf(archive, toc, program, await readAll(archive, toc, program, how))
}

/**
 * Searches a dump for what reaches beyond the database, and reads no more of it than that takes: where all its data are
 * copied rows, which never run, the table of contents holds every statement. Restoring it then reads the rest.
 */
export async function searchDump(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  const { toc, program } = await openDump(archive)
  const isRestWithRestore =
    typeof program !== 'string' &&
    !holdsStatements(toc) &&
    // What is left out of a restore is not read by it either.
    toc.entries.every(({ kind, hasData }) => !hasData || !isLeftOut(kind))
  if (!isRestWithRestore) return readDump(archive, how)
  // Of packed rows not even this is certain: the place watches its limits all the same.
  return { ...contentOf(archive, toc, program, archive.unpackedBytes), isReadToEnd: false }
}

async function openDump(archive: Archive) {
  const toc = await readDumpToc(archive)
  judgeToc(archive.name, toc)
  return { toc, program: fittingRestore(findPostgresPrograms('pg_restore'), toc.archiveVersion) }
}

/** `textBytes`: length of the dump as text; null where no program could tell. */
function contentOf(
  archive: Archive,
  toc: DumpToc,
  program: PostgresProgram | string,
  textBytes: number | null,
): ArchiveContent {
  const ofKind = (kind: string) => toc.entries.filter((entry) => entry.kind === kind)
  return {
    tables: ofKind('TABLE').map(({ namespace, name }) => `${namespace ?? 'public'}.${name}`),
    extensions: ofKind('EXTENSION').map(({ name }) => name),
    roles: rolesOf(toc),
    estimatedBytes: Math.ceil(
      textBytes === null ? archive.unpackedBytes * bytesPerPackedByte : textBytes * bytesPerTextByte,
    ),
    readBy: typeof program === 'string' ? null : `pg_restore ${program.version}`,
    cannotRestore: typeof program === 'string' ? `${program}.` : null,
    isReadToEnd: textBytes !== null,
    physicalMajor: null,
  }
}

/** Names in quotes are left out: one statement, with nothing behind it that would pass for rows. */
const isOneCopy = /^\s*COPY [^;']*FROM stdin;\s*$/i

/** Every statement of the table of contents is judged before a program opens the dump. */
function judgeToc(name: string, { entries }: DumpToc): void {
  for (const { kind, name: entry, definition, copyStatement } of entries) {
    if (isLeftOut(kind)) continue
    if (copyStatement && !isOneCopy.test(copyStatement.replaceAll(/"(?:[^"]|"")*"/g, '"')))
      throw hostile(name, `its ${kind.toLowerCase()} "${entry}" does not copy rows and no more`)
    for (const text of [definition, copyStatement]) {
      if (!text) continue
      const scanner = new SqlScanner()
      scanner.push(Buffer.from(`${text}\n`))
      const { refusal } = scanner.end()
      if (refusal) throw hostile(name, `its ${kind.toLowerCase()} "${entry}" ${refusal.why}`)
    }
  }
}

const leftOutKinds: ReadonlySet<string> = new Set([
  'EXTENSION',
  'ACL',
  'DEFAULT ACL',
  'PUBLICATION',
  'PUBLICATION TABLE',
  'PUBLICATION TABLES IN SCHEMA',
  'SUBSCRIPTION',
  'SUBSCRIPTION TABLE',
  'EVENT TRIGGER',
  'FOREIGN DATA WRAPPER',
  'FOREIGN SERVER',
  'SERVER',
  'FOREIGN TABLE',
  'USER MAPPING',
  'SECURITY LABEL',
  'DATABASE',
  'DATABASE PROPERTIES',
  'PROCEDURAL LANGUAGE',
])

/** Whether things of this kind are needless or impossible in a scratch place. */
export function isLeftOut(kind: string): boolean {
  return leftOutKinds.has(kind)
}

/** Roles that policies name must exist; owners and holders of rights are only told. */
function rolesOf({ entries }: DumpToc): string[] {
  const roles = new Set<string>()
  for (const { kind, owner, definition } of entries) {
    if (owner) roles.add(owner)
    if (kind === 'POLICY') for (const role of rolesOfPolicy(oneLine(definition ?? ''))) roles.add(role)
    if (kind !== 'ACL') continue
    for (const line of (definition ?? '').split('\n')) for (const role of granteesOf(line)) roles.add(role)
  }
  return [...roles]
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/**
 * pg_restore writes the dump as text and so reads all of it: listing alone passes a dump that was cut off. Data that
 * are statements are searched on the way; copied data never run. Returns the length of the text.
 */
async function readAll(
  archive: Archive,
  toc: DumpToc,
  program: PostgresProgram,
  how: ReadArchive,
): Promise<number> {
  const isFolder = archive.format === 'postgres-directory'
  const scanner = holdsStatements(toc) ? new SqlScanner() : null
  const input = isFolder ? null : await open(archive.path, 'r')
  const stop = new AbortController()
  let bytes = 0
  try {
    const end = await runProgram({
      program: program.path,
      args: ['-f', '-', ...(isFolder ? [archive.path] : [])],
      input,
      signal: AbortSignal.any([how.signal, stop.signal]),
      onComplaint: how.log,
      onOutput: (chunk) => {
        bytes += chunk.length
        scanner?.push(chunk)
        how.onProgress?.(bytes, 0)
        if (scanner?.isRefused) stop.abort(hostileText(archive.name, scanner))
      },
    })
    if (end.code !== 0) throw unusable(archive.name, sayComplaint(end.complaint, end.code ?? end.signal))
    if (scanner?.isRefused) throw hostileText(archive.name, scanner)
    return bytes
  } finally {
    await input?.close()
  }
}

/** Data without a COPY statement are INSERT statements, or whatever stands in their place. */
function holdsStatements({ entries }: DumpToc): boolean {
  return entries.some(({ kind, hasData, copyStatement }: TocEntry) =>
    kind === 'TABLE DATA' ? hasData && !copyStatement : hasData && kind !== 'BLOBS' && kind !== 'BLOB',
  )
}

function hostileText(name: string, scanner: SqlScanner): Error {
  const { refusal } = scanner.end()
  return hostile(name, `its data, written as statements, ${refusal?.why ?? 'reach beyond the database'}`)
}

/** What pg_restore says of a dump that it cannot read, in words of people who look after it. */
function sayComplaint(complaint: string, code: unknown): string {
  const last = complaint.split('\n').filter(Boolean).at(-1) ?? `pg_restore ended with ${String(code)}`
  const said = last.replace(/^pg_restore: (?:error: )?/, '').slice(0, 300)
  if (/end of file|could not read from input|unexpected end|too short|read \d+ of \d+/i.test(said))
    return `its end is missing (${said}). Make it again, and look why writing it was cut short.`
  return `it is damaged: pg_restore cannot read all of it (${said}). Use an older backup.`
}
