import { appendAudit } from '@/lib/audit/store'
import { canRunChecks, canTriageFinding, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction, prisma, sql } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { isEnded } from '@/lib/findings/finding-state'
import { faultFingerprint } from '@/lib/findings/raise-finding'
import { readHeads } from '@/lib/findings/raise-store'
import { Problem } from '@/lib/problem'
import { findEditableSystem } from '@/lib/systems/change-store'
import { capacityIdentity } from './capacity-findings'
import { forecastSystem, horizonDays } from './forecast-due'
import { forecastSeries } from './forecast-series'
import {
  type ListedForecast,
  readCapacityFigures,
  readCapacityRows,
  readDayPoints,
  readSeriesForecast,
  readSystemForecasts,
  seriesName,
} from './page-store'
import { planHref } from './plan-href'
import type { CapacityQuery, SeriesQuery } from './schema'
import type { PathStep } from './stored-forecast'
import { thinPath } from './thin-path'
import type { CapacityPage, CapacityRow, CapacitySeries, DayPoint, SystemCapacity, WhatIf } from './view'
import { limitAsks, whatIf } from './what-if'

// Reading is open to everybody who has signed in.

const rowsPerPage = 50
const waitingShown = 5
const daysInList = 60
const daysInFigure = 90
const figuresOfSystem = 6

/** What runs out first, of all systems. */
export async function getCapacity(viewer: Viewer, query: CapacityQuery): Promise<CapacityPage> {
  const figures = await readCapacityFigures(query)
  const { now, counts, oldest, ...rest } = figures
  const total = counts[query.view]
  const pages = Math.max(1, Math.ceil(total / rowsPerPage))
  const page = Math.min(query.page, pages)
  const everything = { measure: null, criticality: null, q: '' }
  const [listed, first, waiting] = await Promise.all([
    readCapacityRows(query, query.view, { limit: rowsPerPage, offset: (page - 1) * rowsPerPage }),
    readCapacityRows(everything, 'soon', { limit: 1, offset: 0 }),
    query.view === 'soon' ? readCapacityRows(query, 'waiting', { limit: waitingShown, offset: 0 }) : [],
  ])
  return {
    ...rest,
    counts,
    rows: await toRows(viewer, listed, now),
    first: (await toRows(viewer, first, now))[0] ?? null,
    waiting: await toRows(viewer, waiting, now),
    page,
    pages,
    oldest: oldest?.toISOString() ?? null,
    now: now.toISOString(),
  }
}

/** One series with its picture, and the answer to what is asked of it. Throws not-found. */
export async function getCapacitySeries(
  viewer: Viewer,
  checkId: string,
  query: SeriesQuery,
): Promise<CapacitySeries> {
  const found = isId(checkId) ? await readSeriesForecast(checkId, query.series) : null
  if (!found)
    throw new Problem(
      'not-found',
      'There is no forecast of this series. It is made once a day, from its first measurement on.',
    )
  const { now, path, seriesId: _, ...listed } = found
  const [row] = await toRows(viewer, [listed], now)
  if (!row) throw new Error('a forecast has a row')
  const points = await readDayPoints([listed], 400)
  const all = points.get(seriesName(listed)) ?? []
  const canAsk = path.length > 0 && listed.limit !== null
  return {
    row,
    history: all.filter(([at]) => at >= now.getTime() - daysInFigure * 86_400_000),
    path,
    whatIf: canAsk ? answerWhatIf(listed, all, query, now.getTime()) : null,
    asks:
      canAsk && listed.limit !== null
        ? {
            limit: { ...limitAsks(listed.limit, listed.direction), value: query.limit ?? listed.limit },
            growth: query.growth ?? 100,
          }
        : null,
    now: now.toISOString(),
  }
}

