import { fork } from 'node:child_process'
import { basename, dirname, join, resolve } from 'node:path'
import { bundle } from '../bootstrap/bundle.mjs'
import { loadSettings } from '../bootstrap/load-settings.mjs'
import { step } from '../bootstrap/progress.mjs'
import { migrate } from '../database/migrate'
import { projectRoot } from '../project-root'
import { secretFile } from '../secret-files'
import { folders } from './folders'
import { endLeftovers, recordProcesses } from './leftovers'
import { lastLines, openLog } from './log-file'
import { ensureBuilt } from './next-build'
import { assertPortFree } from './open-port'
import { openOwnDatabase } from './own-database'
import { readSettings, type StartSettings } from './settings'
import { claimFolder } from './single-instance'
import { type SupervisedProcess, superviseProcess } from './supervised-process'

// `npm start` from here on: TypeScript, packages and the pinned Node are there.
const WORKER_PATIENCE_MS = 30_000
const WEB_PATIENCE_MS = 12_000

/** `npm run dev`: pages from the sources, without a build, and all output on the terminal. */
const isDevelopment = process.argv.includes('--dev')

/** What has been started, in order; ended in the opposite order. */
const openThings: (() => Promise<unknown>)[] = []

async function launch(settings: StartSettings): Promise<void> {
  openThings.push(await claimFolder(folders.data, settings.publicUrl))
  await endLeftovers(folders.data)
  await assertPortFree(settings.port, settings.host)
  const databaseUrl = await openDatabase(settings)
  if (!isDevelopment) await ensureBuilt()
  const env = await childEnvironment(settings, databaseUrl)
  const [web, setupLink] = await Promise.all([startProcesses(settings, env), openInstallation(env)])
  await web.listening.catch(async (error: Error) => {
    throw new Error(`${error.message}. Its last words:\n${await lastLines(logOf('web'), 8)}`)
  })
  await firstPage(settings)
  console.log(`Wheeltapper is ready at ${settings.publicUrl}`)
  if (setupLink) console.log(`Create the first administrator (works once, for 24 hours): ${setupLink}`)
}

async function openDatabase(settings: StartSettings): Promise<string> {
  const opening = step('Starting the database', () => openOwnDatabase(settings.databaseUrl, console.log))
  // Registered before it is open: a stop in between waits for it and then ends it.
  openThings.push(async () => (await opening.catch(() => null))?.stop())
  const { url } = await opening
  await step('Migrating the database', () => migrate(url))
  return url
}

async function childEnvironment(settings: StartSettings, databaseUrl: string): Promise<NodeJS.ProcessEnv> {
  await secretFile(dirname(settings.kekFile), basename(settings.kekFile))
  return {
    ...process.env,
    NODE_ENV: isDevelopment ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    PORT: String(settings.port),
    WHEELTAPPER_URL: settings.publicUrl,
    NEXTAUTH_URL: settings.publicUrl,
    NEXTAUTH_SECRET: settings.nextauthSecret ?? (await secretFile(folders.secrets, 'session-key')),
    SECRETS_KEK_FILE: resolve(settings.kekFile),
    BACKUP_DIRECTORY: resolve(settings.backupDirectory),
    // Whoever runs a PostgreSQL of their own backs it up with their own means, unless they say otherwise.
    NIGHTLY_BACKUP: process.env.NIGHTLY_BACKUP || (settings.databaseUrl ? 'off' : 'on'),
  }
}

const logOf = (name: string) => join(folders.logs, `${name}.log`)

async function startProcesses(settings: StartSettings, env: NodeJS.ProcessEnv): Promise<SupervisedProcess> {
  const record = recordProcesses(folders.data)
  const start = async (name: string, entry: string, patienceMs: number) => {
    const supervised = superviseProcess({
      name,
      file: await bundle(entry),
      env,
      output: settings.logToStandardOutput || isDevelopment ? 'inherit' : openLog(logOf(name)),
      onStart: (pid) => record(name, pid),
      onCrash: (how, waitMs) =>
        console.error(
          `The ${name} process ended (${how}) and is started again in ${waitMs / 1000} s. See ${logOf(name)}`,
        ),
    })
    openThings.push(() => supervised.stop(patienceMs))
    return supervised
  }
  const [web] = await Promise.all([
    start('web', 'scripts/start/web.ts', WEB_PATIENCE_MS),
    start('worker', 'scripts/worker.ts', WORKER_PATIENCE_MS),
  ])
  return web
}

/** Checks keys and administrators; the one-time link for the first administrator, null once there is one. */
async function openInstallation(env: NodeJS.ProcessEnv): Promise<string | null> {
  const child = fork(await bundle('scripts/start/open-installation.ts'), { env, cwd: projectRoot })
  const answer = await new Promise<{ setupLink?: string | null; fault?: string }>((settle) => {
    child.once('message', settle)
    child.once('exit', (code) => settle({ fault: `Preparing the first sign-in failed (code ${code}).` }))
  })
  if (answer.fault) throw new Error(answer.fault)
  return answer.setupLink ?? null
}

/** The first page compiles and connects; whoever opens the printed address must not wait for that. */
async function firstPage({ port, host }: StartSettings): Promise<void> {
  const address = !host || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const shown = address.includes(':') ? `[${address}]` : address
  await fetch(`http://${shown}:${port}/login`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
  }).catch(() => {})
}

let isStopping = false
async function stop(exitCode: number, sentence?: string): Promise<void> {
  if (isStopping) return
  isStopping = true
  if (sentence) console.log(sentence)
  const [release, database, ...processes] = openThings
  await Promise.all(processes.map((end) => end()))
  await database?.()
  await release?.()
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stop(0, 'Stopping …'))
}
// The process that started this one is gone without a word.
process.on('disconnect', () => void stop(1))

try {
  loadSettings()
  await launch(readSettings(process.env))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  await stop(1)
}
