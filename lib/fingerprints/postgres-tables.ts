import type { ClientBase } from 'pg'
import { isServerError, type SnapshotServer, within } from './begin-snapshot'
import type { ContentMethod, TableFingerprint } from './database-snapshot'
import { notOfExtensions, ours } from './own-objects'
import { missingRight, unreadReason } from './unread-reason'

/** A table as the catalogue has it, before it is read. */
export interface FoundTable {
  oid: number
  /** Quoted as SQL needs it. */
  name: string
  kind: TableFingerprint['kind']
  columns: string[]
  key: string[]
  mayRead: boolean
  isPopulated: boolean
  /** Heap tables can be read in parts. */
  isHeap: boolean
  rowsExpected: number
  /** Of a partition: the oid of the table at the top. */
  root: number | null
}

/** All tables that hold rows of their own, by name. Large objects count as one where there are any. */
export async function findTables(client: ClientBase): Promise<FoundTable[]> {
  const { rows } = await client.query<FoundTable>(
    `select c.oid::int8::float8 as oid, format('%I.%I', n.nspname, c.relname) as name,
       case when c.relkind = 'f' then 'foreign table' when c.relkind = 'm' then 'materialized view'
         when c.relispartition then 'partition' when c.relkind = 'p' then 'partitioned table' else 'table' end as kind,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         order by a.attname collate "C") as columns,
       coalesce((select array_agg(a.attname::text order by k.position) from pg_index i,
           unnest(i.indkey::int2[]) with ordinality k(attnum, position), pg_attribute a
         where i.indrelid = c.oid and i.indisprimary and k.position <= i.indnkeyatts and a.attrelid = c.oid and a.attnum = k.attnum), '{}') as key,
       has_table_privilege(c.oid, 'SELECT') as "mayRead", c.relispopulated as "isPopulated",
       coalesce((select am.amname = 'heap' from pg_am am where am.oid = c.relam), false) as "isHeap",
       greatest(c.reltuples, 0)::float8 as "rowsExpected",
       case when c.relispartition then pg_partition_root(c.oid)::oid::int8::float8 end as root
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm', 'f') and c.relpersistence <> 't'
       and (${ours('n')} and ${notOfExtensions('pg_class', 'c.oid')}
         or c.oid = 'pg_catalog.pg_largeobject'::regclass and exists (select from pg_largeobject_metadata))
     order by format('%I.%I', n.nspname, c.relname) collate "C"`,
  )
  return rows
}

/** SQL for the hash of a whole row: its columns in the order of their names. */
export function rowHash(columns: readonly string[], method: ContentMethod): string {
  return textHash(`row(${columns.map(quoted).join(', ')})::text`, method)
}

/** SQL for the hash of a text: a bigint, the same on all versions. Of md5 the first half, by the letters in UTF-8. */
export function textHash(text: string, method: ContentMethod): string {
  if (method === 'hashtextextended') return `hashtextextended((${text}) collate "C", 0)`
  if (method === 'md5') return `('x' || substr(md5(convert_to(${text}, 'UTF8')), 1, 16))::bit(64)::bigint`
  throw new Error(`PostgreSQL has no content method ${method}`)
}

/** A name as SQL needs it, always in quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Blocks that one statement reads of a big table: some seconds, so that progress and cancelling are seen. */
const usualBlocksAtOnce = 16_384

/** How a table is read. */
export interface TableReading {
  signal: AbortSignal
  /** Hears of every part. */
  onRows: (rows: number) => void
  blocksAtOnce?: number | undefined
}

interface Summed {
  rows: number
  content: bigint
}

/** Asked for one table at a time, because it waits for whoever holds it. */
async function blocksOf(client: ClientBase, { blockBytes }: SnapshotServer, { oid }: FoundTable) {
  const { rows } = await client.query<{ bytes: string | null }>(
    'select pg_relation_size($1::int8::oid)::text as bytes',
    [oid],
  )
  return Math.ceil(Number(rows[0]?.bytes ?? 0) / blockBytes)
}

/** Reads one table to its end and counts. */
export async function sumTable(
  client: ClientBase,
  server: SnapshotServer,
  table: FoundTable,
  method: ContentMethod,
  { signal, onRows, blocksAtOnce = usualBlocksAtOnce }: TableReading,
): Promise<Summed> {
  const sum: Summed = { rows: 0, content: 0n }
  // Before version 14 a condition on the place of a row reads the whole table each time.
  const blocks = table.isHeap && server.version >= 140_000 ? await blocksOf(client, server, table) : 0
  const isCut = blocks > blocksAtOnce
  for (let block = 0; ; block += blocksAtOnce) {
    signal.throwIfAborted()
    const isLast = !isCut || block + blocksAtOnce >= blocks
    const end = isLast ? '' : ` and ctid < '(${block + blocksAtOnce},0)'`
    const part = isCut ? ` where ctid >= '(${block},0)'${end}` : ''
    const { rows } = await client.query<{ rows: string; content: string }>(
      `select count(*)::text as rows, coalesce(sum((${rowHash(table.columns, method)})::numeric), 0)::text as content
         from ${table.kind === 'partitioned table' ? '' : 'only '}${table.name}${part}`,
    )
    sum.rows += Number(rows[0]?.rows)
    sum.content += BigInt(rows[0]?.content ?? '0')
    onRows(sum.rows)
    if (isLast) return sum
  }
}

/** One table as it stands in a snapshot; what cannot be read says why. Partitions are added up by the caller. */
export async function readTable(
  client: ClientBase,
  server: SnapshotServer,
  table: FoundTable,
  method: ContentMethod,
  how: TableReading,
): Promise<Summed | { unread: string }> {
  if (table.kind === 'foreign table') return { unread: 'Its rows are on another server: look there.' }
  if (!table.mayRead) return { unread: missingRight(server.role) }
  if (!table.isPopulated)
    return { unread: `It was never filled. Run: REFRESH MATERIALIZED VIEW ${table.name};` }
  try {
    return await within(client, () => sumTable(client, server, table, method, how))
  } catch (error) {
    how.signal.throwIfAborted()
    if (!isServerError(error)) throw error
    return { unread: unreadReason(error, server.role) }
  }
}
