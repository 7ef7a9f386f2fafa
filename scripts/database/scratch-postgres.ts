import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScratchLogin, ScratchServer, ScratchServerWish } from '@/lib/scratch/scratch-server'
import { withConnection } from './connection'
import { fallbackFolder } from './installation-folder'
import { preparePostgres } from './postgres-binaries'
import { type Cluster, isAlive, startServer } from './postgres-process'
import { forgetCluster, layCluster } from './scratch-cluster'
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
  // A copy of a server brings its own roles, and one of them may be called so.
  const user = wish.physical ? `restore_${randomBytes(6).toString('hex')}` : 'restore'
  const owner = { user, password: randomBytes(18).toString('hex') }
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
  if (wish.physical)
    Object.assign(cluster.settings, await adoptCopy(wish.physical, join(wish.folder, 'c'), account))
  const empty = () => startEmpty(cluster, wish, { superuser, owner })
  const pid = wish.physical
    ? await startWith(cluster)
    : // Files that were kept may be spoilt: the second time they are made anew.
      await empty().catch(() => forgetCluster(cluster).then(empty))
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

/** Starts an empty server whose two roles have passwords that were made for this start alone. */
async function startEmpty(
  cluster: Cluster,
  wish: ScratchServerWish,
  logins: Pick<ScratchServer, 'superuser' | 'owner'>,
): Promise<number> {
  const roles = { database: DATABASE, superuser: logins.superuser.user, owner: logins.owner.user }
  const first = await layCluster(cluster, wish.folder, roles)
  const pid = await startWith(cluster)
  try {
    await renewPasswords(join(wish.folder, 's'), first, [logins.owner, logins.superuser])
    return pid
  } catch (error) {
    await endServer(pid)
    throw error
  }
}

async function startWith(cluster: Cluster): Promise<number> {
  const child = await startServer(cluster, PORT)
  child.unref()
  return child.pid ?? 0
}

async function renewPasswords(
  socketFolder: string,
  first: ScratchLogin,
  logins: readonly ScratchLogin[],
): Promise<void> {
  const url = `postgresql://${first.user}:${first.password}@/${DATABASE}?host=${encodeURIComponent(socketFolder)}&port=${PORT}`
  await withConnection(url, async (client) => {
    for (const { user, password } of logins) await client.query(`alter role ${user} password '${password}'`)
  })
}

/** Ends it and removes everything of it. */
async function end(pid: number, folder: string): Promise<void> {
  await endServer(pid)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/** Its data do not matter: it is told to drop everything, and after 5 s it is made to. */
async function endServer(pid: number): Promise<void> {
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
}
