import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Reference } from './load-order'
import type { Partition, Sequence, TablePart } from './schema'

/** The migration history is not data: restore writes it anew while it builds the tables. */
const HISTORY = '_prisma_migrations'

const quote = pg.escapeIdentifier

/** Text forms that any PostgreSQL from 15 on reads back to the same value. */
const TEXT_FORMS = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/** Opens a transaction that sees one moment of the whole database until it ends. */
export async function beginSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query('begin transaction isolation level repeatable read, read only')
  await client.query(TEXT_FORMS)
}

/** Ends it; nothing was written. */
export async function endSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query('commit')
}

/** Opens the transaction of a restore. */
export async function beginLoad(client: pg.ClientBase): Promise<void> {
  await client.query('begin')
  await client.query(TEXT_FORMS)
}

/** Tables that hold data of their own (a partitioned one stands for its partitions), with their columns. */
export async function listTables(client: pg.ClientBase): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $1
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      group by c.relname order by c.relname`,
    [HISTORY],
  )
  return rows
}

/** Foreign keys between tables. */
export async function listReferences(client: pg.ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select f.relname as "from", t.relname as "to" from pg_constraint
       join pg_class f on f.oid = conrelid join pg_class t on t.oid = confrelid
      where contype = 'f' and f.relnamespace = 'public'::regnamespace`,
  )
  return rows
}

/** All partitions that migrations do not make, outer ones first. */
export async function listPartitions(client: pg.ClientBase): Promise<Partition[]> {
  const { rows } = await client.query<Partition & { subpartitioned: boolean }>(
    `select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound, c.relkind = 'p' as subpartitioned,
            (select option_value::int from pg_options_to_table(c.reloptions) where option_name = 'fillfactor') as fillfactor
       from pg_inherits join pg_class c on c.oid = inhrelid join pg_class p on p.oid = inhparent
      where c.relispartition and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname`,
  )
  return rows.map(({ subpartitioned, ...partition }) => {
    if (subpartitioned)
      throw new Error(`${partition.name} has partitions of its own, which a backup cannot hold yet`)
    return partition
  })
}

/** Where each sequence stands. */
export async function listSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by relname`,
  )
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const state = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text, is_called from public.${quote(name)}`,
    )
    const [row] = state.rows
    if (row) sequences.push({ name, lastValue: Number(row.last_value), isCalled: row.is_called })
  }
  return sequences
}

/** Names and checksums of the applied migrations, in order. */
export async function listMigrations(client: pg.ClientBase): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from ${HISTORY} where rolled_back_at is null order by migration_name`,
  )
  return rows
}

/** The version of the connected server as it prints it: "18.0". */
export async function serverVersion(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  return rows[0]?.version ?? ''
}

/** All rows of a table as gzipped COPY text. The row count may be asked for when the stream has ended. */
export function copyOut(
  client: pg.ClientBase,
  name: string,
  columns: readonly string[],
): { content: Readable; rows: () => Promise<number> } {
  const list = columns.map(quote).join(', ')
  // SELECT, because COPY of a partitioned table itself would be refused.
  const rows = client.query(copyTo(`copy (select ${list} from public.${quote(name)}) to stdout`))
  const gzip = createGzip({ level: 6 })
  pipeline(rows, gzip).catch((error: Error) => gzip.destroy(error))
  return {
    content: gzip,
    rows: async () => {
      // The server tells the count after the last row, perhaps in a packet of its own: the next answer comes after it.
      await client.query('select 1')
      return rows.rowCount
    },
  }
}

/** Loads what copyOut wrote. Returns the rows loaded. */
export async function copyIn(
  client: pg.ClientBase,
  { name, columns }: TablePart,
  content: Readable,
): Promise<number> {
  const target = client.query(
    copyFrom(`copy public.${quote(name)} (${columns.map(quote).join(', ')}) from stdin`),
  )
  await pipeline(content, createGunzip(), target)
  return target.rowCount
}

/** Makes a partition as it was in the saved database; one that exists is left alone. */
export async function createPartition(
  client: pg.ClientBase,
  { name, parent, bound, fillfactor }: Partition,
): Promise<void> {
  const options = fillfactor === null ? '' : ` with (fillfactor = ${fillfactor})`
  await client.query(
    `create table if not exists public.${quote(name)} partition of public.${quote(parent)} ${bound}${options}`,
  )
}

/** Puts a sequence where it stood; one that does not exist here is left out. */
export async function setSequence(
  client: pg.ClientBase,
  { name, lastValue, isCalled }: Sequence,
): Promise<void> {
  await client.query('select setval(to_regclass($1), $2, $3)', [`public.${quote(name)}`, lastValue, isCalled])
}

/** Number of rows of a table. Throws what the server says when there is no such table. */
export async function countRows(client: pg.ClientBase, name: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from public.${quote(name)}`)
  return Number(rows[0]?.n)
}

/** Names of tables that hold at least one row. */
export async function tablesWithRows(client: pg.ClientBase): Promise<string[]> {
  const filled: string[] = []
  for (const { name } of await listTables(client)) {
    const { rowCount } = await client.query(`select from public.${quote(name)} limit 1`)
    if (rowCount) filled.push(name)
  }
  return filled
}

/** Sessions of the running product on this database, other than this one. */
export async function productSessions(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `select count(*) as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'wheeltapper %'`,
  )
  return Number(rows[0]?.n)
}

/** Removes everything in schema public that does not belong to an extension. */
export async function dropEverything(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop %s if exists public.%I cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, relname) as statement
       from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') and not relispartition
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     union all
     select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  )
  for (const { statement } of rows) await client.query(statement)
}
