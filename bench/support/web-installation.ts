import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeSession } from '@/app/session-token'
import { insertSession } from '@/lib/auth/session-store'
import { inTransaction, sql, useDatabase } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { bundle } from '@/scripts/bootstrap/bundle.mjs'
import { withConnection } from '@/scripts/database/connection'
import { freePort } from '@/scripts/database/postgres-process'
import { startThrowAwayPostgres } from '@/scripts/database/throw-away-postgres'
import { ensureBuilt } from '@/scripts/start/next-build'

/** A built product with a database of its own, for the time of a benchmark. */
export interface WebInstallation {
  origin: string
  databaseUrl: string
  /** Headers of a browser in which a manager is signed in. */
  headers: Record<string, string>
  /** Peak memory of the web process so far, in MB. */
  memoryMb(): Promise<number>
  stop(): Promise<void>
}

/** Starts database and web process; `fill` puts data into the migrated database in between. */
export async function startWebInstallation(fill: (url: string) => Promise<void>): Promise<WebInstallation> {
  await ensureBuilt()
  const server = await startThrowAwayPostgres()
  const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-bench-'))
  const name = `bench_${randomBytes(6).toString('hex')}`
  const ends: (() => Promise<unknown>)[] = [server.stop, () => rm(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    await withConnection(server.url, (client) =>
      client.query(`create database ${name} template ${server.template}`),
    )
    ends.push(() =>
      withConnection(server.url, (client) => client.query(`drop database ${name} with (force)`)),
    )
    const databaseUrl = withDatabase(server.url, name)
    await fill(databaseUrl)
    const { child, origin, secret } = await startWeb(databaseUrl, folder)
    ends.push(() => end(child))
    const headers = await signIn(databaseUrl, origin, secret)
    ends.push(keepHeartbeat())
    return { origin, databaseUrl, headers, memoryMb: () => memoryOf(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}

async function startWeb(databaseUrl: string, folder: string) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const secret = randomBytes(32).toString('base64')
  const kek = join(folder, 'kek')
  await writeFile(kek, randomBytes(32).toString('base64'), { mode: 0o600 })
  const child = fork(await bundle('scripts/start/web.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      WHEELTAPPER_URL: origin,
      NEXTAUTH_URL: origin,
      NEXTAUTH_SECRET: secret,
      SECRETS_KEK_FILE: kek,
    },
  })
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) =>
      reject(new Error(`the web process ended with code ${code} before it listened`)),
    )
  })
  return { child, origin, secret }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** A session of the first administrator, made as signing in makes it. */
async function signIn(databaseUrl: string, origin: string, secret: string): Promise<Record<string, string>> {
  process.env.NEXTAUTH_SECRET = secret
  process.env.WHEELTAPPER_URL = origin
  await useDatabase(databaseUrl)
  const { rows } = await sql().query<{ id: string }>(
    `select id from app_user where role = 'admin' order by id limit 1`,
  )
  const userId = rows[0]?.id
  if (!userId) throw new Error('the filled database has no administrator')
  const claims = await inTransaction((tx) =>
    insertSession(tx, { id: newId(), userId, ip: '127.0.0.1', userAgent: 'bench' }),
  )
  return { cookie: `wheeltapper.session=${await encodeSession(claims)}`, 'accept-encoding': 'gzip' }
}

/** Without a living worker every page would say that nobody is at work. */
function keepHeartbeat(): () => Promise<void> {
  const id = newId()
  const beat = () =>
    sql()
      .query(
        `insert into worker (id, host, pid, started_at, heartbeat_at, statistics) values ($1, 'bench', 1, app_now(), app_now(), '{}')
         on conflict (id) do update set heartbeat_at = app_now()`,
        [id],
      )
      .catch(() => {})
  void beat()
  const timer = setInterval(beat, 15_000)
  return async () => clearInterval(timer)
}

async function memoryOf(child: ChildProcess): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1000
}
