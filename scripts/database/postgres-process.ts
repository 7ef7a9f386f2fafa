import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { PostgresBinaries } from './postgres-binaries'
import { type Account, identity } from './server-account'

/** One cluster on disk and how it is run. */
export interface Cluster {
  binaries: PostgresBinaries
  dataDirectory: string
  account: Account | null
  logFile: string
  settings: Record<string, string>
  /** Address space that each of its processes may take; absent: any. */
  memoryBytes?: number
}

/** The port asked for is in use by somebody else. */
export class PortTaken extends Error {}

/** Runs one PostgreSQL program to its end; its complaint becomes the error. */
export function runProgram(
  cluster: Pick<Cluster, 'account'>,
  program: string,
  args: string[],
  input?: string,
): void {
  const result = spawnSync(program, args, {
    ...identity(cluster.account),
    cwd: '/',
    input,
    encoding: 'utf8',
    env: environment(),
  })
  // A single-user server reports a failed statement only on standard error.
  if (result.status === 0 && !/^.*(ERROR|FATAL|PANIC):/m.test(result.stderr)) return
  const complaint =
    (result.error?.message ?? result.stderr.trim()) || `ended with ${result.status ?? result.signal}`
  throw new Error(`${program.split(/[/\\]/).pop()} failed: ${complaint}`)
}

/** Runs statements, one per line, as superuser without any connection (the server must be stopped). */
export function runSingleUser(cluster: Cluster, statements: string[]): void {
  runProgram(
    cluster,
    cluster.binaries.postgres,
    ['--single', '-D', cluster.dataDirectory, 'postgres'],
    `${statements.join('\n')}\n`,
  )
}

/**
 * A shell that lowers its own limit and becomes the server: whoever starts it may not change the limits of another
 * account's process, not even root in a container. Systems without this limit start it all the same.
 */
const withMemoryLimit = (bytes: number | undefined, command: [string, ...string[]]): [string, ...string[]] =>
  bytes === undefined
    ? command
    : ['/bin/sh', '-c', 'ulimit -v "$0" 2>/dev/null; exec "$@"', String(Math.floor(bytes / 1024)), ...command]

/** Starts the server on 127.0.0.1:port and waits until it takes connections. */
export async function startServer(cluster: Cluster, port: number): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...cluster.settings,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const logStart = await stat(cluster.logFile).then(
    (file) => file.size,
    () => 0,
  )
  const log = openSync(cluster.logFile, 'a', 0o600)
  // A process group of its own: Ctrl-C must reach the product first and the database last.
  const [program, ...words] = withMemoryLimit(cluster.memoryBytes, [
    cluster.binaries.postgres,
    '-D',
    cluster.dataDirectory,
    ...args,
  ])
  const child = spawn(program, words, {
    ...identity(cluster.account),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: environment(),
  })
  closeSync(log)
  const failed = new Promise<Error>((resolve) => {
    child.once('error', resolve)
    child.once('exit', () => resolve(new Error('ended')))
  })
  let failure: Error | undefined
  void failed.then((error) => {
    failure = error
  })
  for (;;) {
    if (failure) throw await startFailure(cluster, logStart, failure)
    const state = await readState(cluster.dataDirectory)
    if (state?.pid === child.pid && state?.isReady) return child
    await pause(15)
  }
}

async function startFailure(cluster: Cluster, logStart: number, error: Error): Promise<Error> {
  const log = await readFile(cluster.logFile, 'utf8').then(
    (text) => text.slice(logStart),
    () => '',
  )
  if (/could not bind|Address already in use|could not create any TCP/.test(log)) return new PortTaken(log)
  const complaint = log
    .split('\n')
    .filter((line) => /(FATAL|PANIC|ERROR|HINT):/.test(line))
    .slice(-2)
    .join(' ')
  return new Error(
    `The database in ${cluster.dataDirectory} does not start: ${complaint || error.message}. Its log: ${cluster.logFile}`,
  )
}

/** What postmaster.pid says about a running, or crashed, server. */
export interface ServerState {
  pid: number
  port: number
  isReady: boolean
}

/** Reads postmaster.pid; null when there is none (or only half of one). */
export async function readState(dataDirectory: string): Promise<ServerState | null> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
}

/** Whether the process that postmaster.pid names is a server of this very directory, not a stranger with a recycled id. */
export async function isServerOf(pid: number, dataDirectory: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const commandLine =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return commandLine.includes(dataDirectory)
}

/** Stops a server: "fast" (sessions end, everything committed stays), and after 20 s without mercy; recovery then loses nothing either. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const until = performance.now() + patienceMs
    while (isAlive(pid) && performance.now() < until) await pause(15)
  }
}

/** Makes a directory startable whatever happened before: ends a server left behind, removes a stale postmaster.pid. */
export async function clearLeftovers(dataDirectory: string): Promise<void> {
  const state = await readState(dataDirectory)
  if (!state) return
  if (await isServerOf(state.pid, dataDirectory)) await stopServer(state.pid)
  // PostgreSQL itself would take a stranger with the recorded id for a running server and refuse to start.
  if (await readState(dataDirectory)) await rm(join(dataDirectory, 'postmaster.pid'), { force: true })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A port on 127.0.0.1 that nobody listens on; `wanted` if it is free. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer()
  const port = await new Promise<number | null>((resolve) => {
    server.once('error', () => resolve(null))
    server.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = server.address()
      resolve(address && typeof address === 'object' ? address.port : null)
    })
  })
  if (port === null) return freePort()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The server's own surroundings: no PG* variable of the caller may change what it does. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    TZ: 'UTC',
    NODE_ENV: 'production',
    ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
  }
}
