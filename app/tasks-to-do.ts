import type { Viewer } from '@/lib/auth/viewer'
import { countTasksToDo } from '@/lib/tasks/service'

interface Kept {
  at: number
  count: Promise<number>
}

// One per process. On globalThis: pages and layouts are bundled apart.
const holder = globalThis as typeof globalThis & { wheeltapperTasksToDo?: Map<string, Kept> }

/**
 * How long a count serves the pages that follow. Counting asks every task of the estate, for a number beside a word
 * that stands on each page; the page of the tasks itself is always current.
 */
const keptMs = 10_000

/** The count beside "Tasks", at most ten seconds old: the same for everybody whose day begins at the same time. */
export function tasksToDo(viewer: Viewer): Promise<number> {
  holder.wheeltapperTasksToDo ??= new Map()
  const kept = holder.wheeltapperTasksToDo
  const known = kept.get(viewer.timeZone)
  const at = performance.now()
  if (known && at - known.at < keptMs) return known.count
  const count = countTasksToDo(viewer)
  kept.set(viewer.timeZone, { at, count })
  // What failed is asked again by the next page.
  count.catch(() => kept.delete(viewer.timeZone))
  return count
}
