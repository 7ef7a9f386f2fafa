import type { Viewer } from '@/lib/auth/viewer'
import { walkthroughsHeadline } from './headlines'
import { lineView } from './line-view'
import { type ListedSystem, listSystemLines, listWalkthroughs, readFigures } from './list-store'
import { openStates, type WalkthroughsQuery, walkthroughsPerPage } from './schema'
import { wantedNotes } from './staleness'
import type { SystemLine, WalkthroughsPage } from './view'
import { awaitedWalkthrough } from './walkthrough-store'

/** Everybody's way through systems, page by page. Reading the list is open to everybody who has signed in. */
export async function getWalkthroughs(viewer: Viewer, query: WalkthroughsQuery): Promise<WalkthroughsPage> {
  const figures = await readFigures()
  const { systems, running, waiting, completed, now } = figures
  const counts = { running: running + waiting, completed, systems }
  const pages = Math.max(1, Math.ceil(counts[query.view] / walkthroughsPerPage))
  const page = Math.min(query.page, pages)
  const window = { limit: walkthroughsPerPage, offset: (page - 1) * walkthroughsPerPage }
  const states = query.view === 'completed' ? (['completed'] as const) : openStates
  const [own, lines, listed] = await Promise.all([
    listWalkthroughs({ states: openStates, userId: viewer.id, limit: 5 }),
    query.view === 'systems' ? [] : listWalkthroughs({ states, ...window }),
    query.view === 'systems' ? listSystemLines(window) : [],
  ])
  return {
    headline: walkthroughsHeadline(figures),
    own: own.map((line) => lineView(line, viewer)),
    lines: lines.map((line) => lineView(line, viewer)),
    systems: listed.map(systemLine),
    counts,
    page,
    pages,
    now: now.toISOString(),
  }
}

function systemLine({ notes, ...line }: ListedSystem): SystemLine {
  const written = new Set((notes ?? []).map(({ chapter }) => chapter))
  return {
    ...line,
    missingNotes: wantedNotes.filter((chapter) => !written.has(chapter)).length,
    staleNotes: (notes ?? []).filter(({ isStale }) => isStale).length,
  }
}

/** The walkthrough that this person was asked for or is in the middle of: its address, or null. */
export async function walkthroughToTake(viewer: Viewer): Promise<string | null> {
  const systemId = await awaitedWalkthrough(viewer.id)
  return systemId && `/walkthroughs/${systemId}`
}
