import { spawnSync } from 'node:child_process'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { searchPath } from '@/lib/env'

/** A program of PostgreSQL that is installed here. */
export interface PostgresProgram {
  path: string
  /** "15.18" */
  version: string
  major: number
  minor: number
}

/** Where Debian, Red Hat and Homebrew keep the programs of each major version. */
const versionFolders: readonly (readonly [string, (name: string) => string | null])[] = [
  ['/usr/lib/postgresql', (name) => (/^\d+$/.test(name) ? `${name}/bin` : null)],
  ['/usr', (name) => (/^pgsql-\d+$/.test(name) ? `${name}/bin` : null)],
  ['/opt/homebrew/opt', (name) => (/^(postgresql@\d+|libpq)$/.test(name) ? `${name}/bin` : null)],
  ['/usr/local/opt', (name) => (/^(postgresql@\d+|libpq)$/.test(name) ? `${name}/bin` : null)],
]

/** Path of a program on the PATH; null where it is not installed. */
export function findOnPath(name: string, path = searchPath()): string | null {
  return (
    path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, name))
      .find(isExecutable) ?? null
  )
}

/**
 * All versions of `pg_restore` or `psql` that are installed, newest first: on the PATH, and where packages put one
 * beside another.
 */
export function findPostgresPrograms(
  name: 'pg_restore' | 'psql' | 'pg_dump' | 'postgres',
  path = searchPath(),
): PostgresProgram[] {
  const folders = [...path.split(delimiter).filter(Boolean), ...installedFolders()]
  const paths = [...new Set(folders.map((folder) => join(folder, name)))].filter(isExecutable)
  return paths.flatMap((program) => versionOf(program)).sort((a, b) => b.major - a.major || b.minor - a.minor)
}

/** Major version of pg_dump that first wrote each archive version: pg_restore must be as new. */
const firstMajor: Readonly<Record<string, number>> = {
  '1.12': 10,
  '1.13': 10,
  '1.14': 12,
  '1.15': 16,
  '1.16': 17,
}

/** The newest of these programs that reads an archive; a sentence where there is none. */
export function fittingRestore(
  programs: readonly PostgresProgram[],
  archiveVersion: string,
): PostgresProgram | string {
  const [newest] = programs
  const needed = firstMajor[archiveVersion] ?? 18
  if (!newest)
    return `pg_restore is not installed on the worker's machine, so the dump can be listed and no more. Install the client programs of PostgreSQL ${needed} or newer, e.g. apt-get install postgresql-client`
  if (newest.major >= needed) return newest
  return `pg_restore ${newest.version} is too old for this dump, which PostgreSQL ${needed} or newer wrote. Install its client programs, e.g. apt-get install postgresql-client-${needed}`
}

/** First minor versions in which psql can be locked against commands in what it reads (\restrict). */
const lockable: Readonly<Record<number, number>> = { 13: 22, 14: 19, 15: 14, 16: 10, 17: 6 }

/** The newest psql that can be locked; a sentence where there is none. */
export function fittingPsql(programs: readonly PostgresProgram[]): PostgresProgram | string {
  const [newest] = programs
  if (!newest)
    return `psql is not installed on the worker's machine, so the dump can be read and no more. Install the client programs of PostgreSQL, e.g. apt-get install postgresql-client`
  const fits = programs.find(({ major, minor }) => major >= 18 || minor >= (lockable[major] ?? Infinity))
  return (
    fits ??
    `psql ${newest.version} cannot be locked against commands in a dump (\\restrict), so the dump is read and no more. Update it to 15.14, 16.10, 17.6 or newer, e.g. apt-get upgrade postgresql-client`
  )
}

function installedFolders(): string[] {
  return versionFolders.flatMap(([folder, inside]) =>
    namesIn(folder).flatMap((name) => {
      const bin = inside(name)
      return bin ? [join(folder, bin)] : []
    }),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Answers of programs that have not changed since: asking each takes a tenth of a second. */
const told = new Map<string, PostgresProgram[]>()

function versionOf(path: string): PostgresProgram[] {
  const { ino, size, mtimeMs } = statSync(path)
  const key = `${path} ${ino} ${size} ${mtimeMs}`
  const known = told.get(key) ?? askVersion(path)
  if (known.length > 0) told.set(key, known)
  return known
}

/** None where it does not tell a version within 10 s: then it is no program to trust a backup to. */
function askVersion(path: string): PostgresProgram[] {
  const answer = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 10_000,
    env: { LC_ALL: 'C' } as never,
  })
  const found = /\(PostgreSQL\) (\d+)(?:\.(\d+))?/.exec(answer.stdout ?? '')
  if (answer.status !== 0 || !found) return []
  const [, major, minor = '0'] = found
  return [{ path, version: `${major}.${minor}`, major: Number(major), minor: Number(minor) }]
}
