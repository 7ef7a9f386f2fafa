import type { ClientBase } from 'pg'
import { compareText } from '@/lib/probes/text-order'
import { beginSnapshot, endSnapshot, isServerError, type SnapshotServer, within } from './begin-snapshot'
import type {
  CatalogueEntry,
  ContentMethod,
  DatabaseSnapshot,
  TableFingerprint,
  UnreadEntry,
} from './database-snapshot'
import type { CatalogueQuery } from './own-objects'
import { catalogueQueries } from './postgres-catalogue'
import { readSequences } from './postgres-sequences'
import { settingsQuery } from './postgres-server'
import { type FoundTable, findTables, readTable } from './postgres-tables'
import { unreadReason } from './unread-reason'

/** How far a snapshot is. */
export interface SnapshotProgress {
  /** "public.orders" */
  table: string
  tablesDone: number
  tables: number
  rowsDone: number
  /** As far as the planner knows; never less than `rowsDone`. */
  rowsExpected: number
}

/** What a snapshot needs beside its session. */
export interface SnapshotWish {
  now: Date
  signal: AbortSignal
  onProgress?: (progress: SnapshotProgress) => void
  /** What the other side used; unless told, what fits the encoding of this database. */
  contentMethod?: ContentMethod
  /** Most milliseconds of one statement; a big table is read by many. */
  statementTimeoutMs?: number
  /** Blocks of a big table that one statement reads; some seconds' worth unless told. */
  blocksAtOnce?: number
  /** Runs beside the counting, as of the very same moment: gets the name of the snapshot, as pg_dump --snapshot wants it. */
  beside?: (snapshot: string) => Promise<void>
}

/**
 * Counts, sums up and describes a whole PostgreSQL database (13 or newer) as of one moment. `client` is a session of
 * its own, outside a transaction; it is in no transaction afterwards. What may not be read stands in `unread` with
 * what to do. Throws the reason of `signal`, or what the session threw.
 */
export async function snapshotPostgres(client: ClientBase, wish: SnapshotWish): Promise<DatabaseSnapshot> {
  wish.signal.throwIfAborted()
  const catalogue: CatalogueEntry[] = []
  const unread: UnreadEntry[] = []
  const beforePins = () => readArea(client, { area: 'settings', text: settingsQuery }, '', catalogue, unread)
  const timeout = wish.statementTimeoutMs ? { timeoutMs: wish.statementTimeoutMs } : {}
  const server = await beginSnapshot(client, { ...timeout, beforePins })
  try {
    const beside = await startBeside(client, wish)
    const method = wish.contentMethod ?? (server.encoding === 'UTF8' ? 'hashtextextended' : 'md5')
    for (const query of catalogueQueries(server.version)) {
      wish.signal.throwIfAborted()
      await readArea(client, query, server.role, catalogue, unread)
    }
    const sequences = await readSequences(client, server, wish.signal)
    const tables = await readTables(client, server, method, wish)
    await beside.finished()
    catalogue.sort((a, b) => compareText(a.area, b.area) || compareText(a.key, b.key))
    return {
      format: 1,
      engine: 'postgresql',
      serverVersion: server.serverVersion.split(' ')[0] ?? server.serverVersion,
      major: Math.floor(server.version / 10_000),
      database: server.database,
      takenAt: wish.now.toISOString(),
      contentMethod: method,
      tables,
      sequences,
      catalogue,
      unread,
    }
  } catch (error) {
    wish.signal.throwIfAborted()
    throw error
  } finally {
    await endSnapshot(client)
  }
}

/** What runs beside holds its failure back until it is asked for: the snapshot must stay open while it runs. */
async function startBeside(client: ClientBase, { beside }: SnapshotWish) {
  if (!beside) return { finished: () => Promise.resolve() }
  const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id')
  const running = beside(rows[0]?.id ?? '')
  running.catch(() => {})
  return { finished: () => running }
}

async function readArea(
  client: ClientBase,
  { area, what = '', text }: CatalogueQuery,
  role: string,
  catalogue: CatalogueEntry[],
  unread: UnreadEntry[],
): Promise<void> {
  try {
    const { rows } = await within(client, () => client.query<{ key: string; value: string }>(text))
    for (const { key, value } of rows) catalogue.push({ area, key, value })
  } catch (error) {
    if (!isServerError(error)) throw error
    unread.push({ area, key: what, reason: unreadReason(error, role) })
  }
}

async function readTables(
  client: ClientBase,
  server: SnapshotServer,
  method: ContentMethod,
  wish: SnapshotWish,
): Promise<TableFingerprint[]> {
  const found = await findTables(client)
  const report = progressOf(found, wish)
  const parts = new Map<number, TableFingerprint[]>()
  const read = new Map<number, TableFingerprint>()
  const one = async (table: FoundTable) => {
    const how = {
      signal: wish.signal,
      onRows: (rows: number) => report(table, rows),
      blocksAtOnce: wish.blocksAtOnce,
    }
    const sum = await readTable(client, server, table, method, how)
    return fingerprintOf(table, sum)
  }
  for (const table of found) {
    wish.signal.throwIfAborted()
    if (table.kind === 'partitioned table') continue
    const print = await one(table)
    if (table.root === null) read.set(table.oid, print)
    else {
      parts.set(table.root, [...(parts.get(table.root) ?? []), print])
      read.set(table.oid, { ...print, rows: null, content: null, unread: null })
    }
  }
  for (const table of found) {
    if (table.kind !== 'partitioned table') continue
    const own = parts.get(table.oid) ?? []
    // A right on the whole table lets its parts be read through it, though not one by one.
    const isReadable = own.every(({ unread }) => unread === null)
    read.set(table.oid, isReadable ? added(table, own) : await one(table))
  }
  return found.flatMap(({ oid }) => read.get(oid) ?? [])
}

function fingerprintOf(
  { name, kind, columns, key }: FoundTable,
  sum: { rows: number; content: bigint } | { unread: string },
): TableFingerprint {
  const known =
    'unread' in sum
      ? { rows: null, content: null, unread: sum.unread }
      : { rows: sum.rows, content: String(sum.content), unread: null }
  return { name, kind, columns, key, ...known }
}

/** The sums of parts are the sum of the whole. */
function added(table: FoundTable, parts: readonly TableFingerprint[]): TableFingerprint {
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0)
  const content = parts.reduce((sum, part) => sum + BigInt(part.content ?? '0'), 0n)
  return fingerprintOf(table, { rows, content })
}

function progressOf(found: readonly FoundTable[], { onProgress }: SnapshotWish) {
  const readable = found.filter(({ kind }) => kind !== 'partitioned table')
  const expected = readable.reduce((sum, { rowsExpected }) => sum + rowsExpected, 0)
  const rows = new Map<number, number>()
  let rowsDone = 0
  return (table: FoundTable, rowsOfTable: number) => {
    rowsDone += rowsOfTable - (rows.get(table.oid) ?? 0)
    rows.set(table.oid, rowsOfTable)
    onProgress?.({
      table: table.name,
      tablesDone: rows.size - 1,
      tables: readable.length,
      rowsDone,
      rowsExpected: Math.max(expected, rowsDone),
    })
  }
}
