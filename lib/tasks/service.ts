import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow } from '@/lib/db/database'
import { calendarMonth, calendarWeek, monthOf, type WantedDay } from './calendar-days'
import { readCalendarDays, readPlannedUntil, readYearDays, type StoredDay } from './calendar-store'
import { dayLimits } from './day-limits'
import { type DueGroups, type GroupIds, readBoardColumns, readDueGroups } from './due-store'
import { readHeadChoices, readTaskCounts } from './head-store'
import { taskHeadline } from './headline'
import { readLines } from './line-store'
import { lineOf } from './line-view'
import { localDay } from './local-time'
import { noFilter } from './read-sql'
import { matrixOf } from './record-matrix'
import { readRecord } from './record-store'
import type { TasksQuery } from './schema'
import type {
  Board,
  Calendar,
  CalendarDay,
  DueList,
  LineGroup,
  OccurrenceLine,
  RecordMatrix,
  TasksHead,
  YearHeat,
} from './view'
import { yearDays, yearSpan } from './year-days'

// Reading is open to everybody who has signed in: services take the viewer for his zone and what he may do.

const overduePerPage = 50
const perGroup = 50
const perColumn = 30
const perMonthDay = 6
const perWeekDay = 50
/** They are columns on screen and paper. */
const systemsPerMatrix = 8

/** What stands above every view of the tasks. */
async function head(
  viewer: Viewer,
  query: TasksQuery,
  now: Date,
  known: DueGroups | null = null,
): Promise<TasksHead> {
  const [counts, { systemsWithout, ...choices }] = await Promise.all([
    readTaskCounts(viewer.id, query, dayLimits(now, viewer.timeZone), known),
    readHeadChoices(),
  ])
  return {
    now: now.toISOString(),
    zone: viewer.timeZone,
    headline: taskHeadline(counts),
    counts: { ...counts, systemsWithout },
    ...choices,
  }
}

/** Overdue, today, this week, later. Daily work ahead of today is left out unless the filter asks for it. */
export async function getDueList(viewer: Viewer, query: TasksQuery): Promise<DueList> {
  const now = await databaseNow()
  const due = await readDueGroups(viewer.id, query, dayLimits(now, viewer.timeZone), {
    overdue: overduePerPage,
    offset: (query.page - 1) * overduePerPage,
    other: perGroup,
  })
  const [top, groups] = await Promise.all([head(viewer, query, now, due), fill(viewer, now, due.groups)])
  const pages = Math.max(1, Math.ceil(groups.overdue.total / overduePerPage))
  return { head: top, groups, page: query.page, pages }
}

/** How many tasks the headline of all of them calls overdue or due today. */
export async function countTasksToDo(viewer: Viewer): Promise<number> {
  const days = dayLimits(await databaseNow(), viewer.timeZone)
  const none = { overdue: 0, offset: 0, other: 0 }
  const { groups } = await readDueGroups(viewer.id, noFilter, { ...days, horizon: days.tomorrow }, none)
  return groups.overdue.total + groups.today.total
}

/** Columns due, doing, blocked, done. */
export async function getBoard(viewer: Viewer, query: TasksQuery): Promise<Board> {
  const now = await databaseNow()
  const [top, columns] = await Promise.all([
    head(viewer, query, now),
    readBoardColumns(viewer.id, query, dayLimits(now, viewer.timeZone), perColumn),
  ])
  return { head: top, columns: await fill(viewer, now, columns) }
}

