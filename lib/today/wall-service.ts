import type { Viewer } from '@/lib/auth/viewer'
import { readSystems } from '@/lib/overview/systems-store'
import { type TodayScope, whoOf } from './scope'
import { watchToday } from './service'
import { readFlagCounts, readSystemIds } from './system-facts-store'
import type { WallView } from './view'

/** Rows on a screen that nobody scrolls. */
const rowsShown = 8

/** The day for a screen on the wall: what needs somebody, and how many systems stand how. */
export async function getWall(viewer: Viewer, scope: TodayScope): Promise<WallView> {
  const ids = await readSystemIds(whoOf(viewer, scope))
  const [today, list, redFlags] = await Promise.all([
    watchToday(viewer, scope, rowsShown),
    readSystems({ view: 'all', q: '', sort: 'worst', page: 1 }, ids),
    readFlagCounts(ids),
  ])
  return { today, systems: list.found, redFlags }
}
