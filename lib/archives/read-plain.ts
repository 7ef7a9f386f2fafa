import { createReadStream } from 'node:fs'
import type { Archive, ArchiveContent, ReadArchive } from './archive'
import { findPostgresPrograms, fittingPsql } from './programs'
import { type SqlScan, SqlScanner } from './scan-sql'
import { hostile, unusable } from './unusable'

/** Tables, their indexes and what writing them takes, per byte of text. */
const bytesPerTextByte = 2.5
const giveWayBytes = 8 * 1024 ** 2

/** Reads a plain dump to its last line: complete, and nothing in it that reaches beyond the database. */
export async function readPlain(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  const scan = await scanPlain(archive, how)
  const program = fittingPsql(findPostgresPrograms('psql'))
  return {
    tables: scan.tables,
    extensions: scan.extensions.map(({ name }) => name),
    roles: scan.roles,
    estimatedBytes: Math.ceil(archive.unpackedBytes * bytesPerTextByte),
    readBy: null,
    cannotRestore: typeof program === 'string' ? `${program}.` : null,
    isReadToEnd: true,
    physicalMajor: null,
  }
}

/** What a plain dump would do. Throws Problem when it is cut off or hostile. */
export async function scanPlain(
  archive: Pick<Archive, 'name' | 'path' | 'unpackedBytes'>,
  how: Pick<ReadArchive, 'signal' | 'onProgress'>,
): Promise<SqlScan> {
  const scanner = new SqlScanner()
  let read = 0
  let sinceTurn = 0
  for await (const chunk of createReadStream(archive.path, { highWaterMark: 262_144, signal: how.signal })) {
    scanner.push(chunk)
    if (scanner.isRefused) break
    read += chunk.length
    sinceTurn += chunk.length
    how.onProgress?.(read, archive.unpackedBytes)
    if (sinceTurn < giveWayBytes) continue
    // The checks of this worker run in the same thread: they get their turn.
    await new Promise((resolve) => setImmediate(resolve))
    sinceTurn = 0
  }
  const scan = scanner.end()
  if (scan.refusal) throw hostile(archive.name, `line ${scan.refusal.line} ${scan.refusal.why}`)
  if (scan.openSince !== null)
    throw unusable(
      archive.name,
      `its end is missing: it breaks off on line ${scan.lines}, inside what begins on line ${scan.openSince}. Make it again, and look why writing it was cut short.`,
    )
  if (scan.hasStartMark && !scan.hasEndMark)
    throw unusable(
      archive.name,
      `its end is missing: after ${scan.lines} lines pg_dump’s closing words ("PostgreSQL database dump complete") have not come. Make it again, and look why writing it was cut short.`,
    )
  return scan
}
