import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { step } from '../bootstrap/progress.mjs'
import { runProgram } from '../bootstrap/run-program.mjs'

/** What drills and migrations are tested with, and how to tell that it is there. */
const packages: readonly (readonly [string, () => boolean])[] = [
  ['postgresql-15', () => hasServer()],
  ['postgresql-client-15', () => runs('pg_restore') && runs('psql') && runs('pg_dump')],
  ['restic', () => runs('restic', 'version')],
  ['pgbackrest', () => runs('pgbackrest', 'version')],
]

/**
 * Installs, for root on Debian, what tests of backups need and this machine lacks. Elsewhere, or when that fails, those
 * tests are skipped and name what is missing.
 */
export async function provideBackupPrograms(): Promise<void> {
  const missing = packages.filter(([, isThere]) => !isThere()).map(([name]) => name)
  if (missing.length === 0) return
  const isPossible = process.getuid?.() === 0 && runs('apt-get')
  if (!isPossible) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step(`Installing ${missing.join(', ')} with apt-get`, async () => {
    await withoutCluster()
    await runProgram('apt-get', ['update'], { env, what: '`apt-get update`' })
    // One by one: a release that has none of one of them may have the others.
    for (const name of missing)
      await runProgram('apt-get', ['install', '--yes', '--no-install-recommends', name], {
        env,
        what: `\`apt-get install ${name}\``,
      }).catch(sayShortly)
  }).catch(sayShortly)
}

/** Debian would start a server of its own beside the programs. A file that is there already is somebody's choice. */
async function withoutCluster(): Promise<void> {
  const folder = '/etc/postgresql-common'
  const file = join(folder, 'createcluster.conf')
  if (await readFile(file, 'utf8').catch(() => null)) return
  await mkdir(folder, { recursive: true })
  await writeFile(file, 'create_main_cluster = false\n')
}

function hasServer(): boolean {
  const folder = '/usr/lib/postgresql'
  const versions = existsSync(folder) ? readdirSync(folder) : []
  return versions.some((version) => existsSync(join(folder, version, 'bin', 'initdb')))
}

function runs(program: string, argument = '--version'): boolean {
  return spawnSync(program, [argument], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function sayShortly(error: unknown): void {
  console.error(error instanceof Error ? error.message.split('\n').slice(0, 3).join('\n') : error)
}
