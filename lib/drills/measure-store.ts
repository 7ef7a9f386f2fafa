import { type DatabaseSnapshot, databaseSnapshotSchema } from '@/lib/fingerprints/database-snapshot'
import { readLines, removeLines, storeLines } from '@/lib/jobs/stored-lines-store'
import { readLastMeasure, readOtherMeasures } from './run-store'

/** Under which name the lines of a run hold what it restored. */
const linesName = 'snapshot'

/** Lists of a snapshot, each entry a line of its own: a database may have a hundred thousand things in it. */
const lists = ['tables', 'sequences', 'catalogue', 'unread'] as const

/** Keeps what a run restored. It is the measure of the next one as soon as it is on record that the run passed. */
export async function keepMeasure(runId: string, snapshot: DatabaseSnapshot): Promise<void> {
  await storeLines(runId, linesName, linesOf(snapshot))
}

/** Removes the measures before this one: not earlier than the run is on record, or a worker that ends leaves none. */
export async function dropEarlierMeasures(runId: string, planId: string): Promise<void> {
  await removeLines(await readOtherMeasures(planId, runId))
}

function* linesOf({ tables, sequences, catalogue, unread, ...head }: DatabaseSnapshot): Generator<string> {
  yield JSON.stringify({ head })
  for (const [list, entries] of Object.entries({ tables, sequences, catalogue, unread }))
    for (const entry of entries) yield JSON.stringify({ list, entry })
}

/** What the last proven run of the plan restored; null when there is none, or of a form that is not known any more. */
export async function readMeasure(planId: string, runId: string): Promise<DatabaseSnapshot | null> {
  const last = await readLastMeasure(planId, runId)
  if (!last) return null
  const snapshot: Record<string, unknown> = Object.fromEntries(lists.map((list) => [list, []]))
  for await (const line of readLines(last.runId, linesName)) {
    const read = JSON.parse(line) as { head?: object; list?: (typeof lists)[number]; entry?: unknown }
    if (read.head) Object.assign(snapshot, read.head)
    else if (read.list) (snapshot[read.list] as unknown[]).push(read.entry)
  }
  const parsed = databaseSnapshotSchema.safeParse(snapshot)
  return parsed.success ? parsed.data : null
}
