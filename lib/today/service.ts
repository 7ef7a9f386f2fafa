import type { Viewer } from '@/lib/auth/viewer'
import { readStrips } from '@/lib/checks/strip-store'
import { compareVerdicts, type Verdict } from '@/lib/checks/verdict'
import { readingOf } from '@/lib/overview/service'
import { stripDays } from '@/lib/overview/strip-days'
import { readChecks } from '@/lib/overview/system-store'
import { readSystems, type SystemList } from '@/lib/overview/systems-store'
import { coverageLine, type HeadlineFacts, headline, isFirstRun } from './headline'
import { explainScore, score } from './rank'
import {
  countNeeds,
  countRunning,
  type DayFacts,
  type NeedCounts,
  readDayFacts,
  readNeeds,
  type StoredNeed,
  type WaitingCounts,
} from './store'
import type { FirstRunLine, Need, TodayView } from './view'

/** Rows on the page: what fits a screen without scrolling. */
const needRows = 7
const systemRows = 6
const stripLength = 30

/** The day as one JSON-safe value: the page, its route and the tests read the same. */
export async function getToday(viewer: Viewer): Promise<TodayView> {
  const [needs, list, day] = await Promise.all([
    readNeeds(needRows),
    readSystems({ view: 'all', q: '', sort: 'worst', page: 1 }),
    readDayFacts(),
  ])
  const shown = list.rows.slice(0, systemRows)
  const [strips, running] = await Promise.all([
    readStrips({ systemIds: shown.map(({ id }) => id) }, stripLength),
    countRunning(list.now),
  ])
  const facts = headlineFacts(viewer, needs.counts, list, day)
  return {
    reading: readingOf(list),
    zone: viewer.timeZone,
    headline: headline(facts),
    coverage: coverageLine(facts),
    needs: needs.rows.map(ranked),
    needsTotal: needs.counts.needs,
    systems: shown.map((row) => ({
      ...row,
      strip: stripDays(strips.get(row.id) ?? [], list.now, stripLength),
    })),
    systemsTotal: list.total,
    running: running + list.pending,
    firstRun: await firstRun(facts, day),
    lastDay: { opened: day.opened, reopened: day.reopened, closed: day.closed, events: day.events },
  }
}

/** How many things wait where, for the navigation, and the clock that ages on the page follow. */
export async function getNavigation(_viewer: Viewer): Promise<Omit<WaitingCounts, 'now'> & { now: string }> {
  const { now, ...counts } = await countNeeds()
  return { now: now.toISOString(), ...counts }
}

function ranked(need: StoredNeed): Need {
  const severity = need.type === 'blind' ? 'unknown' : need.severity
  return {
    ...need,
    score: score(severity, need.criticality, need.urgency),
    because: explainScore(severity, need.criticality, need.urgency),
  }
}

function headlineFacts(viewer: Viewer, needs: NeedCounts, list: SystemList, day: DayFacts): HeadlineFacts {
  return {
    ...needs,
    now: list.now,
    zone: viewer.timeZone,
    heartbeatAt: list.heartbeatAt,
    silent: list.silent,
    systems: list.coverage.systems - (day.selfId ? 1 : 0),
    checks: list.coverage.checks,
    current: list.coverage.current,
    pending: list.pending,
    nextDue: day.nextDue && { number: day.nextDue.number, due: new Date(day.nextDue.due) },
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
