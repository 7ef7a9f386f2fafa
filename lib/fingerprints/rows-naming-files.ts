import type { ClientBase } from 'pg'
import { fileBelow } from '@/lib/probes/file-below'
import { pause } from '@/lib/probes/pause'
import { compareText } from '@/lib/probes/text-order'
import { type WalkedFile, walkFiles } from '@/lib/probes/walk-files'
import type { Difference } from './difference'
import { mergeSorted } from './merge-sorted'
import type { RowsNamingFiles } from './named-path'
import { type NamedPath, type NamedPaths, openNamedPaths } from './named-paths'

/** Rows of a table that name files below a folder. */
export type FileReference = RowsNamingFiles

/** What looking both ways came to. */
export interface FileReferenceOutcome {
  rows: number
  /** Rows whose column is empty: they name no file. */
  rowsWithout: number
  files: number
  /** Files that rows name and that are not there. */
  missing: number
  /** Files that no row names. */
  extra: number
  /** Paths that lead out of the root, or are none. */
  refused: number
  /** Files and folders that the worker may not look into. */
  unreadable: number
}

export interface FileReferenceWish {
  signal: AbortSignal
  now: Date
  /** Files younger than this are not judged: the row that names them may still be on its way. */
  youngSeconds: number
  /** Waits before candidates are looked at again: 10 s unless a test brings its own. */
  wait?: (signal: AbortSignal) => Promise<void>
  onProgress?: (done: number, total: number | null) => void
  /** Everything that was found, one by one: area "files named by public.attachments.path". */
  onDifference: (difference: Difference) => Promise<void> | void
}

/** Candidates that are looked at again together: one reading of the table for all of them. */
const candidatesAtOnce = 20_000
const secondLookMs = 10_000

/**
 * Looks both ways between rows and files: missing (a row whose file is not there) and extra (a file that no row names).
 * Rows are read first and files after, and whatever does not fit is looked at again later with a new look at both: a row
 * that is still there without its file is missing one, a file that still has no row is extra. What moves meanwhile is no
 * fault. Throws Problem `invalid` when table or column cannot be read, ProbeError when the root cannot.
 */
export async function checkRowsNamingFiles(
  client: ClientBase,
  reference: FileReference,
  wish: FileReferenceWish,
): Promise<FileReferenceOutcome> {
  const named = await openNamedPaths(client, reference)
  try {
    const check = new ReferenceCheck(named, reference, wish)
    return await check.run()
  } catch (error) {
    wish.signal.throwIfAborted()
    throw error
  } finally {
    await named.close()
  }
}

type Item = { path: string } & ({ row: NamedPath } | { file: WalkedFile })

class ReferenceCheck {
  readonly #named: NamedPaths
  readonly #reference: FileReference
  readonly #wish: FileReferenceWish
  readonly #outcome: FileReferenceOutcome
  readonly #area: string
  #candidates: Item[] = []
  #done = 0

  constructor(named: NamedPaths, reference: FileReference, wish: FileReferenceWish) {
    this.#named = named
    this.#reference = reference
    this.#wish = wish
    const { rows, rowsWithout } = named
    this.#outcome = { rows, rowsWithout, files: 0, missing: 0, extra: 0, refused: 0, unreadable: 0 }
    this.#area = `files named by ${reference.table}.${reference.column}`
  }