/** A month, and a week of it, on the calendar of the viewer's zone. */
export async function getCalendar(viewer: Viewer, query: TasksQuery): Promise<Calendar> {
  const now = await databaseNow()
  const zone = viewer.timeZone
  const today = localDay(now, zone)
  const month = calendarMonth(query.month ?? monthOf(query.week ?? today.toString()), zone)
  // The agenda shows the chosen week; of another month without one its first.
  const week = calendarWeek(query.week ?? agendaDay(query.month, today.toString()), zone)
  const daily = showsDaily(query)
  const [top, monthDays, weekDays, plannedUntil] = await Promise.all([
    head(viewer, query, now),
    readCalendarDays(viewer.id, query, {
      from: month.from,
      to: month.to,
      zone,
      now,
      daily,
      perDay: perMonthDay,
    }),
    readCalendarDays(viewer.id, query, {
      from: week.from,
      to: week.to,
      zone,
      now,
      daily,
      perDay: perWeekDay,
    }),
    readPlannedUntil(viewer.id, query),
  ])
  const lines = await linesOf(viewer, now, [...monthDays, ...weekDays])
  const dayOf = (stored: readonly StoredDay[]) => (wanted: WantedDay) =>
    calendarDay(wanted, stored, lines, today.toString())
  return {
    head: top,
    month: month.month,
    previousMonth: month.previous,
    nextMonth: month.next,
    weeks: month.weeks.map(({ number, days }) => ({ number, days: days.map(dayOf(monthDays)) })),
    week: {
      number: week.number,
      first: week.first,
      previous: week.previous,
      next: week.next,
      days: week.days.map(dayOf(weekDays)),
    },
    plannedUntil: plannedUntil?.toISOString() ?? null,
    dailyLeftOut: !daily,
  }
}

/** Systems × tasks: last done, share on time, what counts now. */
export async function getRecordMatrix(viewer: Viewer, query: TasksQuery): Promise<RecordMatrix> {
  const now = await databaseNow()
  const [top, { cells, total }] = await Promise.all([
    head(viewer, query, now),
    readRecord(viewer.id, query, {
      limit: systemsPerMatrix,
      offset: (query.page - 1) * systemsPerMatrix,
    }),
  ])
  const pages = Math.max(1, Math.ceil(total / systemsPerMatrix))
  return { head: top, ...matrixOf(cells, now), total, page: query.page, pages }
}

/** Share of deadlines that were kept, day by day of one year. */
export async function getYearHeat(viewer: Viewer, query: TasksQuery): Promise<YearHeat> {
  const now = await databaseNow()
  const zone = viewer.timeZone
  const thisYear = localDay(now, zone).year
  const year = query.year ?? thisYear
  const [top, stored] = await Promise.all([
    head(viewer, query, now),
    readYearDays(viewer.id, query, { ...yearSpan(year, zone), zone, now }),
  ])
  return {
    head: top,
    year,
    previousYear: year - 1,
    nextYear: year < thisYear ? year + 1 : null,
    days: yearDays(year, stored),
    due: stored.reduce((sum, { due }) => sum + due, 0),
    onTime: stored.reduce((sum, { onTime }) => sum + onTime, 0),
  }
}

/** Work of every day hides all else, unless one system is looked at or the daily tier. */
const showsDaily = ({ tier, system }: TasksQuery) => tier === 'daily' || system !== null

const agendaDay = (month: string | null, today: string) =>
  month === null || today.startsWith(month) ? today : `${month}-01`

async function linesOf(viewer: Viewer, now: Date, of: readonly { ids: string[] | null }[]) {
  const ids = [...new Set(of.flatMap((each) => each.ids ?? []))]
  const lines = await readLines(ids)
  return new Map(lines.map((line) => [line.id, lineOf(line, now, viewer)]))
}

async function fill<Name extends string>(
  viewer: Viewer,
  now: Date,
  groups: Record<Name, GroupIds>,
): Promise<Record<Name, LineGroup>> {
  const entries = Object.entries(groups) as [Name, GroupIds][]
  const lines = await linesOf(
    viewer,
    now,
    entries.map(([, group]) => group),
  )
  const filled = entries.map(([name, { ids, total }]) => [name, { rows: pick(lines, ids), total }])
  return Object.fromEntries(filled) as Record<Name, LineGroup>
}

const pick = (lines: ReadonlyMap<string, OccurrenceLine>, ids: readonly string[]): OccurrenceLine[] =>
  ids.flatMap((id) => lines.get(id) ?? [])

function calendarDay(
  { date, inMonth }: WantedDay,
  stored: readonly StoredDay[],
  lines: ReadonlyMap<string, OccurrenceLine>,
  today: string,
): CalendarDay {
  const found = stored.find((day) => day.date === date)
  return {
    date,
    isToday: date === today,
    inMonth,
    total: found?.total ?? 0,
    overdue: found?.overdue ?? 0,
    done: found?.done ?? 0,
    items: pick(lines, found?.ids ?? []),
  }
}
