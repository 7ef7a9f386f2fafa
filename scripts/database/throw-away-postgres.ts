import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withConnection } from './connection'
import { fallbackFolder } from './installation-folder'
import { migrate } from './migrate'
import { preparePostgres } from './postgres-binaries'
import {
  type Cluster,
  clearLeftovers,
  freePort,
  isAlive,
  PortTaken,
  runProgram,
  startServer,
  stopServer,
} from './postgres-process'
import { identity, serverAccount } from './server-account'

/** A PostgreSQL for tests: superuser URL, and a database with all migrations to copy new ones from. */
export interface ThrowAwayPostgres {
  url: string
  template: string
  stop(): Promise<void>
}

/** One that a test takes away and brings back. */
export interface HaltablePostgres extends ThrowAwayPostgres {
  /** Ends the server; its data stay. */
  halt(): Promise<void>
  /** Starts it again, at the same address. */
  resume(): Promise<void>
}

const PREFIX = 'wheeltapper-throw-away-'

/**
 * Starts a PostgreSQL that nothing depends on: own folder, free port, no fsync; `stop` leaves nothing.
 * TEST_POSTGRES_URL names an existing server instead (superuser), where only the template is made.
 */
export function startThrowAwayPostgres(): Promise<ThrowAwayPostgres> {
  const existing = process.env.TEST_POSTGRES_URL
  return existing ? templateOn(existing) : startHaltablePostgres()
}

/** The same, always a server of its own. */
export async function startHaltablePostgres(): Promise<HaltablePostgres> {
  await sweep()
  const folder = join(tmpdir(), `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`)
  const { cluster, password } = await createCluster(folder)
  const { child, port } = await start(cluster)
  let pid = child.pid ?? 0
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
  const template = 'template_wheeltapper'
  const halt = () => stopServer(pid)
  const resume = async () => {
    const again = await startServer(cluster, port)
    again.unref()
    pid = again.pid ?? 0
  }
  const stop = async () => {
    await halt()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await createTemplate(url, template)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, template, stop, halt, resume }
}

async function createCluster(folder: string): Promise<{ cluster: Cluster; password: string }> {
  const account = serverAccount(folder, { create: false })
  const binaries = await preparePostgres(account, fallbackFolder())
  await mkdir(folder, { mode: 0o711 })
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  const owner = identity(account)
  if (owner.uid !== undefined && owner.gid !== undefined) {
    await chown(folder, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  const dataDirectory = join(folder, 'data')
  runProgram({ account }, binaries.initdb, [
    '-D',
    dataDirectory,
    '-U',
    'postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-sync',
    '--no-instructions',
  ])
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    autovacuum_naptime: '10s',
  }
  return {
    cluster: { binaries, dataDirectory, account, logFile: join(folder, 'postgres.log'), settings },
    password,
  }
}

async function start(cluster: Cluster): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort()
  try {
    const child = await startServer(cluster, port)
    child.unref()
    return { child, port }
  } catch (error) {
    if (error instanceof PortTaken) return start(cluster)
    throw error
  }
}

async function templateOn(url: string): Promise<ThrowAwayPostgres> {
  const template = `template_${randomBytes(6).toString('hex')}`
  await createTemplate(url, template)
  const stop = () =>
    withConnection(url, async (client) => {
      await client.query(`drop database if exists ${template} with (force)`)
    })
  return { url, template, stop }
}

async function createTemplate(url: string, template: string): Promise<void> {
  await withConnection(url, (client) => client.query(`create database ${template}`))
  const templateUrl = new URL(url)
  templateUrl.pathname = `/${template}`
  await migrate(templateUrl.toString())
}

/** Ends servers whose test run was killed and could not stop them itself. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const owner = Number.parseInt(name.slice(PREFIX.length), 10)
    if (isAlive(owner)) continue
    const folder = join(tmpdir(), name)
    await clearLeftovers(join(folder, 'data')).catch(() => {})
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
