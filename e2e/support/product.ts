import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { withConnection } from '../../scripts/database/connection'
import { freePort } from '../../scripts/database/postgres-process'
import { secretFile } from '../../scripts/secret-files'
import type { Person, Role } from './people'
import { ProductProcess } from './product-process'

/** The built product, running: web and worker as their own processes on a database of their own. */
export interface Product {
  /** Where a browser finds it. */
  url: string
  databaseUrl: string
  /** The one-time link of a first start; null when people were added. */
  setupLink: string | null
  /** One person of each role, signed in already: set `cookie` in a browser context. */
  people: Readonly<Record<Role, Person>>
  worker: ProductProcess
  web: ProductProcess
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

export interface ProductOptions {
  /** False: as after the very first start, with nobody in it. */
  people?: boolean
  /** False: nothing is probed. */
  worker?: boolean
  /** Further environment variables. */
  env?: Record<string, string>
  /** Another server than the one of global-setup.ts. */
  server?: DatabaseServer
}

interface DatabaseServer {
  url: string
  template: string
}

const commonServer = (): DatabaseServer => ({
  url: process.env.E2E_SERVER_URL ?? '',
  template: process.env.E2E_TEMPLATE ?? '',
})

/** Starts the product. Wants `npm run build` to have happened, and the server of global-setup.ts. */
export async function startProduct({
  people = true,
  worker = true,
  env = {},
  server = commonServer(),
}: ProductOptions = {}): Promise<Product> {
  const database = await createDatabase(server)
  const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-e2e-'))
  const surroundings = { ...(await environment(database.url, folder)), ...env }
  const web = new ProductProcess('scripts/start/web.ts', surroundings)
  const workerProcess = new ProductProcess('scripts/worker.ts', surroundings)
  const stop = async () => {
    await Promise.all([workerProcess.stop(), web.stop()])
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const opening = new ProductProcess('scripts/start/open-installation.ts', surroundings)
    const { setupLink, fault } = await opening.startAndHear<{ setupLink: string | null; fault?: string }>()
    if (fault) throw new Error(fault)
    const added = people ? await addPeople(surroundings) : ({} as Product['people'])
    await Promise.all([web.startAndHear(), worker && workerProcess.start()])
    return {
      url: surroundings.WHEELTAPPER_URL,
      databaseUrl: database.url,
      setupLink: people ? null : setupLink,
      people: added,
      worker: workerProcess,
      web,
      query: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
        withConnection(database.url, async (client) => (await client.query<Row>(text, values)).rows),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addPeople(env: NodeJS.ProcessEnv): Promise<Product['people']> {
  const adding = new ProductProcess('e2e/support/add-people.ts', env)
  return adding.startAndHear<Product['people']>()
}

async function environment(databaseUrl: string, folder: string) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  return {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    WHEELTAPPER_URL: url,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    SECRETS_KEK_FILE: (await secretFile(folder, 'kek')) && join(folder, 'kek'),
    BACKUP_DIRECTORY: join(folder, 'backups'),
  }
}

async function createDatabase(server: DatabaseServer): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `e2e_${randomBytes(6).toString('hex')}`
  await withConnection(server.url, (client) =>
    client.query(`create database ${name} template ${pg.escapeIdentifier(server.template)}`),
  )
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const drop = () =>
    withConnection(server.url, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`)
    })
  return { url: url.toString(), drop }
}
