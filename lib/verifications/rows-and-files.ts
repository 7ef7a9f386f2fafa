import type { Difference as Found } from '@/lib/fingerprints/difference'
import { readLines } from '@/lib/jobs/stored-lines-store'
import { compareText } from '@/lib/probes/text-order'
import type { GuidedConfig } from './guided-schema'
import { referenceLines } from './look-at-files'
import type { SnapshotSummary } from './snapshot'

/** What one snapshot saw of rows that name files. */
export interface SeenRows {
  id: string
  summary: SnapshotSummary
  config: GuidedConfig
}

/**
 * What did not fit between the rows of one column and their folder. Where several columns name files of one folder, a
 * file is without a row only if none of them names it, and it is told once: with the first column that could be read.
 */
export async function* misfitsOf({ id, summary, config }: SeenRows, index: number): AsyncGenerator<Found> {
  const folder = config.rows[index]?.folder
  const columns = [...config.rows.keys()].filter(
    (each) => config.rows[each]?.folder === folder && summary.references[each]?.fault === null,
  )
  const others = columns.filter((each) => each !== index).map((each) => withoutRow(id, each))
  const isFirst = columns[0] === undefined || columns[0] === index
  try {
    for await (const found of misfitsIn(id, index)) {
      if (found.kind === 'extra' && !(isFirst && (await isInAll(others, found.key)))) continue
      yield found
    }
  } finally {
    for (const { close } of others) await close()
  }
}

async function* misfitsIn(snapshotId: string, index: number): AsyncGenerator<Found> {
  for await (const line of readLines(snapshotId, referenceLines(index))) yield JSON.parse(line) as Found
}

interface Sorted {
  has(key: string): Promise<boolean>
  close(): Promise<unknown>
}

/** Files that a column does not name, asked for in the order of their paths: they were stored in it, so none is held. */
function withoutRow(snapshotId: string, index: number): Sorted {
  const lines = misfitsIn(snapshotId, index)
  let current: string | null = ''
  return {
    async has(key) {
      while (current !== null && compareText(current, key) < 0) {
        const { value, done } = await lines.next()
        if (done) current = null
        else if (value.kind === 'extra') current = value.key
      }
      return current === key
    },
    close: () => lines.return(undefined),
  }
}

async function isInAll(lists: readonly Sorted[], key: string): Promise<boolean> {
  for (const list of lists) if (!(await list.has(key))) return false
  return true
}
