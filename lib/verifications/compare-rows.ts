import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { beginSnapshot, endSnapshot } from '@/lib/fingerprints/begin-snapshot'
import type { DatabaseSnapshot, TableFingerprint } from '@/lib/fingerprints/database-snapshot'
import type { Difference as Found } from '@/lib/fingerprints/difference'
import {
  type Bucket,
  compareRows,
  differingBuckets,
  type RowHash,
  readBuckets,
  readRowHashes,
} from '@/lib/fingerprints/row-fingerprints'
import { readLines } from '@/lib/jobs/stored-lines-store'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { createLineChannel } from './line-channel'
import { decodeRow, rowLines } from './look-at-database'
import type { OpenPlace } from './resolve-place'

/** Rows that differ in one table, from the rows that both snapshots kept. */
export function compareKeptRows(
  table: string,
  { beforeId, afterId, index }: { beforeId: string; afterId: string; index: number },
): AsyncIterable<Found> {
  const kept = async function* (id: string): AsyncGenerator<RowHash> {
    for await (const line of readLines(id, rowLines(index, table))) yield decodeRow(line)
  }
  return compareRows(table, kept(beforeId), kept(afterId))
}

type Postgres = Extract<OpenPlace, { kind: 'postgres' }>

/** What naming rows from two servers needs. */
export interface LiveRows {
  before: Postgres
  after: Postgres
  table: string
  snapshots: { before: DatabaseSnapshot; after: DatabaseSnapshot }
  egress: EgressPolicy
  signal: AbortSignal
}

/**
 * Rows that differ in one table, read from both servers now: only from those parts of the table whose sums differ.
 * Yields nothing and returns a sentence when a side is not any more what its snapshot saw. Throws what a session threw.
 */
export async function* compareLiveRows(live: LiveRows): AsyncGenerator<Found, string | null> {
  const channel = createLineChannel()
  const work = bothSides(live, async (before, after) => {
    const changed = [changedSide(before, 'before'), changedSide(after, 'after')].filter(Boolean)
    if (changed.length > 0) return changed.join(' ')
    const parts = differingBuckets(before.buckets, after.buckets)
    for await (const found of compareRows(live.table, before.rows(parts), after.rows(parts)))
      await channel.push(JSON.stringify(found))
    return null
  }).finally(() => channel.end())
  // Seen below, after what was found; until then it must not end the process.
  work.catch(() => {})
  for await (const line of channel.lines) yield JSON.parse(line) as Found
  return work
}

interface Side {
  table: TableFingerprint
  buckets: Bucket[]
  rows(parts: readonly number[]): AsyncIterable<RowHash>
}

/** A sentence when the sums of a side are not those of its snapshot. */
function changedSide({ table, buckets }: Side, side: string): string | null {
  const content = buckets.reduce((sum, bucket) => sum + BigInt(bucket.content), 0n).toString()
  return content === table.content
    ? null
    : `${table.name} has changed since the snapshot ${side}: which of its rows differ cannot be told. Take the snapshot again while nothing writes.`
}

function bothSides<T>(live: LiveRows, work: (before: Side, after: Side) => Promise<T>): Promise<T> {
  const session = { signal: live.signal, egress: live.egress }
  return withSide(live, 'before', session, (before) =>
    withSide(live, 'after', session, (after) => work(before, after)),
  )
}

function withSide<T>(
  live: LiveRows,
  side: 'before' | 'after',
  session: { signal: AbortSignal; egress: EgressPolicy },
  work: (side: Side) => Promise<T>,
): Promise<T> {
  const table = live.snapshots[side].tables.find(({ name }) => name === live.table)
  if (!table) throw new Error(`the snapshot ${side} has no ${live.table}`)
  // Summed up as before, also where the other server would have chosen another way.
  const method = live.snapshots.before.contentMethod
  return withPostgresClient(live[side].target, session, async (client) => {
    await beginSnapshot(client)
    try {
      const buckets = await readBuckets(client, table, method)
      return await work({ table, buckets, rows: (parts) => readRowHashes(client, table, method, parts) })
    } finally {
      await endSnapshot(client)
    }
  })
}
