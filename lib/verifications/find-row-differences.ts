import { readChangeMark } from '@/lib/fingerprints/change-mark'
import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import type { Difference as Found } from '@/lib/fingerprints/difference'
import { formatNumber } from '@/lib/format/measure'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { compareKeptRows, compareLiveRows } from './compare-rows'
import type { Difference } from './guided-view'
import { type OpenPlace, resolveDatabase } from './resolve-place'
import type { Sides } from './sides'

/** The rows of each table whose count or content differs. */
export async function* namedRows(
  sides: Sides,
  index: number,
  { was, is, differences }: { was: DatabaseSnapshot; is: DatabaseSnapshot; differences: readonly Found[] },
): AsyncGenerator<Difference> {
  const name = sides.guided.config.databases[index]?.name ?? ''
  const kept = [sides.before, sides.after].map(({ summary }) => new Set(summary.databases[index]?.keptTables))
  for (const table of tablesToName(was, is, differences)) {
    sides.context.progress({
      step: `Looking which rows of ${table} differ`,
      done: 0,
      total: null,
      unit: 'rows',
    })
    const rows = kept.every((tables) => tables.has(table))
      ? compareKeptRows(table, { beforeId: sides.before.id, afterId: sides.after.id, index })
      : liveRows(sides, index, { was, is, table })
    for await (const { key, kind, before, after } of rows)
      yield { area: 'records', part: 'single rows', key: `${name}: ${table} ${key}`, kind, before, after }
  }
}

/** Tables that are on both sides with the same columns, and not equal: each row that differs can have a name. Pure. */
function tablesToName(was: DatabaseSnapshot, is: DatabaseSnapshot, differences: readonly Found[]): string[] {
  const changed = new Set(
    differences.filter(({ area }) => area === 'rows' || area === 'content').map(({ key }) => key),
  )
  return was.tables
    .filter(({ name, columns, content }) => {
      const other = is.tables.find((each) => each.name === name)
      return (
        changed.has(name) &&
        content !== null &&
        other?.content != null &&
        JSON.stringify(other.columns) === JSON.stringify(columns)
      )
    })
    .map(({ name }) => name)
}

/** From both servers, where they still can be read; a sentence where not. */
async function* liveRows(
  sides: Sides,
  index: number,
  { was, is, table }: { was: DatabaseSnapshot; is: DatabaseSnapshot; table: string },
): AsyncGenerator<Found> {
  const { egress, context, warn } = sides
  const name = sides.guided.config.databases[index]?.name ?? ''
  const where = `${name}: which rows of ${table} differ is not known.`
  if (!hasMoved(sides, index))
    return warn(`${where} It was upgraded in place, and has more rows than are kept one by one.`)
  try {
    const [before, after] = [await open(sides, index, 'before'), await open(sides, index, 'after')]
    if (before.kind !== 'postgres' || after.kind !== 'postgres')
      return warn(`${where} Rows are told apart on PostgreSQL only.`)
    const rows = compareLiveRows({
      ...{ before, after, table, egress, signal: context.signal },
      snapshots: { before: was, after: is },
    })
    const changed = yield* rows
    if (changed) warn(`${where} ${changed}`)
  } catch (error) {
    context.signal.throwIfAborted()
    warn(`${where} ${error instanceof Error ? error.message : String(error)}`)
  }
}

const hasMoved = ({ guided }: Sides, index: number) => {
  const { before, after } = guided.config.databases[index] ?? {}
  return JSON.stringify(before) !== JSON.stringify(after)
}

function open({ guided }: Sides, index: number, side: 'before' | 'after'): Promise<OpenPlace> {
  const place = guided.config.databases[index]?.[side]
  if (!place) throw new Error(`no database ${index}`)
  return resolveDatabase(place, { guidedId: guided.id, name: `${index}.${side}`, secrets: guided.secrets })
}

/** What was written to the old side after its snapshot is in neither: the two are not what they were compared as. */
export async function* writesOnTheOldSide(sides: Sides, index: number): AsyncGenerator<Difference> {
  const { guided, before, context, egress, warn, equal } = sides
  const seen = before.summary.databases[index]
  const name = guided.config.databases[index]?.name ?? ''
  if (!seen || seen.writes === null || !hasMoved(sides, index)) return
  try {
    const place = await open(sides, index, 'before')
    if (place.kind !== 'postgres') return
    const { writes } = await withPostgresClient(
      place.target,
      { signal: context.signal, egress },
      readChangeMark,
    )
    const written = writes - seen.writes
    if (written < 0)
      return warn(
        `${name}: the statistics of the old side were reset: whether it was written to is not known.`,
      )
    if (written === 0) return equal('records', 1)
    yield {
      area: 'records',
      part: 'writes on the old side',
      key: `${name}: ${seen.place}`,
      kind: 'differs',
      before: 'nothing writes after the snapshot',
      after:
        written === 1
          ? 'one row was written since: it may be missing on the new side'
          : `${formatNumber(written)} rows were written since: they may be missing on the new side`,
    }
  } catch (error) {
    context.signal.throwIfAborted()
    warn(
      `${name}: the old side cannot be asked any more (${error instanceof Error ? error.message : String(error)}), so whether it was written to after the snapshot is not known.`,
    )
  }
}
