import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { beginSnapshot, endSnapshot } from '@/lib/fingerprints/begin-snapshot'
import { readChangeMark } from '@/lib/fingerprints/change-mark'
import type { ContentMethod, DatabaseSnapshot, TableFingerprint } from '@/lib/fingerprints/database-snapshot'
import { readRowHashes } from '@/lib/fingerprints/row-fingerprints'
import { type SnapshotWish, snapshotPostgres } from '@/lib/fingerprints/snapshot-postgres'
import { snapshotSqlite } from '@/lib/fingerprints/snapshot-sqlite'
import type { JobContext } from '@/lib/jobs/job'
import { storeLines } from '@/lib/jobs/stored-lines-store'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import type { OpenPlace } from './resolve-place'
import type { SeenDatabase } from './snapshot'

/**
 * Rows of tables up to this size are kept one by one, so that a difference has names later, when the old side is gone.
 * Of bigger ones the sums are kept, and rows are named while both sides can be read.
 */
export const keptRows = { ofOneTable: 250_000, ofAll: 2_000_000 }

/** What looking at one database needs. */
export interface DatabaseLook {
  snapshotId: string
  index: number
  name: string
  now: Date
  egress: EgressPolicy
  /** What the other side was summed up with. */
  contentMethod?: ContentMethod
  context: JobContext
}

/** Names of the stored lines of a database. */
export const databaseLines = (index: number) => `database:${index}`

/** Name of the stored lines of the rows of one table. */
export const rowLines = (index: number, table: string) => `rows:${index}:${table}`

type Seen = Omit<SeenDatabase, 'name' | 'place' | 'fault'>

/** Takes the snapshot of one database and stores it. Throws what the session threw, or the reason of the signal. */
export async function lookAtDatabase(place: OpenPlace, look: DatabaseLook): Promise<Seen> {
  const { context, snapshotId, index, name } = look
  const wish: SnapshotWish = {
    now: look.now,
    signal: context.signal,
    ...(look.contentMethod ? { contentMethod: look.contentMethod } : {}),
    onProgress: ({ table, rowsDone, rowsExpected }) =>
      context.progress({ step: `${name}: ${table}`, done: rowsDone, total: rowsExpected, unit: 'rows' }),
  }
  const keep = (snapshot: DatabaseSnapshot) =>
    storeLines(snapshotId, databaseLines(index), [JSON.stringify(snapshot)])
  if (place.kind === 'sqlite') {
    const snapshot = await snapshotSqlite(place.path, wish)
    await keep(snapshot)
    return seenOf(snapshot, { writes: null, writesMeanwhile: null, keptTables: [] })
  }
  const { egress } = look
  return withPostgresClient(place.target, { signal: context.signal, egress }, async (client) => {
    const start = await readChangeMark(client)
    const snapshot = await snapshotPostgres(client, wish)
    await keep(snapshot)
    const keptTables: string[] = []
    await beginSnapshot(client)
    try {
      for (const table of tablesToKeep(snapshot.tables)) {
        context.progress({ step: `${name}: rows of ${table.name}`, done: 0, total: table.rows, unit: 'rows' })
        await storeLines(
          snapshotId,
          rowLines(index, table.name),
          encoded(readRowHashes(client, table, snapshot.contentMethod, 'all')),
        )
        keptTables.push(table.name)
      }
    } finally {
      await endSnapshot(client)
    }
    const end = await readChangeMark(client)
    return seenOf(snapshot, {
      writes: end.writes,
      writesMeanwhile: Math.max(0, end.writes - start.writes),
      keptTables,
    })
  })
}

/** Tables whose rows are kept one by one: small ones first, until there are enough. Pure. */
export function tablesToKeep(tables: readonly TableFingerprint[]): TableFingerprint[] {
  let left = keptRows.ofAll
  return tables
    .filter(
      ({ kind, rows, content }) =>
        (kind === 'table' || kind === 'partitioned table') &&
        content !== null &&
        rows !== null &&
        rows <= keptRows.ofOneTable,
    )
    .sort((a, b) => (a.rows ?? 0) - (b.rows ?? 0))
    .filter(({ rows }) => {
      left -= rows ?? 0
      return left >= 0
    })
}

async function* encoded(rows: AsyncIterable<{ key: string; content: string }>): AsyncGenerator<string> {
  for await (const { key, content } of rows) yield JSON.stringify([key, content])
}

/** Reads a line of stored rows. */
export function decodeRow(line: string): { key: string; content: string } {
  const [key, content] = JSON.parse(line) as [string, string]
  return { key, content }
}

const engines = { postgresql: 'PostgreSQL', sqlite: 'SQLite' } as const

function seenOf(
  { engine, serverVersion, tables, unread }: DatabaseSnapshot,
  rest: Pick<Seen, 'writes' | 'writesMeanwhile' | 'keptTables'>,
): Seen {
  const whole = tables.filter(({ kind }) => kind !== 'partition')
  return {
    ...rest,
    version: `${engines[engine]} ${serverVersion}`,
    tables: whole.length,
    rows: whole.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    unread: unread.length + whole.filter((table) => table.unread !== null).length,
  }
}