  async run(): Promise<FileReferenceOutcome> {
    for (const odd of this.#named.odd) {
      if (odd.plain === null) await this.#refuse(odd)
      else if ((await fileBelow(this.#reference.root, odd.plain)) !== 'there')
        await this.#suspect({ path: odd.written, row: odd })
    }
    for await (const refused of this.#named.refused()) await this.#refuse(refused)
    const order = (a: Item, b: Item) => compareText(a.path, b.path)
    for await (const pair of mergeSorted<Item>(this.#rows(), this.#files(), order)) {
      this.#wish.signal.throwIfAborted()
      if (!('right' in pair)) await this.#suspect(pair.left)
      else if ('file' in pair.right && (!('left' in pair) || pair.right.file.kind === 'link'))
        await this.#unnamed(pair.right.file, 'left' in pair ? pair.left : null)
    }
    await this.#lookAgain()
    return this.#outcome
  }

  async *#rows(): AsyncGenerator<Item> {
    for await (const row of this.#named.sorted()) {
      this.#done += row.rows
      if (this.#done % 1_000 < row.rows) this.#wish.onProgress?.(this.#done, this.#outcome.rows)
      yield { path: row.path, row }
    }
  }

  async *#files(): AsyncGenerator<Item> {
    const { signal } = this.#wish
    for await (const file of walkFiles(this.#reference.root, { signal, isRead: () => false })) {
      if (file.kind === 'file') this.#outcome.files += 1
      yield { path: file.path, file }
    }
  }

  /** A file without a row, or a link that a row names: where that leads is looked at like a file that is missing. */
  async #unnamed(file: WalkedFile, row: Item | null): Promise<void> {
    if (row) return this.#suspect(row)
    if (file.kind === 'unreadable') {
      this.#outcome.unreadable += 1
      await this.#tell(file.path, 'unknown', null, 'may not be read by the worker')
    }
    const age = this.#wish.now.getTime() / 1000 - file.modified
    if (file.kind !== 'file' || age < this.#wish.youngSeconds || this.#named.oddPaths.has(file.path)) return
    await this.#suspect({ path: file.path, file })
  }

  async #suspect(item: Item): Promise<void> {
    this.#candidates.push(item)
    if (this.#candidates.length >= candidatesAtOnce) await this.#lookAgain()
  }

  async #lookAgain(): Promise<void> {
    const candidates = this.#candidates
    this.#candidates = []
    if (candidates.length === 0) return
    await (this.#wish.wait ?? ((signal) => pause(secondLookMs, signal)))(this.#wish.signal)
    const stillNamed = await this.#named.amongRows(
      candidates.map((each) => ('row' in each ? each.row.path : each.path)),
    )
    for (const each of candidates) {
      this.#wish.signal.throwIfAborted()
      if ('row' in each) {
        if (stillNamed.has(each.row.path)) await this.#judgeRow(each.row)
      } else if (!stillNamed.has(each.path)) await this.#judgeFile(each.file)
    }
  }

  async #judgeRow(row: NamedPath): Promise<void> {
    const found = await fileBelow(this.#reference.root, row.plain ?? row.path)
    if (found === 'there') return
    const by = namedBy(row)
    if (found === 'absent') {
      this.#outcome.missing += 1
      await this.#tell(row.path, 'missing', by, null)
    } else if (found === 'outside') {
      this.#outcome.refused += 1
      await this.#tell(row.path, 'differs', by, 'leads out of the folder, through a link')
    } else {
      this.#outcome.unreadable += 1
      await this.#tell(row.path, 'unknown', by, 'may not be read by the worker')
    }
  }

  async #judgeFile(file: WalkedFile): Promise<void> {
    // A name with escapes in it cannot be opened by its text; it was there a moment ago.
    const isThere = file.path.includes('\\') || (await fileBelow(this.#reference.root, file.path)) === 'there'
    if (!isThere) return
    this.#outcome.extra += 1
    await this.#tell(file.path, 'extra', null, `${file.bytes} bytes that no row names`)
  }

  async #refuse(row: NamedPath): Promise<void> {
    this.#outcome.refused += 1
    await this.#tell(row.path, 'differs', namedBy(row), 'is no path to a file below the folder')
  }

  #tell(key: string, kind: Difference['kind'], before: string | null, after: string | null) {
    return this.#wish.onDifference({ area: this.#area, key, kind, before, after })
  }
}

function namedBy({ key, rows }: NamedPath): string {
  const others = rows === 2 ? ' and one more' : rows > 2 ? ` and ${rows - 1} more` : ''
  return `named by row ${key}${others}`
}
