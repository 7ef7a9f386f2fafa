import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withConnection } from '../database/connection'
import { fallbackFolder } from '../database/installation-folder'
import { preparePostgres } from '../database/postgres-binaries'
import {
  type Cluster,
  clearLeftovers,
  freePort,
  isAlive,
  runProgram,
  startServer,
  stopServer,
} from '../database/postgres-process'
import { identity, serverAccount } from '../database/server-account'
import type { ServerCertificate } from './test-certificates'

/** A PostgreSQL that tests audit and break: nobody else uses it. */
export interface AuditedPostgres {
  port: number
  password: string
  /** Superuser URL of a database on it. */
  url(database?: string): string
  createDatabase(): Promise<string>
  /** A hot standby that follows it, where the wish asked for one. */
  standby: { port: number } | null
  /** Stops it and starts it again, on the same port with the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface AuditedPostgresWish {
  /** Folder with initdb and postgres; the embedded one unless given. */
  programs?: string
  settings?: Record<string, string>
  certificate?: ServerCertificate
  /** Extra lines at the top of pg_hba.conf. */
  hba?: string[]
  withStandby?: boolean
}

const PREFIX = 'wheeltapper-audited-'

/** Settings under which every fault can be planted: two-phase commit, slots, and autovacuum out of the way. */
const settings = {
  fsync: 'off',
  max_connections: '60',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  max_prepared_transactions: '10',
  max_replication_slots: '5',
  wal_level: 'logical',
  // On, but it never gets its turn during a test: what is planted stays until the test repairs it.
  autovacuum_naptime: '1d',
}

/** Other major versions that this machine happens to have, e.g. Debian's, newest first. */
export async function installedPostgresPrograms(): Promise<{ major: number; programs: string }[]> {
  const majors = await readdir('/usr/lib/postgresql').catch(() => [])
  return majors
    .map((name) => ({ major: Number(name), programs: join('/usr/lib/postgresql', name, 'bin') }))
    .filter(({ major, programs }) => major >= 13 && existsSync(join(programs, 'initdb')))
    .sort((a, b) => b.major - a.major)
}

/** Starts one on a free port; `stop` leaves nothing behind. */
export async function startAuditedPostgres(wish: AuditedPostgresWish = {}): Promise<AuditedPostgres> {
  await sweep()
  const folder = join(tmpdir(), `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`)
  const password = randomBytes(12).toString('hex')
  const cluster = await createCluster(folder, password, wish)
  // Of one that was never started, a plain copy is a base backup.
  const copied = wish.withStandby ? await copyCluster(cluster, join(folder, 'standby')) : null
  const port = await freePort()
  let child = await startServer(cluster, port)
  child.unref()
  const standby = copied && (await startStandby(copied, port, password))
  const url = (database = 'postgres') => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  return {
    port,
    password,
    url,
    createDatabase: async () => {
      const name = `audited_${randomBytes(5).toString('hex')}`
      await withConnection(url(), (client) => client.query(`create database ${name} template template0`))
      return name
    },
    standby: standby && { port: standby.port },
    restart: async () => {
      if (child.pid) await stopServer(child.pid)
      child = await startServer(cluster, port)
      child.unref()
    },
    stop: async () => {
      if (standby?.pid) await stopServer(standby.pid)
      if (child.pid) await stopServer(child.pid)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function createCluster(
  folder: string,
  password: string,
  { programs, settings: wished, certificate, hba = [] }: AuditedPostgresWish,
): Promise<Cluster> {
  const account = serverAccount(folder, { create: false })
  const binaries = programs
    ? { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres'), version: 'installed' }
    : await preparePostgres(account, fallbackFolder())
  await mkdir(folder, { mode: 0o711 })
  const owner = identity(account)
  const give = async (path: string) => {
    if (owner.uid !== undefined && owner.gid !== undefined) await chown(path, owner.uid, owner.gid)
  }
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text, { mode: 0o600 })
    await give(join(folder, name))
    return join(folder, name)
  }
  await give(folder)
  const dataDirectory = join(folder, 'data')
  const passwordFile = await put('password', password)
  const options = ['-U', 'postgres', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--no-sync']
  runProgram({ account }, binaries.initdb, ['-D', dataDirectory, `--pwfile=${passwordFile}`, ...options])
  const local = ['local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256']
  const replication = 'host replication all 127.0.0.1/32 scram-sha-256'
  const hbaFile = await put('pg_hba.conf', `${[...hba, ...local, replication].join('\n')}\n`)
  const secured: Record<string, string> = certificate
    ? {
        ssl: 'on',
        ssl_cert_file: await put('server.crt', certificate.cert),
        ssl_key_file: await put('server.key', certificate.key),
      }
    : {}
  return {
    binaries,
    dataDirectory,
    account,
    logFile: join(folder, 'postgres.log'),
    settings: { ...settings, hba_file: hbaFile, ...secured, ...wished },
  }
}

async function copyCluster(cluster: Cluster, dataDirectory: string): Promise<Cluster> {
  runProgram({ account: cluster.account }, '/bin/cp', ['-a', cluster.dataDirectory, dataDirectory])
  runProgram({ account: cluster.account }, '/usr/bin/touch', [join(dataDirectory, 'standby.signal')])
  return { ...cluster, dataDirectory, logFile: `${dataDirectory}.log` }
}

async function startStandby(cluster: Cluster, primaryPort: number, password: string) {
  const primary_conninfo = `host=127.0.0.1 port=${primaryPort} user=postgres password=${password}`
  const port = await freePort()
  // A standby needs at least what the copied cluster was made with: initdb's 100 connections.
  const more = { primary_conninfo, hot_standby_feedback: 'on', max_connections: '100' }
  const settings = { ...cluster.settings, ...more }
  const child = await startServer({ ...cluster, settings }, port)
  child.unref()
  return { port, pid: child.pid }
}

/** Ends servers whose test run was killed and could not stop them itself. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    const folder = join(tmpdir(), name)
    await clearLeftovers(join(folder, 'data')).catch(() => {})
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
