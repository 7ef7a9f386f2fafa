import { compareText } from '@/lib/probes/text-order'
import type { Difference } from './difference'
import type { ListedFile } from './file-list'
import { mergeSorted } from './merge-sorted'

/**
 * Compares two sorted lists of files without holding either: yields what is not equal. `area` is the name that the
 * differences carry, "files: uploads". `counts.equal` grows meanwhile.
 */
export async function* compareFiles(
  area: string,
  before: AsyncIterable<ListedFile>,
  after: AsyncIterable<ListedFile>,
  counts: { equal: number },
): AsyncGenerator<Difference> {
  const byPath = (a: ListedFile, b: ListedFile) => compareText(a.path, b.path)
  // A folder that one side may not look into: what the other side has in it is not known to be missing.
  const closed = { before: '', after: '' }
  const isBelow = (path: string, folder: string) => folder !== '' && path.startsWith(folder)
  for await (const pair of mergeSorted(before, after, byPath)) {
    const old = 'left' in pair ? pair.left : null
    const now = 'right' in pair ? pair.right : null
    if (old && isClosed(old)) closed.before = old.path
    if (now && isClosed(now)) closed.after = now.path
    const key = old?.path ?? now?.path ?? ''
    const isHidden = (!old && isBelow(key, closed.before)) || (!now && isBelow(key, closed.after))
    const kind = isHidden ? 'equal' : judge(old, now)
    if (kind !== 'equal') yield { area, key, kind, before: old && told(old), after: now && told(now) }
    else if (!isHidden) counts.equal += 1
  }
}

const isClosed = ({ kind, path }: ListedFile) => kind === 'unreadable' && path.endsWith('/')

function judge(before: ListedFile | null, after: ListedFile | null): Difference['kind'] | 'equal' {
  if (before?.kind === 'unreadable' || after?.kind === 'unreadable') return 'unknown'
  if (!before) return 'extra'
  if (!after) return 'missing'
  if (before.kind !== after.kind || before.bytes !== after.bytes) return 'differs'
  // Read on one side only: the sample was another one, and the size is all that is known.
  if (before.sha256 === null || after.sha256 === null) return 'equal'
  return before.sha256 === after.sha256 ? 'equal' : 'differs'
}

function told({ kind, bytes, sha256 }: ListedFile): string {
  if (kind === 'unreadable') return 'may not be read by the worker'
  if (kind === 'other') return 'no file (a pipe, a socket or a device)'
  const sum = sha256 === null ? '' : `, sha256 ${sha256.slice(0, 12)}…`
  return kind === 'link' ? `a link${sum}` : `${bytes} bytes${sum}`
}
