import { spawnSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findPostgresPrograms } from '@/lib/archives/programs'
import type { PhysicalCopy, ScratchServer } from '@/lib/scratch/scratch-server'
import { withConnection } from './connection'
import type { PostgresBinaries } from './postgres-binaries'
import type { Account } from './server-account'

/** The installed programs of the version that wrote the copy. */
export function binariesOf(major: number): PostgresBinaries {
  const found = findPostgresPrograms('postgres').find((program) => program.major === major)
  if (!found) throw new Error(`PostgreSQL ${major} is not installed on the worker's machine`)
  return { postgres: found.path, initdb: join(found.path, '..', 'initdb'), version: found.version }
}

/**
 * Makes a copy startable here: none of its own settings count, its log comes from a folder, it takes connections from
 * the socket alone, and after the last segment it is a server of its own.
 */
export async function adoptCopy(
  copy: PhysicalCopy,
  folder: string,
  account: Account | null,
): Promise<Record<string, string>> {
  const { dataDirectory, logFolder, tablespaces } = copy
  const settings = join(folder, 'postgresql.conf')
  const access = join(folder, 'pg_hba.conf')
  const idents = join(folder, 'pg_ident.conf')
  await mkdir(folder, { recursive: true })
  await writeFile(settings, '')
  await writeFile(idents, '')
  // The socket lies in a folder that nobody else may enter.
  await writeFile(access, 'local all all trust\n')
  await writeFile(join(dataDirectory, 'postgresql.auto.conf'), '')
  await writeFile(join(dataDirectory, 'recovery.signal'), '')
  await rm(join(dataDirectory, 'standby.signal'), { force: true })
  const all = [dataDirectory, logFolder, tablespaces, folder]
  if (account) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, ...all])
  return {
    config_file: settings,
    hba_file: access,
    ident_file: idents,
    restore_command: `cp ${quoted(logFolder)}/%f "%p"`,
    recovery_target: 'immediate',
    recovery_target_action: 'promote',
    hot_standby: 'off',
    wal_level: 'replica',
    max_connections: '20',
    // What the copy does when a superuser signs in is code of whoever ruled its server. Earlier versions have no such thing.
    ...(copy.major >= 17 ? { event_triggers: 'off' } : {}),
  }
}

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`

/** A role that may read everything and change nothing, and the database that it looks at. */
export async function lookInto(
  copy: PhysicalCopy,
  socketFolder: string,
  port: number,
  owner: ScratchServer['owner'],
): Promise<string> {
  const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(socketFolder)}&port=${port}`
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname::text as name from pg_database where datallowconn and not datistemplate
        order by datname = $1 desc, pg_database_size(oid) desc limit 1`,
      [copy.database ?? ''],
    )
    const database = rows[0]?.name
    if (!database) throw new Error('it holds no database that takes connections')
    if (copy.database && database !== copy.database) throw new Error(`it holds no database ${copy.database}`)
    await client.query(`create role ${owner.user} login nosuperuser bypassrls password '${owner.password}'`)
    await client.query(`grant pg_read_all_data to ${owner.user}`)
    return database
  }).catch((error: Error) => {
    throw new Error(
      /role "postgres" does not exist/.test(error.message)
        ? 'it has no role postgres to look into it with'
        : error.message,
    )
  })
}
