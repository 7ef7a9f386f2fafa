import type { ChildProcess } from 'node:child_process'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { secretFile } from '../secret-files'
import { withConnection } from './connection'
import { createOwned, type Folders, locateData } from './data-location'
import { preparePostgres } from './postgres-binaries'
import {
  type Cluster,
  clearLeftovers,
  freePort,
  isServerOf,
  PortTaken,
  readState,
  runProgram,
  runSingleUser,
  startServer,
  stopServer,
} from './postgres-process'

/** The product's built-in database while it runs. */
export interface EmbeddedPostgres {
  url: string
  pid(): number
  stop(): Promise<void>
}

export interface EmbeddedOptions extends Folders {
  /** ./secrets of the project. */
  secrets: string
  onStep?: (sentence: string) => void
}

const LOG_LIMIT_BYTES = 10_000_000
const ROLE = 'wheeltapper'

const SETTINGS = {
  max_connections: '100',
  // The only compression this build has; halves what full-page images cost.
  wal_compression: 'pglz',
  // Plans over many partitions: compiling them costs more than running them.
  jit: 'off',
  log_line_prefix: '%m [%p] %q%a ',
}

/**
 * Starts the built-in PostgreSQL, creating it on first use. Whatever a crash left behind is cleared:
 * a stale postmaster.pid, a server without its launcher, a port that somebody else took meanwhile.
 * When the server dies it is started again on the same port until `stop`.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options)
  const password = await secretFile(options.secrets, 'database-password')
  await clearLeftovers(cluster.dataDirectory)
  if (!(await hasCluster(cluster))) {
    options.onStep?.('Creating the database')
    await createCluster(cluster, password)
  }
  await assertVersion(cluster)
  let { child, port } = await startOnSomePort(cluster, options)
  const url = connectionUrl(port, password)
  if (!(await acceptsPassword(url))) {
    // The password file was lost or replaced: whoever may write the data directory may set a new one.
    options.onStep?.('Setting a new database password')
    await stopServer(child.pid ?? 0)
    runSingleUser(cluster, [`alter role ${ROLE} password '${password}'`])
    child = await startServer(cluster, port)
  }
  return supervise(cluster, child, port, url)
}

/** Connection string of a built-in server that is running now, or null. */
export async function findRunningEmbedded(options: EmbeddedOptions): Promise<string | null> {
  const { dataDirectory } = await locateData(options)
  const state = await readState(dataDirectory)
  if (!state?.isReady || !(await isServerOf(state.pid, dataDirectory))) return null
  return connectionUrl(state.port, await secretFile(options.secrets, 'database-password'))
}

function connectionUrl(port: number, password: string): string {
  return `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${ROLE}`
}

async function openCluster(options: EmbeddedOptions): Promise<Cluster> {
  const { dataDirectory, account } = await locateData(options)
  const binaries = await preparePostgres(account, options.fallback)
  const logFile = join(options.data, 'postgres.log')
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`)
  return { binaries, dataDirectory, account, logFile, settings: SETTINGS }
}

function hasCluster({ dataDirectory }: Cluster): Promise<boolean> {
  return stat(join(dataDirectory, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

/** Builds the cluster beside its final place and renames it: a crash leaves none, never half of one. */
async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const building = { ...cluster, dataDirectory: `${cluster.dataDirectory}.new` }
  await rm(building.dataDirectory, { recursive: true, force: true })
  await createOwned(building.dataDirectory, cluster.account)
  runProgram(cluster, cluster.binaries.initdb, [
    '-D',
    building.dataDirectory,
    '-U',
    'postgres',
    '--encoding=UTF8',
    '--no-instructions',
    // Independent of the locales that this machine has: Unicode letters, order by code point.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth-local=reject',
    '--auth-host=reject',
  ])
  // The superuser has no password, so nobody can be it over the network: it exists in single-user mode only.
  await writeFile(join(building.dataDirectory, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
  runSingleUser(building, [
    `create role ${ROLE} login createrole password '${password}'`,
    // Its own health is audited like any other server's, by a role that can do nothing else.
    `grant pg_monitor to ${ROLE} with admin option`,
    `create database ${ROLE} owner ${ROLE}`,
  ])
  await rename(building.dataDirectory, cluster.dataDirectory)
}

async function assertVersion(cluster: Cluster): Promise<void> {
  const written = (await readFile(join(cluster.dataDirectory, 'PG_VERSION'), 'utf8')).trim()
  const [major] = cluster.binaries.version.split('.')
  if (written === major) return
  throw new Error(
    `The data in ${cluster.dataDirectory} was written by PostgreSQL ${written}, and this version brings ${major}. Start the version that wrote it, run \`npm run backup\` there, move ./data away, and run \`npm run restore\` here.`,
  )
}

async function startOnSomePort(
  cluster: Cluster,
  { data }: Folders,
): Promise<{ child: ChildProcess; port: number }> {
  const portFile = join(data, 'port')
  const wanted = Number(await readFile(portFile, 'utf8').catch(() => '0'))
  const port = await freePort(Number.isInteger(wanted) && wanted > 1023 && wanted < 65_536 ? wanted : 0)
  try {
    const child = await startWhenMemoryIsFree(cluster, port)
    await writeFile(portFile, `${port}\n`)
    return { child, port }
  } catch (error) {
    if (error instanceof PortTaken) return startOnSomePort(cluster, { data, fallback: '' })
    throw error
  }
}

/** After kill -9 of the server its last helpers need a moment to notice, and hold its shared memory until then. */
async function startWhenMemoryIsFree(cluster: Cluster, port: number): Promise<ChildProcess> {
  const until = performance.now() + 15_000
  for (;;) {
    try {
      return await startServer(cluster, port)
    } catch (error) {
      const isHeld = error instanceof Error && /shared memory block|lock file/.test(error.message)
      if (!isHeld || performance.now() > until) throw error
      await pause(200)
    }
  }
}

async function acceptsPassword(url: string): Promise<boolean> {
  try {
    await withConnection(url, (client) => client.query('select 1'))
    return true
  } catch (error) {
    if ((error as pg.DatabaseError).code === '28P01') return false
    throw error
  }
}

function supervise(cluster: Cluster, first: ChildProcess, port: number, url: string): EmbeddedPostgres {
  let child = first
  let isStopping = false
  const watch = () => child.once('exit', () => void revive())
  async function revive(): Promise<void> {
    let waitMs = 100
    while (!isStopping) {
      try {
        await clearLeftovers(cluster.dataDirectory)
        child = await startWhenMemoryIsFree(cluster, port)
        if (isStopping) await stopServer(child.pid ?? 0)
        else watch()
        return
      } catch {
        // The reason stands in the server's log; web and worker show that the database is away.
        await pause(waitMs)
        waitMs = Math.min(waitMs * 2, 5_000)
      }
    }
  }
  watch()
  return {
    url,
    pid: () => child.pid ?? 0,
    stop: async () => {
      isStopping = true
      await stopServer(child.pid ?? 0)
    },
  }
}
