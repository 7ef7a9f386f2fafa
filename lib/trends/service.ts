import { Temporal } from 'temporal-polyfill'
import type { Viewer } from '@/lib/auth/viewer'
import type { WeekChartSpec } from '@/lib/charts/week-chart'
import { databaseNow } from '@/lib/db/database'
import { enabledRules } from '@/lib/red-flags/judge-systems'
import { listTeams } from '@/lib/systems/change-store'
import { readYearDays } from '@/lib/tasks/calendar-store'
import { localDay, startOfDay } from '@/lib/tasks/local-time'
import { noFilter, type TaskFilter } from '@/lib/tasks/read-sql'
import { type TrendsQuery, weekRanges } from './schema'
import { trendSentence, wholePercent } from './sentences'
import { readAlertFlow, readFindingFlow, readFlagStates, readScoreStates } from './store'
import { shareOf, sumOf, type TeamChoice } from './sum-counts'
import type { KeptDay, TrendsView } from './view'
import { findingsChart, flagsChart, gradesChart, keptChart, medianChart, noiseChart } from './week-charts'
import { daysOf, shiftMonday, type Week, weeksUntil } from './weeks'

// Reading is open to everybody who has signed in: services take the viewer to make sure there is one.

/** Weeks that stand above a list. */
const headWeeks = 12

/** How the fleet, or one team of it, went week by week. */
export async function getTrends(viewer: Viewer, query: TrendsQuery): Promise<TrendsView> {
  const zone = viewer.timeZone
  const now = await databaseNow()
  const count = weekRanges[query.range]
  const weeks = weeksUntil(now, zone, count, query.until)
  const teams = await listTeams()
  const team = teams.find(({ id }) => id === query.team)
  const choice: TeamChoice = team ? { teamId: team.id } : 'all'
  const keys = (await enabledRules()).map(({ rule }) => rule.key)
  const [findings, scores, flags, alerts, days] = await Promise.all([
    readFindingFlow(weeks),
    readScoreStates(weeks),
    readFlagStates(weeks, keys),
    readAlertFlow(weeks),
    keptDays(viewer, { ...noFilter, team: team?.id ?? null }, weeks, now),
  ])
  const first = weeks[0]?.monday ?? ''
  const last = weeks.at(-1)
  const flow = findingsChart(weeks, findings, choice)
  return {
    query: { ...query, team: team?.id ?? null },
    now: now.toISOString(),
    zone,
    headline: headlineOf(flow, days, count),
    team: team?.name ?? null,
    teams,
    from: first,
    to: last ? lastDayOf(last) : '',
    isRunning: last?.isRunning ?? true,
    previous: first,
    next: last && !last.isRunning ? shiftMonday(last.monday, count + 1) : null,
    findings: flow,
    grades: gradesChart(weeks, scores, choice),
    median: medianChart(weeks, scores, choice),
    flags: flagsChart(weeks, flags, choice),
    maintenance: keptChart(weeks, days),
    noise: noiseChart(weeks, alerts, choice),
    days,
    today: localDay(now, zone).toString(),
  }
}

/** Findings opened and closed in the last weeks; of all systems, or of one. */
export async function getFindingWeeks(viewer: Viewer, systemId?: string): Promise<WeekChartSpec> {
  const weeks = weeksUntil(await databaseNow(), viewer.timeZone, headWeeks)
  return findingsChart(weeks, await readFindingFlow(weeks, { systemId }), 'all')
}

/** How much maintenance of a filter was done in time in each of the last weeks. */
export async function getKeptWeeks(viewer: Viewer, filter: TaskFilter): Promise<WeekChartSpec> {
  const now = await databaseNow()
  const weeks = weeksUntil(now, viewer.timeZone, headWeeks)
  return keptChart(weeks, await keptDays(viewer, filter, weeks, now))
}

/** How many alerts of a system needed nothing in each of the last weeks. */
export async function getNoiseWeeks(viewer: Viewer, systemId: string): Promise<WeekChartSpec> {
  const weeks = weeksUntil(await databaseNow(), viewer.timeZone, headWeeks)
  return noiseChart(weeks, await readAlertFlow(weeks, { systemId }), 'all')
}

async function keptDays(
  viewer: Viewer,
  filter: TaskFilter,
  weeks: readonly Week[],
  now: Date,
): Promise<KeptDay[]> {
  const dates = daysOf(weeks)
  const [first] = weeks
  const last = dates.at(-1)
  if (!first || !last) return []
  const zone = viewer.timeZone
  const to = startOfDay(Temporal.PlainDate.from(last).add({ days: 1 }), zone)
  const stored = await readYearDays(viewer.id, filter, { from: first.from, to, zone, now })
  const byDate = new Map(stored.map((day) => [day.date, day]))
  return dates.map((date) => {
    const { due, onTime } = byDate.get(date) ?? { due: 0, onTime: 0 }
    return { date, due, onTime, share: shareOf(onTime, due) }
  })
}

const lastDayOf = ({ monday }: Week) => Temporal.PlainDate.from(monday).add({ days: 6 }).toString()

function headlineOf({ series }: WeekChartSpec, days: readonly KeptDay[], weeks: number): string {
  const [opened = 0, closed = 0] = series.map(({ values }) => sumOf(values, (value) => value ?? 0))
  const kept = shareOf(
    sumOf(days, ({ onTime }) => onTime),
    sumOf(days, ({ due }) => due),
  )
  return trendSentence('headline', {
    opened,
    closed,
    weeks,
    kept: kept === null ? 'unknown' : String(wholePercent(kept)),
  })
}
