import pg from 'pg'
import { log } from '@/lib/log'

/** bigint and numeric arrive as numbers: every count and id range here stays below 2^53. */
const types = new pg.TypeOverrides()
types.setTypeParser(20, Number)
types.setTypeParser(1700, Number)

export interface PoolOptions {
  connectionString: string
  /** Shown in pg_stat_activity, so that a database administrator knows who asks. */
  name: string
  max?: number
  statementTimeoutMs?: number
}

/**
 * The only way to a connection pool of the product's own database. Pool and connections always have an error
 * listener: without one, a connection that the server drops would end the process. The pool's own listener
 * hears of idle connections only; one that is in a transaction, between two queries, needs its own.
 */
export function createPool({ connectionString, name, max = 10, statementTimeoutMs }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    application_name: `wheeltapper ${name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    ...(statementTimeoutMs ? { statement_timeout: statementTimeoutMs } : {}),
  })
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'))
  // What was asked on it fails with the same error and is reported there.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** What a store needs to run SQL: a pool, or a client inside a transaction. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(
    text: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>
}
