import { inSqlTransaction, sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { until } from './engine-fixture'

/**
 * Stops `read` where it comes to `table`, lets `meanwhile` write and commit, and gives what was read. Whoever reads
 * several things one after the other sees some from before and some from after; whoever reads one moment does not.
 */
export async function readAcross<T>(
  table: string,
  read: () => Promise<T>,
  meanwhile: (on: Sql) => Promise<unknown>,
): Promise<T> {
  const reading = await inSqlTransaction(async (on) => {
    await on.query(`lock table ${table} in access exclusive mode`)
    // In an object: a transaction that returned the promise itself would wait for what waits for the transaction.
    const started = { result: read() }
    await until(async () => {
      const { rows } = await sql().query(
        // Databases of tests are copies of one: in each of them the table has the same number.
        `select from pg_locks where relation = $1::regclass and not granted
            and database = (select oid from pg_database where datname = current_database())`,
        [table],
      )
      return rows.length > 0
    })
    await meanwhile(on)
    return started
  })
  return reading.result
}
