import type { Viewer } from '@/lib/auth/viewer'
import { changeMarks } from '@/lib/changes/store'
import type { TrendMark } from '@/lib/charts/trend-spec'
import { getSystemHead } from '@/lib/overview/service'
import { trendWindow } from '@/lib/overview/trend-range'
import { readManySeries } from '@/lib/samples/many-store'
import { checklistMarks } from '@/lib/score/compare'
import { listSnapshots } from '@/lib/score/snapshot-store'
import { systemMarks } from './system-marks'
import { readSystemEvents } from './system-marks-store'
import { readSystemSeries } from './system-series-store'
import { type SystemTrendsQuery, type SystemTrendsView, seriesPerPage } from './system-trends-view'

// Reading is open to everybody who has signed in: services take the viewer to make sure there is one.

const dayMs = 86_400_000

/** A small picture is about 350 pixels wide. */
const smallPoints = 150

/** What happened to a system in a time, for the pictures of its checks. */
export async function getSystemMarks(
  _viewer: Viewer,
  systemId: string,
  window: { from: string; to: string },
  now: string,
): Promise<TrendMark[]> {
  const [from, to] = [new Date(window.from), new Date(window.to)]
  // A change of questions shows on the day after it: the day before the range is needed to see it.
  const days = Math.ceil((Date.parse(now) - from.getTime()) / dayMs) + 2
  const [changes, events, snapshots] = await Promise.all([
    changeMarks(systemId, from, to),
    readSystemEvents(systemId, from, to),
    listSnapshots(systemId, days),
  ])
  return systemMarks(systemId, { changes, events, checklists: checklistMarks(snapshots) }).filter(
    ({ at }) => at >= from.getTime() && at <= to.getTime(),
  )
}

/** Every numeric series of a system over one time, the most urgent first. Throws not-found. */
export async function getSystemTrends(
  viewer: Viewer,
  id: string,
  query: SystemTrendsQuery,
): Promise<SystemTrendsView> {
  const { reading, system } = await getSystemHead(viewer, id)
  const now = new Date(reading.now)
  const window = trendWindow(query, now, viewer.timeZone)
  const asked = { q: query.q, limit: seriesPerPage }
  const found = await readSystemSeries(id, { ...asked, offset: (query.page - 1) * seriesPerPage })
  // A page that is no longer there leads to the first one.
  const isGone = found.rows.length === 0 && query.page > 1
  const page = isGone ? 1 : query.page
  const list = isGone ? await readSystemSeries(id, { ...asked, offset: 0 }) : found
  const [from, to] = [new Date(window.from), new Date(window.to)]
  const earlier = new Date(2 * from.getTime() - to.getTime())
  const [points, before, marks] = await Promise.all([
    readManySeries(list.rows, { from, to, now, points: smallPoints }),
    query.compare === 'on'
      ? readManySeries(list.rows, { from: earlier, to: from, now, points: smallPoints })
      : null,
    getSystemMarks(viewer, id, window, reading.now),
  ])
  return {
    reading,
    system: { id: system.id, name: system.name },
    window,
    series: list.rows.map(({ earliest: _, intervalSeconds: __, ...row }) => ({
      ...row,
      points: points.get(row.id) ?? [],
      before: before && (before.get(row.id) ?? []),
    })),
    marks,
    total: list.total,
    failing: list.failing,
    warning: list.warning,
    blind: list.blind,
    page,
    pages: Math.max(1, Math.ceil(list.total / seriesPerPage)),
  }
}