/** The same method once more, without the ends that the value has today: more room is exactly what is asked about. */
function answerWhatIf(
  { limit, direction }: ListedForecast,
  points: readonly DayPoint[],
  query: SeriesQuery,
  now: number,
): WhatIf | null {
  if (limit === null || (query.limit === null && query.growth === null)) return null
  const asked = { limit: query.limit ?? limit, growth: query.growth ?? 100 }
  const forecast = forecastSeries(
    points.map(([at, value]) => ({ at, value })),
    { now, limit: asked.limit, direction, horizonDays, bounds: [0, null] },
  )
  const answer = whatIf(forecast, { now, limit: asked.limit, direction, growthFactor: asked.growth / 100 })
  if (!answer) return null
  return {
    ...asked,
    growthPerWeek: answer.growthPerWeek,
    status: answer.status,
    earliest: iso(answer.earliest),
    middle: iso(answer.middle),
    latest: iso(answer.latest),
    path: thinPath(answer.path),
  }
}

/** Every series of one system that can run out. The system must exist: the page has asked for its head. */
export async function getSystemCapacity(viewer: Viewer, systemId: string): Promise<SystemCapacity> {
  const [system, now] = await Promise.all([findEditableSystem(prisma(), systemId), databaseNow()])
  const listed = await readSystemForecasts(systemId)
  const rows = await toRows(
    viewer,
    listed.map(({ path: _, ...each }) => each),
    now,
  )
  const drawn = listed.filter(({ path }) => path.length > 0).slice(0, figuresOfSystem)
  const history = await readDayPoints(drawn, daysInFigure)
  return {
    rows,
    figures: drawn.flatMap((each) => {
      const row = rows.find(({ checkId, key }) => checkId === each.checkId && key === each.key)
      const path: readonly PathStep[] = each.path
      return row ? [{ row, path, history: history.get(seriesName(each)) ?? [], now: now.toISOString() }] : []
    }),
    mayForecast: system !== null && system.archivedAt === null && canRunChecks(viewer, system),
    now: now.toISOString(),
  }
}

/** Forecasts one system anew at once, after its limits or its room were changed. Throws not-found, forbidden. */
export async function forecastNow(viewer: Viewer, systemId: string): Promise<{ series: number }> {
  return inTransaction(async (tx) => {
    const system = isId(systemId) ? await findEditableSystem(tx, systemId) : null
    if (!system || system.archivedAt) throw new Problem('not-found', 'This system does not exist.')
    permit(
      canRunChecks(viewer, system),
      'Forecasting anew needs the role maintainer in the team that owns the system. A manager or admin can give it to you.',
    )
    const { series } = await forecastSystem(tx, systemId)
    await appendAudit(tx, {
      actor: viewer,
      action: 'capacity.forecast',
      entity: 'system',
      entityId: systemId,
      after: { series },
    })
    return { series }
  })
}

async function toRows(viewer: Viewer, listed: readonly ListedForecast[], now: Date): Promise<CapacityRow[]> {
  const prints = new Map(listed.map((each) => [each, faultFingerprint(capacityIdentity(each))]))
  const [points, heads] = await Promise.all([
    readDayPoints(listed, daysInList),
    listed.length > 0 ? readHeads(sql(), [...prints.values()]) : new Map(),
  ])
  return listed.map((each) => {
    const head = heads.get(prints.get(each) ?? '')
    const finding = head && !isEnded(head.state) ? head.number : null
    const {
      teamId,
      ownerId: _owner,
      address: _address,
      checkKind: _kind,
      earliest,
      middle,
      latest,
      computedAt,
      ...rest
    } = each
    const mayPlan = finding === null && each.limit !== null && canTriageFinding(viewer, { teamId })
    return {
      ...rest,
      earliest: iso(earliest),
      middle: iso(middle),
      latest: iso(latest),
      computedAt: computedAt.toISOString(),
      points: points.get(seriesName(each)) ?? [],
      finding,
      planHref: mayPlan ? planHref(each, viewer.timeZone, now) : null,
    }
  })
}

const iso = (at: Date | number | null) => (at === null ? null : new Date(at).toISOString())
