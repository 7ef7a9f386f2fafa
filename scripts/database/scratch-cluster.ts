import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ScratchLogin } from '@/lib/scratch/scratch-server'
import { projectRoot } from '../project-root'
import { type Cluster, runProgram } from './postgres-process'

const run = promisify(execFile)

/** Raised when what is in the files of an empty server changes. */
const formOfFiles = 2

/** Whom an empty server knows, and the database that one of them owns. */
interface ScratchRoles {
  database: string
  superuser: string
  owner: string
}

/**
 * Lays out the files of an empty server: copied from those of an earlier start, because making them takes seconds. Gives
 * the superuser's password, which is for the first login only; the owner has none yet.
 */
export async function layCluster(
  cluster: Cluster,
  folder: string,
  roles: ScratchRoles,
): Promise<ScratchLogin> {
  const kept = keptFolder(cluster)
  const known = await copyKept(cluster, kept)
  if (known) return { user: roles.superuser, password: known }
  await rm(cluster.dataDirectory, { recursive: true, force: true })
  const password = randomBytes(18).toString('hex')
  await createCluster(cluster, folder, { user: roles.superuser, password })
  prepareRoles(cluster, roles)
  await keep(cluster, kept, password)
  return { user: roles.superuser, password }
}

/** Files that do not start are not copied again. */
export async function forgetCluster(cluster: Cluster): Promise<void> {
  await rm(keptFolder(cluster), { recursive: true, force: true }).catch(() => {})
}

/** Where only this process's account reaches: nobody who restores something changes what the next server starts with. */
const keptFolder = ({ binaries }: Cluster) =>
  join(
    projectRoot,
    'node_modules',
    '.cache',
    'wheeltapper',
    `scratch-${binaries.version}-${process.getuid?.() ?? 'own'}-${formOfFiles}`,
  )

/** The password that belongs to the copied files; null where there is nothing to copy. */
async function copyKept({ dataDirectory, account }: Cluster, kept: string): Promise<string | null> {
  try {
    const password = await readFile(join(kept, 'password'), 'utf8')
    await run('cp', ['-R', join(kept, 'data'), dataDirectory])
    if (account) await run('chown', ['-R', `${account.uid}:${account.gid}`, dataDirectory])
    await chmod(dataDirectory, 0o700)
    return password
  } catch {
    return null
  }
}

/** Where nothing may be written, each start makes its own. */
async function keep({ dataDirectory }: Cluster, kept: string, password: string): Promise<void> {
  const unfinished = `${kept}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    await run('cp', ['-R', dataDirectory, join(unfinished, 'data')])
    await writeFile(join(unfinished, 'password'), password, { mode: 0o600 })
    // Somebody else may have been quicker.
    await rename(unfinished, kept)
  } catch {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {})
  }
}

async function createCluster(cluster: Cluster, folder: string, login: ScratchLogin): Promise<void> {
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, login.password, { mode: 0o600 })
  if (cluster.account) await chown(passwordFile, cluster.account.uid, cluster.account.gid)
  try {
    runProgram(cluster, cluster.binaries.initdb, [
      '-D',
      cluster.dataDirectory,
      '-U',
      login.user,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth-local=scram-sha-256',
      '--auth-host=reject',
      `--pwfile=${passwordFile}`,
      '--no-sync',
      '--no-instructions',
    ])
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * A role that owns its database and may do nothing to the server. It sees all rows, also those that a policy hides from
 * their owner.
 */
function prepareRoles(cluster: Cluster, { owner, database }: ScratchRoles): void {
  runProgram(
    cluster,
    cluster.binaries.postgres,
    ['--single', '-D', cluster.dataDirectory, 'postgres'],
    [
      `create role ${owner} login nosuperuser nocreatedb nocreaterole noreplication bypassrls`,
      `create database ${database} owner ${owner} template template0`,
      `revoke connect on database postgres from public`,
      `revoke connect on database template1 from public`,
      '',
    ].join('\n'),
  )
}
