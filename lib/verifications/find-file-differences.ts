import { compareFiles } from '@/lib/fingerprints/compare-files'
import type { Difference as Found } from '@/lib/fingerprints/difference'
import { decodeFile, type ListedFile } from '@/lib/fingerprints/file-list'
import { readLines } from '@/lib/jobs/stored-lines-store'
import type { Difference } from './guided-view'
import { folderLines } from './look-at-files'
import { misfitsOf } from './rows-and-files'
import { type Sides, unknownPlace } from './sides'

/** What a file of a folder is known by, so that one loss is told once: "uploads missing 2026/11/a.pdf". */
const toldAs = (folder: string, { kind, key }: Pick<Found, 'kind' | 'key'>) => `${folder} ${kind} ${key}`

/** What differs between the lists of one folder, with the rows that name it; `told` gets what they need not tell again. */
export async function* differencesOfFolder(
  sides: Sides,
  index: number,
  told: Set<string>,
): AsyncGenerator<Difference> {
  const { guided, before, after, context, equal } = sides
  const name = guided.config.folders[index]?.name ?? ''
  const [old, now] = [before.summary.folders[index], after.summary.folders[index]]
  if (!old || !now || old.fault || now.fault) {
    yield unknownPlace('files', 'folders', name, { before: old?.fault ?? null, after: now?.fault ?? null })
    return
  }
  const counts = { equal: 0 }
  const files = async function* (id: string): AsyncGenerator<ListedFile> {
    for await (const line of readLines(id, folderLines(index))) yield decodeFile(line)
  }
  const named = await namedFiles(sides, name)
  let done = 0
  for await (const found of compareFiles('files', files(before.id), files(after.id), counts)) {
    done += 1
    if (done % 1_000 === 1)
      context.progress({
        step: `Comparing files of ${name}`,
        done: counts.equal + done,
        total: old.files,
        unit: 'files',
      })
    context.signal.throwIfAborted()
    const as = toldAs(name, found)
    const by = named.get(as)
    if (by !== undefined) told.add(as)
    const said = (side: string | null) => (side !== null && by !== undefined ? `${side}; ${by}` : side)
    yield {
      area: 'files',
      part: 'files',
      key: `${name}: ${found.key}`,
      kind: found.kind,
      before: said(found.before),
      after: said(found.after),
    }
  }
  // Nothing on both sides is no proof that nothing was lost: the folder may be another one than was meant.
  if (done === 0 && counts.equal === 0) {
    const empty = 'holds no file that could be compared'
    yield unknownPlace('files', 'folders', name, { before: empty, after: empty })
  }
  equal('files', counts.equal)
}

/** Of the files of a folder that do not fit the rows that name files: what the rows say of each. */
async function namedFiles({ guided, after }: Sides, folder: string): Promise<Map<string, string>> {
  const named = new Map<string, string>()
  const noRow = (of: string) => {
    const columns = guided.config.rows.filter((each) => each.folder === of)
    return `no row of ${columns.map(({ table, column }) => `${table}.${column}`).join(', or of ')} names it`
  }
  for (const [index, row] of guided.config.rows.entries()) {
    if (row.folder !== folder) continue
    for await (const found of misfitsOf({ ...after, config: guided.config }, index)) {
      if (named.size >= rememberedFaults) return named
      if (found.kind !== 'missing' && found.kind !== 'extra') continue
      const column = `${row.table}.${row.column}`
      named.set(
        toldAs(folder, found),
        found.kind === 'extra' ? noRow(row.folder) : `${found.before ?? 'named'} of ${column}`,
      )
    }
  }
  return named
}

/** So many faults of before are remembered, to say that they are older than the move. */
const rememberedFaults = 100_000

/** Rows whose file is missing, and files that no row names, except for those that the list of the folder told. */
export async function* differencesOfReferences(
  sides: Sides,
  index: number,
  told: ReadonlySet<string>,
): AsyncGenerator<Difference> {
  const { guided, before, after, equal, context } = sides
  const folder = guided.config.rows[index]?.folder ?? ''
  const [old, now] = [before.summary.references[index], after.summary.references[index]]
  if (!now || now.fault) {
    yield unknownPlace('files', 'rows naming files', now?.name ?? '', {
      before: old?.fault ?? null,
      after: now?.fault ?? null,
    })
    return
  }
  const known = new Set<string>()
  for await (const found of misfitsOf({ ...before, config: guided.config }, index)) {
    if (known.size >= rememberedFaults) break
    known.add(`${found.kind} ${found.key}`)
  }
  for await (const found of misfitsOf({ ...after, config: guided.config }, index)) {
    context.signal.throwIfAborted()
    if (told.has(toldAs(folder, found))) continue
    const was = known.has(`${found.kind} ${found.key}`) ? 'so already before the move' : found.before
    yield {
      area: 'files',
      part: 'rows naming files',
      key: `${now.name}: ${found.key}`,
      kind: found.kind,
      before: was,
      after: found.after,
    }
  }
  equal('files', Math.max(0, now.rows - now.rowsWithout - now.missing - now.refused))
}
