import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { writeManifest } from '@/lib/fingerprints/manifest'
import { snapshotPostgres } from '@/lib/fingerprints/snapshot-postgres'
import { withConnection } from '../database/connection'
import { type AuditedPostgres, installedPostgresPrograms, startAuditedPostgres } from './audited-postgres'

const run = promisify(execFile)

/** A small shop on a server of the version whose pg_dump this machine has; tests dump it and lose parts of it. */
export interface ShopServer {
  major: number
  /** A database with its own copy of the shop. */
  create(statements?: string): Promise<string>
  /** Its address. */
  url(database: string): string
  execute(database: string, statements: string): Promise<void>
  /** Dumps it into a file or folder, by the options of pg_dump. */
  dump(database: string, file: string, ...options: string[]): Promise<void>
  /** What is in it now, as the text of a manifest. */
  manifest(database: string): Promise<string>
  stop(): Promise<void>
}

/** Why no shop can be dumped on this machine; null: it can. */
export const missingPrograms = (await installedPostgresPrograms()).length
  ? null
  : 'no PostgreSQL with pg_dump in /usr/lib/postgresql'

const shop = `
  create table orders (id serial primary key, customer text not null, total numeric(10, 2) not null, created_at timestamptz not null);
  create table lines (order_id int not null references orders, position int not null, article text not null, primary key (order_id, position));
  create table notes (id int primary key, text text);
  insert into orders (customer, total, created_at)
    select 'customer ' || n % 97, n * 1.01, '2026-11-23 01:30:00+00'::timestamptz - make_interval(mins => 2000 - n) from generate_series(1, 2000) n;
  insert into lines select n, 1, md5(n::text) from generate_series(1, 2000) n;
  insert into notes select n, 'note ' || n from generate_series(1, 20) n;`

/** Starts the newest PostgreSQL of this machine that has its own pg_dump; `stop` leaves nothing. */
export async function startShopServer(): Promise<ShopServer> {
  const [newest] = await installedPostgresPrograms()
  if (!newest) throw new Error(missingPrograms ?? 'no programs')
  const server: AuditedPostgres = await startAuditedPostgres({ programs: newest.programs })
  const inDatabase = <T>(database: string, work: (client: pg.Client) => Promise<T>) =>
    withConnection(server.url(database), work)
  const execute = (database: string, statements: string) =>
    inDatabase(database, async (client) => void (await client.query(statements)))
  return {
    major: newest.major,
    url: server.url,
    execute,
    create: async (statements = shop) => {
      const database = await server.createDatabase()
      await execute(database, statements)
      return database
    },
    dump: async (database, file, ...options) => {
      await run(join(newest.programs, 'pg_dump'), ['-d', server.url(database), '-f', file, ...options])
    },
    manifest: (database) =>
      inDatabase(database, async (client) =>
        writeManifest(
          await snapshotPostgres(client, {
            now: new Date('2026-11-23T02:00:00Z'),
            signal: new AbortController().signal,
          }),
        ),
      ),
    stop: server.stop,
  }
}
