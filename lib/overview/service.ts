import type { Viewer } from '@/lib/auth/viewer'
import { findCheckKind } from '@/lib/checks/kinds'
import { readStrips } from '@/lib/checks/strip-store'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { listSeries, readSeries } from '@/lib/samples/store'
import { countStates } from './check-state'
import { readCheckHead, readRuns } from './check-store'
import { type CheckQuery, type SystemsQuery, systemsPerPage } from './schema'
import { stripDays } from './strip-days'
import {
  readChanges,
  readChecks,
  readOpenFindings,
  readSparks,
  readSystemHead,
  readTargets,
} from './system-store'
import { readSystems } from './systems-store'
import { trendWindow } from './trend-range'
import type { ChangeLine, CheckLine, CheckPage, Reading, SystemPage, SystemsPage } from './view'

// Reading is open to everybody who has signed in: services take the viewer to make sure there is one.

const dayMs = 86_400_000
const stripLength = 30

/** When a screen was read and whether anybody works, as JSON-safe strings. */
export const readingOf = (head: { now: Date; heartbeatAt: Date | null; silent: boolean }): Reading => ({
  now: head.now.toISOString(),
  heartbeatAt: head.heartbeatAt?.toISOString() ?? null,
  silent: head.silent,
})

/** One page of systems with their strips. */
export async function listSystems(_viewer: Viewer, query: SystemsQuery): Promise<SystemsPage> {
  const list = await readSystems(query)
  const strips = await readStrips({ systemIds: list.rows.map(({ id }) => id) }, stripLength)
  return {
    reading: readingOf(list),
    rows: list.rows.map((row) => ({
      ...row,
      strip: stripDays(strips.get(row.id) ?? [], list.now, stripLength),
    })),
    total: list.total,
    page: query.page,
    pages: Math.max(1, Math.ceil(list.total / systemsPerPage)),
    views: list.views,
    coverage: list.coverage,
  }
}

/** Everything on a system's page. Throws not-found. */
export async function getSystem(
  _viewer: Viewer,
  id: string,
  query: { day: string | null },
): Promise<SystemPage> {
  const head = isId(id) ? await readSystemHead(id) : null
  if (!head) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const [stored, targets, open, strips] = await Promise.all([
    readChecks(id),
    readTargets(id),
    readOpenFindings({ systemId: id }, 10),
    readStrips({ systemIds: [id] }, stripLength),
  ])
  const ids = stored.map((check) => check.id)
  const [sparks, changes, day] = await Promise.all([
    readSparks(ids),
    readChanges(ids, {
      from: new Date(head.now.getTime() - stripLength * dayMs),
      to: laterThan(head.now),
      limit: 12,
    }),
    openDay(ids, query.day),
  ])
  const checks = stored.map(
    (check): CheckLine => ({
      ...check,
      dimension: dimensionOf(check.kind),
      spark: sparks.get(check.id) ?? [],
    }),
  )
  return {
    reading: readingOf(head),
    system: head.system,
    counts: countStates(checks.map(({ state }) => state)),
    checks,
    targets,
    findings: open.findings,
    openFindings: open.total,
    changes,
    strip: stripDays(strips.get(id) ?? [], head.now, stripLength),
    day,
  }
}

/** Everything on a check's page. Throws not-found. */
export async function getCheck(viewer: Viewer, id: string, query: CheckQuery): Promise<CheckPage> {
  const head = isId(id) ? await readCheckHead(id) : null
  if (!head) throw new Problem('not-found', 'There is no such check. It may have been removed.')
  const window = trendWindow(query, head.now, viewer.timeZone)
  const [from, to] = [new Date(window.from), new Date(window.to)]
  const earlier = new Date(2 * from.getTime() - to.getTime())
  const [runs, open, series, points, before, strips, day] = await Promise.all([
    readRuns(id, 20),
    readOpenFindings({ checkId: id }, 10),
    listSeries(id),
    readSeries(id, query.series, from, to),
    query.compare === 'on' ? readSeries(id, query.series, earlier, from) : null,
    readStrips({ checkIds: [id] }, stripLength),
    openDay([id], query.day),
  ])
  const definition = findCheckKind(head.check.kind)
  return {
    reading: readingOf(head),
    check: { ...head.check, dimension: dimensionOf(head.check.kind), spark: [] },
    system: head.system,
    definition: definition
      ? {
          title: definition.title,
          proves: definition.proves,
          remediation: definition.remediation,
          privileges: definition.privileges,
          thresholdSource: definition.thresholdSource,
        }
      : null,
    runs: runs.map(({ evidence, ...run }) => ({ ...run, evidence: evidence?.facts ?? null })),
    resources: (runs[0]?.evidence?.resources ?? []).map(({ detail = null, ...resource }) => ({
      ...resource,
      detail,
    })),
    findings: open.findings,
    series,
    points: points.points,
    before: before?.points ?? null,
    pointsUnit: points.unit,
    window,
    strip: stripDays(strips.get(id) ?? [], head.now, stripLength),
    day,
  }
}

const dimensionOf = (kind: string) => findCheckKind(kind)?.dimension ?? 'other'

// A change written in the millisecond of the reading still belongs to it.
const laterThan = (now: Date) => new Date(now.getTime() + 1)

async function openDay(
  checkIds: string[],
  day: string | null,
): Promise<{ day: string; changes: ChangeLine[] } | null> {
  if (!day) return null
  const from = new Date(`${day}T00:00:00Z`)
  return {
    day,
    changes: await readChanges(checkIds, { from, to: new Date(from.getTime() + dayMs), limit: 50 }),
  }
}

/** What stands above every page of one system, and when it was read. Throws not-found. */
export async function getSystemHead(
  _viewer: Viewer,
  id: string,
): Promise<{ reading: Reading; system: SystemPage['system'] }> {
  const head = isId(id) ? await readSystemHead(id) : null
  if (!head) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  return { reading: readingOf(head), system: head.system }
}
