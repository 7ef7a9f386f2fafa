import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScratchServer, ScratchServerWish } from '@/lib/scratch/scratch-server'
import { fallbackFolder } from './installation-folder'
import { preparePostgres } from './postgres-binaries'
import { type Cluster, isAlive, runProgram, startServer } from './postgres-process'
import { adoptCopy, binariesOf, lookInto } from './scratch-copy'
import { type Account, serverAccount } from './server-account'

/** No address is listened on, so the number only names the socket's file. */
const PORT = 5432
const DATABASE = 'scratch'

/** Nothing of it outlives the drill: no durability, no helpers, no memory outside its folder. */
const SETTINGS = {
  listen_addresses: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  max_connections: '20',
  shared_buffers: '128MB',
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
  autovacuum: 'off',
  jit: 'off',
  dynamic_shared_memory_type: 'mmap',
  archive_mode: 'off',
  logging_collector: 'off',
  shared_preload_libraries: '',
  session_preload_libraries: '',
  log_min_messages: 'warning',
}

/** Starts a throw-away PostgreSQL in a folder of its own; `stop` leaves nothing of it. */
export async function startScratchPostgres(wish: ScratchServerWish): Promise<ScratchServer> {
  const account = serverAccount(wish.folder, { create: false })
  const socketFolder = join(wish.folder, 's')
  await ownFolder(wish.folder, account)
  await ownFolder(socketFolder, account)
  const superuser = { user: 'postgres', password: randomBytes(18).toString('hex') }
  const owner = { user: 'restore', password: randomBytes(18).toString('hex') }
  const cluster: Cluster = {
    binaries: wish.physical
      ? binariesOf(wish.physical.major)
      : await preparePostgres(account, fallbackFolder()),
    dataDirectory: wish.physical?.dataDirectory ?? join(wish.folder, 'data'),
    account,
    logFile: join(wish.folder, 'postgres.log'),
    settings: { ...SETTINGS, unix_socket_directories: socketFolder },
    // Of each of its processes: later ones inherit it.
    memoryBytes: wish.memoryBytes,
  }
  if (wish.physical) {
    Object.assign(cluster.settings, await adoptCopy(wish.physical, join(wish.folder, 'c'), account))
  } else {
    await createCluster(cluster, wish.folder, superuser.password)
    prepareRoles(cluster, owner)
  }
  const child = await startServer(cluster, PORT)
  child.unref()
  const pid = child.pid ?? 0
  const database = wish.physical
    ? await lookInto(wish.physical, socketFolder, PORT, owner).catch(async (error: unknown) => {
        await end(pid, wish.folder)
        throw error
      })
    : DATABASE
  return {
    pid,
    socketFolder,
    port: PORT,
    database,
    superuser,
    owner,
    account: account && { uid: account.uid, gid: account.gid },
    logFile: cluster.logFile,
    stop: () => end(pid, wish.folder),
  }
}

async function ownFolder(path: string, account: Account | null): Promise<void> {
  await mkdir(path, { recursive: true })
  await chmod(path, 0o700)
  if (account) await chown(path, account.uid, account.gid)
}

async function createCluster(cluster: Cluster, folder: string, password: string): Promise<void> {
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (cluster.account) await chown(passwordFile, cluster.account.uid, cluster.account.gid)
  try {
    runProgram(cluster, cluster.binaries.initdb, [
      '-D',
      cluster.dataDirectory,
      '-U',
      'postgres',
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

/** A role that owns its database and may do nothing to the server. */
function prepareRoles(cluster: Cluster, owner: ScratchServer['owner']): void {
  runProgram(
    cluster,
    cluster.binaries.postgres,
    ['--single', '-D', cluster.dataDirectory, 'postgres'],
    [
      `create role ${owner.user} login nosuperuser nocreatedb nocreaterole noreplication password '${owner.password}'`,
      `create database ${DATABASE} owner ${owner.user} template template0`,
      `revoke connect on database postgres from public`,
      `revoke connect on database template1 from public`,
      '',
    ].join('\n'),
  )
}

/** Its data do not matter: it is told to drop everything, and after 5 s it is made to. */
async function end(pid: number, folder: string): Promise<void> {
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) break
    try {
      process.kill(pid, signal)
    } catch {
      break
    }
    const until = performance.now() + 5_000
    while (isAlive(pid) && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 15))
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}
