import pg from 'pg'
import type { Json } from '@/lib/json'
import type { AuditedPostgres } from './audited-postgres'

/** Where a fault is planted: a database of its own on a server that only tests use. */
export interface FaultPlace {
  server: AuditedPostgres
  database: string
  /** Runs statements as superuser there, one connection each time, so that their counters are flushed. */
  run(...statements: string[]): Promise<void>
  /** One value. */
  ask<T>(query: string): Promise<T>
  /** A session that stays open until the fault is repaired. */
  hold(...statements: string[]): Promise<pg.Client>
}

/** A fault that is ready to be planted. */
export interface PreparedFault {
  /** Thresholds that the fault reaches without waiting for hours. */
  config: { [key: string]: Json }
  /** Port to audit; the server's own unless something stands in front of it. */
  port?: number
  plant(): Promise<void>
  /** Before each run while the fault lasts. */
  beforeRun?(): Promise<void>
  repair(): Promise<void>
  end?(): Promise<void>
}

/** One way in which a server can be wrong, and what its kind must say about it. */
export interface PostgresFault {
  kind: string
  what: string
  expects: 'warn' | 'fail'
  /** Name of the resource that carries the verdict; null where the target itself does. */
  resource: string | null
  /** Days between the fault and the run: for what only counts when it lasts. */
  laterDays?: number
  /** Days after which the repaired state counts. */
  repairDays?: number
  prepare(place: FaultPlace): Promise<PreparedFault>
}

export function faultPlace(
  server: AuditedPostgres,
  database: string,
): FaultPlace & { close(): Promise<void> } {
  const held = new Set<pg.Client>()
  const open = async () => {
    const client = new pg.Client({ connectionString: server.url(database) })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  return {
    server,
    database,
    run: async (...statements) => {
      const client = await open()
      try {
        for (const statement of statements) await client.query(statement)
      } finally {
        await client.end()
      }
    },
    ask: async (query) => {
      const client = await open()
      try {
        return Object.values((await client.query(query)).rows[0] ?? {})[0] as never
      } finally {
        await client.end()
      }
    },
    hold: async (...statements) => {
      const client = await open()
      held.add(client)
      // The fault may be exactly that a statement of this session fails.
      for (const statement of statements) await client.query(statement).catch(() => {})
      return client
    },
    close: async () => {
      await Promise.all([...held].map((client) => client.end().catch(() => {})))
    },
  }
}

/** Waits until a query says true: counters and settings of a server arrive when they arrive. */
export async function until(place: FaultPlace, query: string): Promise<void> {
  const end = performance.now() + 15_000
  while (!(await place.ask<boolean>(query))) {
    if (performance.now() > end) throw new Error(`still not true after 15 s: ${query}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
