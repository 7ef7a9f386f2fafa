import { inSqlTransaction } from './database'
import type { Sql } from './pool'

/**
 * Reads many things as of one moment, whatever is written meanwhile; nothing can be changed. For readings that take
 * seconds: after a minute something is wrong, and compiling their queries costs more than it gives.
 */
export function inSnapshot<T>(work: (on: Sql) => Promise<T>): Promise<T> {
  return inSqlTransaction(async (on) => {
    await on.query('set transaction isolation level repeatable read, read only')
    await on.query(`set local statement_timeout = '60s'`)
    await on.query('set local jit = off')
    await on.query(`set local work_mem = '32MB'`)
    return work(on)
  })
}
