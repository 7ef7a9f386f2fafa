import { inSqlTransaction, sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { log } from '@/lib/log'
import type { Partition, PartitionFamily } from './partition-plan'

// Any constant works; it only has to differ from other advisory locks of the product.
const partitionLock = 72_707_372
/** Rows in the default partition belong to the new range. */
const rowsInTheWay = '23514'

/** Names of all partitions of a table, attached ones only. */
export async function listPartitions(table: string, on: Sql = sql()): Promise<Set<string>> {
  const { rows } = await on.query<{ name: string }>(
    `select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = $1::regclass and not i.inhdetachpending`,
    [table],
  )
  return new Set(rows.map(({ name }) => name))
}

/** Creates one partition, moving rows that fell into the default one meanwhile. Twice changes nothing. */
export async function createPartition(family: PartitionFamily, partition: Partition): Promise<void> {
  await inSqlTransaction(async (on) => {
    await on.query(`set local lock_timeout = '3s'`)
    await on.query('select pg_advisory_xact_lock($1)', [partitionLock])
    if ((await listPartitions(family.table, on)).has(partition.name)) return
    await on.query('savepoint before_partition')
    try {
      await on.query(
        `create table ${partition.name} partition of ${family.table} for values ${range(family, partition)}`,
      )
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === rowsInTheWay)) throw error
      await on.query('rollback to savepoint before_partition')
      await createAroundRows(on, family, partition)
    }
  })
}

/** Takes a partition out and drops it with its rows. Waits for nobody longer than 3 s. */
export async function dropPartition(family: PartitionFamily, partition: Partition): Promise<void> {
  await inSqlTransaction(async (on) => {
    await on.query(`set local lock_timeout = '3s'`)
    await on.query('select pg_advisory_xact_lock($1)', [partitionLock])
    if (!(await listPartitions(family.table, on)).has(partition.name)) return
    // Not CONCURRENTLY: PostgreSQL refuses that where a default partition exists.
    await on.query(`alter table ${family.table} detach partition ${partition.name}`)
    await on.query(`drop table ${partition.name}`)
  })
}

/**
 * Gives the planner statistics of a partitioned table as a whole: autovacuum looks after the partitions
 * only. Reads a sample and blocks no reader or writer.
 */
export async function analyzePartitioned(table: string): Promise<void> {
  await sql().query(`analyze (skip_locked) ${table}`)
}

async function createAroundRows(on: Sql, family: PartitionFamily, partition: Partition): Promise<void> {
  const { table } = family
  await on.query(`lock table ${table}_default in access exclusive mode`)
  await on.query(
    `create table ${partition.name} (like ${table} including defaults including constraints including indexes)`,
  )
  const moved = await on.query(
    `with moved as (delete from ${table}_default where ${condition(family)} returning *)
     insert into ${partition.name} select * from moved`,
    [partition.from, partition.to, ...(family.retention ? [family.retention] : [])],
  )
  await on.query(
    `alter table ${table} attach partition ${partition.name} for values ${range(family, partition)}`,
  )
  log.warn({ partition: partition.name, rows: moved.rowCount }, 'moved rows out of the default partition')
}

const keyColumn = (family: PartitionFamily) => (family.table === 'run' ? 'scheduled_for' : 'at')

function condition(family: PartitionFamily): string {
  const key = keyColumn(family)
  return `${key} >= $1 and ${key} < $2${family.retention ? ' and retention = $3' : ''}`
}

// DDL takes no parameters; these are dates and a fixed word.
function range({ retention }: PartitionFamily, { from, to }: Partition): string {
  const bound = (at: Date) => `(${retention ? `'${retention}', ` : ''}'${at.toISOString()}')`
  return `from ${bound(from)} to ${bound(to)}`
}
