import type { ClientBase } from 'pg'
import { compareText } from '@/lib/probes/text-order'
import type { ContentMethod, TableFingerprint } from './database-snapshot'
import type { Difference } from './difference'
import { mergeSorted } from './merge-sorted'
import { quoted, rowHash, textHash } from './postgres-tables'

/** A table whose rows are told apart by their key. */
export interface KeyedTable {
  /** Quoted as SQL needs it: public.orders */
  name: string
  columns: readonly string[]
  /** Columns of its primary key; empty: rows are told apart by all that is in them. */
  key: readonly string[]
  kind?: TableFingerprint['kind']
}

/** SQL: a table without the rows of tables that inherit from it; a partitioned one has no others. */
const only = ({ name, kind }: KeyedTable) => (kind === 'partitioned table' ? name : `only ${name}`)

/** One of the parts that a table is cut into by the hash of its key. */
export interface Bucket {
  bucket: number
  rows: number
  content: string
}

export const bucketCount = 4_096

/** Rows that are fetched together. */
const fetchedAtOnce = 5_000

/** SQL for the key as text; of a table without one, for the hash of the row. */
function keyText({ key, columns }: KeyedTable, method: ContentMethod): string {
  const [only, ...more] = key
  if (only === undefined) return `'#' || (${rowHash(columns, method)})::text`
  // As ROW(…) writes it, a key of several columns cannot be taken for another one.
  return more.length === 0 ? `(${quoted(only)})::text` : `row(${key.map(quoted).join(', ')})::text`
}

/** SQL for the number of a row's part. */
const bucketOf = (table: KeyedTable, method: ContentMethod) =>
  `(${textHash(keyText(table, method), method)} & ${bucketCount - 1})::int`

/**
 * Sums of all parts of a table: a few thousand for ten million rows. Runs in a transaction that the caller opened by
 * beginSnapshot.
 */
export async function readBuckets(
  client: ClientBase,
  table: KeyedTable,
  method: ContentMethod,
): Promise<Bucket[]> {
  const { rows } = await client.query<{ bucket: number; rows: string; content: string }>(
    `select ${bucketOf(table, method)} as bucket, count(*)::text as rows, sum((${rowHash(table.columns, method)})::numeric)::text as content
       from ${only(table)} group by 1 order by 1`,
  )
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }))
}

/** Numbers of the parts that are not equal. */
export function differingBuckets(before: readonly Bucket[], after: readonly Bucket[]): number[] {
  const byNumber = (buckets: readonly Bucket[]) =>
    new Map(buckets.map(({ bucket, rows, content }) => [bucket, `${rows} ${content}`]))
  const [was, is] = [byNumber(before), byNumber(after)]
  const numbers = [...new Set([...was.keys(), ...is.keys()])]
  return numbers.filter((number) => was.get(number) !== is.get(number)).sort((a, b) => a - b)
}

/** One row: its key as text, and the hash of all that is in it. */
export interface RowHash {
  key: string
  content: string
}

/** Rows of these parts, sorted by key, one after the other. In the same transaction as readBuckets. */
export async function* readRowHashes(
  client: ClientBase,
  table: KeyedTable,
  method: ContentMethod,
  buckets: readonly number[] | 'all',
): AsyncGenerator<RowHash> {
  const wanted =
    buckets === 'all' ? '' : ` where ${bucketOf(table, method)} = any(array[${buckets.join(', ')}]::int[])`
  // A text may hold letters of another encoding: the order is that of its bytes in UTF-8, on every server.
  await client.query(
    `declare rows_in_order no scroll cursor for select ${keyText(table, method)} as key, (${rowHash(table.columns, method)})::text as content
       from ${only(table)}${wanted} order by convert_to(${keyText(table, method)}, 'UTF8'), 2`,
  )
  try {
    for (;;) {
      const { rows } = await client.query<RowHash>(`fetch ${fetchedAtOnce} from rows_in_order`)
      yield* rows
      if (rows.length < fetchedAtOnce) return
    }
  } finally {
    await client.query('close rows_in_order').catch(() => {})
  }
}

/** Compares two sorted lists of rows without holding either: area "rows of public.orders", key: the key of the row. */
export async function* compareRows(
  table: string,
  before: AsyncIterable<RowHash>,
  after: AsyncIterable<RowHash>,
): AsyncGenerator<Difference> {
  const area = `rows of ${table}`
  const byKey = (a: RowHash, b: RowHash) => compareText(a.key, b.key)
  for await (const pair of mergeSorted(before, after, byKey)) {
    if (!('right' in pair)) yield { area, key: pair.left.key, kind: 'missing', before: 'a row', after: null }
    else if (!('left' in pair))
      yield { area, key: pair.right.key, kind: 'extra', before: null, after: 'a row' }
    else if (pair.left.content !== pair.right.content)
      yield { area, key: pair.left.key, kind: 'differs', before: 'a row', after: 'another content' }
  }
}
