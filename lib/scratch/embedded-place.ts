import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@/lib/problem'
import {
  isHarmlessExtension,
  type PlacePreparation,
  type PlacePrepared,
  quoted,
  type ScratchPlace,
} from './scratch-place'
import type { ScratchLimits, ScratchServer } from './scratch-server'
import { withSocketClient } from './socket-client'
import { watchLimits } from './watch-limits'

/** A started throw-away server as a place; it is stopped when it cannot be one. */
export async function embeddedPlace(
  server: ScratchServer,
  folder: { path: string; remove(): Promise<void> },
  wish: { limits: ScratchLimits; signal: AbortSignal },
  since: number,
): Promise<ScratchPlace> {
  const watch = watchLimits(folder.path, wish.limits, wish.signal)
  // A limit must end the server itself: a statement that hangs does not hear a signal of this process.
  watch.signal.addEventListener('abort', () => end(server.pid), { once: true })
  const files = join(folder.path, 'f')
  const asSuperuser = <T>(work: Parameters<typeof withSocketClient<T>>[3]) =>
    withSocketClient(server, server.superuser, watch.signal, work)
  try {
    await mkdir(files, { mode: 0o700 })
    if (server.account) await chown(files, server.account.uid, server.account.gid)
    const about = await asSuperuser(async (client) => {
      const { rows } = await client.query<{ version: number; text: string; extensions: string[] }>(
        `select current_setting('server_version_num')::int as version, current_setting('server_version') as text,
           (select array_agg(name::text) from pg_available_extensions) as extensions`,
      )
      return rows[0]
    })
    if (!about) throw new Error('the throw-away server did not say which it is')
    return {
      kind: 'embedded',
      name: `a throw-away PostgreSQL ${about.text}`,
      serverVersion: about.version,
      availableExtensions: new Set(about.extensions),
      ownSchemas: [],
      folder: files,
      signal: watch.signal,
      environment: environmentOf(server),
      dsn: `postgresql://${server.owner.user}:${server.owner.password}@/${server.database}?host=${encodeURIComponent(server.socketFolder)}&port=${server.port}`,
      account: server.account,
      withClient: (work) => withSocketClient(server, server.owner, watch.signal, work),
      prepare: (wanted) =>
        asSuperuser((client) => prepare(client, server.owner.user, wanted, new Set(about.extensions))),
      openedInMs: performance.now() - since,
      peakBytes: watch.peakBytes,
      release: () => release(server, folder, watch),
    }
  } catch (error) {
    watch.stop()
    await server.stop()
    throw watch.signal.aborted && watch.signal.reason instanceof Problem ? watch.signal.reason : error
  }
}

function environmentOf(server: ScratchServer): Record<string, string> {
  return {
    PGHOST: server.socketFolder,
    PGPORT: String(server.port),
    PGUSER: server.owner.user,
    PGDATABASE: server.database,
    PGPASSWORD: server.owner.password,
    PGSSLMODE: 'disable',
    PGCONNECT_TIMEOUT: '15',
  }
}

type Client = Parameters<Parameters<ScratchPlace['withClient']>[0]>[0]

async function prepare(
  client: Client,
  owner: string,
  { extensions, roles }: PlacePreparation,
  available: ReadonlySet<string>,
): Promise<PlacePrepared> {
  const done: PlacePrepared = { present: [], absent: [], schemas: [] }
  for (const role of roles)
    if (role !== owner && !/^pg_/.test(role) && role !== 'postgres')
      await client.query(`create role ${quoted(role)} nologin`).catch(ignoreDuplicate)
  for (const { name, schema } of extensions) {
    if (name === 'plpgsql') continue
    if (!available.has(name) || !isHarmlessExtension(name)) {
      done.absent.push(name)
      continue
    }
    const isOwn = schema !== null && schema !== 'public' && !schema.startsWith('pg_')
    if (isOwn) {
      await client.query(`create schema if not exists ${quoted(schema)} authorization ${quoted(owner)}`)
      done.schemas.push(schema)
    }
    const inSchema = schema === null ? '' : ` with schema ${quoted(schema)}`
    await client.query(`create extension if not exists ${quoted(name)}${inSchema} cascade`)
    done.present.push(name)
  }
  return done
}

function ignoreDuplicate(error: unknown): void {
  if ((error as { code?: string }).code !== '42710') throw error
}

async function release(
  server: ScratchServer,
  folder: { path: string; remove(): Promise<void> },
  watch: { stop(): void },
): Promise<string | null> {
  watch.stop()
  try {
    await server.stop()
    await folder.remove()
    return null
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    return `${folder.path} could not be removed (${fault}). The next drill tries again.`
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // it ended meanwhile
  }
}
