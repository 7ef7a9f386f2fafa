import type { Viewer } from '@/lib/auth/viewer'
import { readDayPoints, seriesName } from '@/lib/capacity/page-store'
import { readSoonest } from '@/lib/capacity/store'
import { readStrips } from '@/lib/checks/strip-store'
import { compareVerdicts, type Verdict } from '@/lib/checks/verdict'
import { databaseNow } from '@/lib/db/database'
import { readingOf } from '@/lib/overview/service'
import { stripDays } from '@/lib/overview/strip-days'
import { readChecks } from '@/lib/overview/system-store'
import { readSystems, type SystemList } from '@/lib/overview/systems-store'
import { countRunning, type DayFacts, readDayFacts, readNext } from './day-store'
import { coverageLine, type HeadlineFacts, headline, isFirstRun } from './headline'
import { noteLook } from './look-store'
import { explainScore, score } from './rank'
import { type TodayScope, type Who, whoOf } from './scope'
import { pastDays, sharedEnd, soonestView } from './soonest'
import { countNeeds, type NeedCounts, readNeeds, type StoredNeed, type WaitingCounts } from './store'
import { readSystemDayFacts, readSystemIds } from './system-facts-store'
import type {
  DatedItem,
  FirstRunLine,
  Need,
  SoonestView,
  SystemDayFacts,
  TodaySystem,
  TodayView,
} from './view'

/** Rows on the page: what fits a screen without scrolling. */
const needRows = 7
const systemRows = 5
const soonestShown = 3
const stripLength = 30

/** The day as one JSON-safe value: the page, its route and the tests read the same. Notes that this person looks. */
export async function getToday(viewer: Viewer, scope: TodayScope = 'all'): Promise<TodayView> {
  return readToday(viewer, scope, { since: await noteLook(viewer.id), rows: needRows })
}

/** The same for a screen on the wall, at which nobody in particular looks. */
export function watchToday(viewer: Viewer, scope: TodayScope, rows: number): Promise<TodayView> {
  return readToday(viewer, scope, { since: null, rows })
}

/** What is reached first, as small pictures over one axis of time. */
export async function getSoonest(viewer: Viewer, scope: TodayScope): Promise<SoonestView[]> {
  const ids = await readSystemIds(whoOf(viewer, scope))
  const forecasts = await readSoonest(soonestShown, ids ?? undefined)
  const [now, points] = await Promise.all([databaseNow(), readDayPoints(forecasts, pastDays)])
  const axis = { now, to: sharedEnd(forecasts, now), zone: viewer.timeZone }
  return forecasts.map((forecast) => soonestView(forecast, points.get(seriesName(forecast)) ?? [], axis))
}

async function readToday(
  viewer: Viewer,
  scope: TodayScope,
  { since, rows }: { since: Date | null; rows: number },
): Promise<TodayView> {
  const who = whoOf(viewer, scope)
  const [needs, list, day] = await Promise.all([
    readNeeds(rows, who),
    systemsOf(who),
    readDayFacts(since, who),
  ])
  const [systems, running, next] = await Promise.all([
    daySystems(list),
    countRunning(list.now),
    // While something needs somebody now, what comes next is not asked for.
    needs.counts.needs === 0 ? readNext(who) : [],
  ])
  const facts = headlineFacts(viewer, { counts: needs.counts, list, day, next })
  return {
    reading: readingOf(list),
    zone: viewer.timeZone,
    scope,
    hasTeam: viewer.teamIds.length > 0,
    headline: headline(facts),
    coverage: coverageLine(facts),
    needs: needs.rows.map(ranked),
    needsTotal: needs.counts.needs,
    next,
    systems,
    systemsTotal: list.total,
    running: running + list.pending,
    firstRun: await firstRun(facts, day),
    since: {
      at: day.since.toISOString(),
      isFirstLook: since === null,
      opened: day.opened,
      reopened: day.reopened,
      closed: day.closed,
      events: day.events,
    },
  }
}

async function systemsOf(who: Who): Promise<SystemList> {
  return readSystems({ view: 'all', q: '', sort: 'worst', page: 1 }, await readSystemIds(who))
}

const nothingKnown: SystemDayFacts = {
  soonest: null,
  forecasts: 0,
  overdueTasks: 0,
  tasks: 0,
  reviewedAt: null,
}

async function daySystems(list: SystemList): Promise<TodaySystem[]> {
  const shown = list.rows.slice(0, systemRows)
  const ids = shown.map(({ id }) => id)
  const [strips, facts] = await Promise.all([
    readStrips({ systemIds: ids }, stripLength),
    readSystemDayFacts(ids),
  ])
  return shown.map((row) => ({
    ...row,
    strip: stripDays(strips.get(row.id) ?? [], list.now, stripLength),
    ...(facts.get(row.id) ?? nothingKnown),
  }))
}

/** How many things wait where, for the navigation, and the clock that ages on the page follow. */
export async function getNavigation(_viewer: Viewer): Promise<Omit<WaitingCounts, 'now'> & { now: string }> {
  const { now, ...counts } = await countNeeds()
  return { now: now.toISOString(), ...counts }
}

function ranked(need: StoredNeed): Need {
  const severity = need.type === 'blind' ? 'unknown' : need.type === 'review' ? 'medium' : need.severity
  return {
    ...need,
    score: score(severity, need.criticality, need.urgency),
    because: explainScore(severity, need.criticality, need.urgency),
  }
}

function headlineFacts(
  viewer: Viewer,
  {
    counts,
    list,
    day,
    next: [first],
  }: { counts: NeedCounts; list: SystemList; day: DayFacts; next: readonly DatedItem[] },
): HeadlineFacts {
  return {
    ...counts,
    now: list.now,
    zone: viewer.timeZone,
    heartbeatAt: list.heartbeatAt,
    silent: list.silent,
    systems: list.coverage.systems - (day.selfId ? 1 : 0),
    checks: list.coverage.checks,
    current: list.coverage.current,
    pending: list.pending,
    next: first ? { ...first, at: new Date(first.at) } : null,
    newestAt: list.newestAt,
  }
}

const order = (state: FirstRunLine['state']): Verdict =>
  state === 'never' || state === 'paused' ? 'not-applicable' : state

/** While nothing but the installation is watched, its own results are the news. */
async function firstRun(facts: HeadlineFacts, day: DayFacts): Promise<TodayView['firstRun']> {
  if (!day.selfId || facts.systems > 0) return null
  const checks = await readChecks(day.selfId)
  const lines = checks
    .map(({ id, name, state, reason, finishedAt }) => ({ id, name, state, reason, finishedAt }))
    .sort((a, b) => compareVerdicts(order(a.state), order(b.state)) || a.name.localeCompare(b.name))
  return {
    systemId: day.selfId,
    name: day.selfName ?? 'This installation',
    lines: isFirstRun(facts) ? lines : lines.slice(0, 40),
  }
}
