import type { ClientBase } from 'pg'
import { formatNumber } from '@/lib/format/measure'
import { compareText } from '@/lib/probes/text-order'
import { writtenName } from '@/lib/probes/written-name'
import { Problem } from '@/lib/problem'
import { isServerError } from './begin-snapshot'
import { isOddExpression, pathExpression, plainPath, type RowsNamingFiles } from './named-path'
import { quoted } from './postgres-tables'
import { unreadReason } from './unread-reason'

/** A path that at least one row names. */
export interface NamedPath {
  /** As the rows have it, below the root. */
  path: string
  /** The same in its plain spelling; null where it is no path to a file below the root. */
  plain: string | null
  /** As a list of files writes it. */
  written: string
  /** Key of the first row that names it. */
  key: string
  rows: number
}

/** What the rows of a table say about files. */
export interface NamedPaths {
  rows: number
  rowsWithout: number
  /** Paths that are not in their plain spelling, in memory. */
  odd: readonly NamedPath[]
  /** The same as a list of files writes them. */
  oddPaths: ReadonlySet<string>
  /** All others, each once, sorted as files are; as of when it was opened. */
  sorted(): AsyncGenerator<NamedPath>
  /** Values that name nothing below the root. */
  refused(): AsyncGenerator<NamedPath>
  /** Which of these paths rows name now. */
  amongRows(paths: readonly string[]): Promise<ReadonlySet<string>>
  close(): Promise<void>
}

const fetchedAtOnce = 5_000
/** Oddly written paths that are kept in memory. */
const mostOdd = 200_000

/**
 * Reads what rows name, in a transaction in which every statement sees what is there when it begins: the sorted list is of
 * the moment when it is opened, `amongRows` of the moment when it is asked.
 */
export async function openNamedPaths(client: ClientBase, reference: RowsNamingFiles): Promise<NamedPaths> {
  await client.query('begin isolation level read committed read only')
  try {
    await client.query(`set local search_path = pg_catalog`)
    await client.query(`set local row_security = off`)
    // Folder and prefix stand in statements as texts: a backslash in them must be nothing but itself.
    await client.query(`set local standard_conforming_strings = on`)
    await client.query(`set local idle_in_transaction_session_timeout = 0`)
    return await open(client, await queriesOf(client, reference))
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw inWords(error, reference)
  }
}

interface Queries {
  counts: string
  odd: string
  sorted: string
  refused: string
  among: string
}

async function queriesOf(client: ClientBase, reference: RowsNamingFiles): Promise<Queries> {
  const table = await tableOf(client, reference)
  const value = `${quoted(reference.column)}::text`
  const path = pathExpression(value, reference)
  const key = await keyOf(client, table)
  const named = `(select ${path} as path, ${key} as key from ${table} where ${quoted(reference.column)} is not null and ${value} <> '') named`
  const each = 'min(key) as key, count(*)::int as rows'
  const refused = `(select ${value} as path, ${key} as key from ${table} where ${quoted(reference.column)} is not null and ${value} <> '' and ${path} is null) named`
  return {
    counts: `select count(*)::text as rows, count(*) filter (where coalesce(${value}, '') = '')::text as without from ${table}`,
    odd: `select path, ${each} from ${named} where path is not null and ${isOddExpression('path')} group by path limit ${mostOdd + 1}`,
    sorted: `declare named_paths no scroll cursor for select path, ${each} from ${named}
       where path is not null and not ${isOddExpression('path')} group by path order by convert_to(path, 'UTF8')`,
    refused: `declare refused_paths no scroll cursor for select path, ${each} from ${refused} group by path order by path collate "C"`,
    among: `select distinct path from ${named} where path = any($1::text[])`,
  }
}

/** The table by its own name in the catalogue: what a person wrote never becomes part of a statement. */
async function tableOf(client: ClientBase, reference: RowsNamingFiles): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.oid = to_regclass($1) and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
    [reference.table],
  )
  const [table] = rows
  if (!table) throw noSuchColumn(reference)
  return table.name
}

/** SQL for what tells rows apart, for people: the primary key, or where the row lies. */
async function keyOf(client: ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname::text as name from pg_index i, unnest(i.indkey::int2[]) with ordinality k(number, position), pg_attribute a
      where i.indrelid = $1::regclass and i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.number order by k.position`,
    [table],
  )
  if (rows.length === 0) return `'at ' || ctid::text`
  return rows.map(({ name }) => `${quoted(name)}::text`).join(` || ', ' || `)
}

interface Row {
  path: string
  key: string
  rows: number
}

const plain = (row: Row): NamedPath => ({ ...row, plain: row.path, written: row.path })

function oddPath(row: Row): NamedPath {
  const path = plainPath(row.path)
  return { ...row, plain: path, written: path === null ? row.path : writtenName(Buffer.from(path)) }
}

async function open(client: ClientBase, queries: Queries): Promise<NamedPaths> {
  // Opened first: everything that is counted after it is at least as new.
  await client.query(queries.sorted)
  const counts = (await client.query<{ rows: string; without: string }>(queries.counts)).rows[0]
  const odd = (await client.query<Row>(queries.odd)).rows
  if (odd.length > mostOdd)
    throw new Problem(
      'invalid',
      `More than ${formatNumber(mostOdd)} rows name files in a way that files are not sorted by ("a//b", "./a", backslashes). Write them plainly, or give the prefix that is to be taken away.`,
    )
  const known = odd.map(oddPath).sort((a, b) => compareText(a.path, b.path))
  return {
    rows: Number(counts?.rows),
    rowsWithout: Number(counts?.without),
    odd: known,
    oddPaths: new Set(known.map(({ written }) => written)),
    sorted: () => fetchAll(client, 'named_paths', plain),
    async *refused() {
      await client.query(queries.refused)
      yield* fetchAll(client, 'refused_paths', (row) => ({ ...row, plain: null, written: row.path }))
    },
    async amongRows(paths) {
      const { rows } = await client.query<{ path: string }>(queries.among, [paths])
      return new Set(rows.map(({ path }) => path))
    },
    close: async () => {
      await client.query('rollback').catch(() => {})
    },
  }
}

async function* fetchAll(
  client: ClientBase,
  cursor: string,
  toPath: (row: Row) => NamedPath,
): AsyncGenerator<NamedPath> {
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${fetchedAtOnce} from ${cursor}`)
    for (const row of rows) yield toPath(row)
    if (rows.length < fetchedAtOnce) return
  }
}

function inWords(error: unknown, reference: RowsNamingFiles): unknown {
  if (!isServerError(error)) return error
  // A name that is none (42602, 42601) is one that nothing has.
  if (/^42(P01|703|601|602)$/.test(error.code)) return noSuchColumn(reference)
  const sentence = unreadReason(error, 'CURRENT_USER').replace(
    'Role CURRENT_USER',
    'The role of this session',
  )
  return new Problem('invalid', `${reference.table} cannot be read. ${sentence}`)
}

function noSuchColumn({ table, column }: RowsNamingFiles): Problem {
  return new Problem(
    'invalid',
    `There is no column ${column} in ${table}. Write the table with its schema, e.g. public.attachments, and the column as it is called.`,
  )
}
