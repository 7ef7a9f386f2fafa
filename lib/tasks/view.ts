import type { automations, EvidencePolicy, TaskTier } from './schema'

// Shapes for screens: JSON-safe, instants as ISO text, days as "2026-11-23" in the viewer's zone.

/** How an occurrence reads now: the first four are derived from time, paused is a gap that a pause left. */
export const occurrenceStatuses = [
  'upcoming',
  'due',
  'overdue',
  'missed',
  'done',
  'done-with-problem',
  'skipped',
  'paused',
] as const
export type OccurrenceStatus = (typeof occurrenceStatuses)[number]

/** Words of the statuses, the same everywhere. */
export const statusNames: Readonly<Record<OccurrenceStatus, string>> = {
  upcoming: 'Upcoming',
  due: 'Due',
  overdue: 'Overdue',
  missed: 'Missed',
  done: 'Done',
  'done-with-problem': 'Done with a problem',
  skipped: 'Skipped',
  paused: 'Paused',
}

export interface Somebody {
  id: string
  name: string
  initials: string
}

/** One occurrence in a list, on a card, in a calendar cell. */
export interface OccurrenceLine {
  id: string
  taskId: string
  /** To send along with every action. */
  revision: number
  title: string
  tier: TaskTier
  systemId: string
  system: string
  criticality: string
  /** The task's owner, else the system's. */
  owner: Somebody | null
  status: OccurrenceStatus
  /** Somebody has begun. */
  inProgress: boolean
  periodStart: string
  periodEnd: string
  scheduledAt: string
  dueAt: string
  claimedBy: Somebody | null
  blockedReason: string | null
  snoozedUntil: string | null
  snoozeCount: number
  /** It follows another task whose occurrence is still open and not past its deadline. */
  waitsFor: { taskId: string; title: string } | null
  expectedMinutes: number
  needsDowntime: boolean
  needsVerification: boolean
  automation: (typeof automations)[number]
  evidencePolicy: EvidencePolicy
  measureLabel: string | null
  measureUnit: string | null
  finishedAt: string | null
  onTime: boolean | null
  /** The viewer may claim and record it. */
  editable: boolean
}

/** Counts behind the headline, over everything that the filter lets through. */
export interface TaskCounts {
  overdue: number
  missed: number
  dueToday: number
  dueThisWeek: number
  blocked: number
  /** Of those whose deadline passed in 90 days: how many were done by then. Null when there was none. */
  onTimeShare: number | null
  tasks: number
  systems: number
  /** Systems without any task. */
  systemsWithout: number
}

/** Common to all views of /tasks. */
export interface TasksHead {
  now: string
  zone: string
  /** "2 overdue, 3 due today, 88 % on time over 90 days". */
  headline: string
  counts: TaskCounts
  /** Systems to filter by: those with tasks, at most 200 by name. */
  systems: { id: string; name: string }[]
  /** Teams to filter by: those with systems. */
  teams: { id: string; name: string }[]
  /** Systems without any task, most critical first, at most 5: the empty page offers their starter sets. */
  without: { id: string; name: string }[]
}

export interface LineGroup {
  rows: OccurrenceLine[]
  /** All of the group; rows are limited. */
  total: number
}

export const dueGroups = ['overdue', 'today', 'week', 'later'] as const
export type DueGroup = (typeof dueGroups)[number]

export const groupNames: Readonly<Record<DueGroup, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'This week',
  later: 'Later',
}

/** Missed ones are in "overdue"; later reaches 30 days ahead. `page` pages the overdue group. */
export interface DueList {
  head: TasksHead
  groups: Record<DueGroup, LineGroup>
  page: number
  pages: number
}

export const boardColumns = ['due', 'doing', 'blocked', 'done'] as const
export type BoardColumn = (typeof boardColumns)[number]

export const columnNames: Readonly<Record<BoardColumn, string>> = {
  due: 'Due',
  doing: 'Doing',
  blocked: 'Blocked',
  done: 'Done',
}

/** Done holds the last seven days, newest first; every column is limited. */
export interface Board {
  head: TasksHead
  columns: Record<BoardColumn, LineGroup>
}

export interface CalendarDay {
  date: string
  isToday: boolean
  inMonth: boolean
  total: number
  overdue: number
  done: number
  /** At most 6 a day in the month, 50 in the week. */
  items: OccurrenceLine[]
}

/** Days are placed by the instant from which an occurrence is due. */
export interface Calendar {
  head: TasksHead
  month: string
  previousMonth: string
  nextMonth: string
  /** Weeks from Monday to Sunday; number is the ISO week. */
  weeks: { number: number; days: CalendarDay[] }[]
  week: { number: number; first: string; previous: string; next: string; days: CalendarDay[] }
  /** Occurrences are planned up to here; beyond, empty days prove nothing. */
  plannedUntil: string | null
  /** Daily work is not shown: it would hide all else. It is with one system, or with the daily tier, chosen. */
  dailyLeftOut: boolean
}

export interface RecordCell {
  taskId: string
  title: string
  lastDoneAt: string | null
  ageDays: number | null
  /** Over 90 days; null when no deadline passed. */
  onTimeShare: number | null
  /** Of the occurrence that counts now: the oldest open one that is due, else upcoming; paused. */
  status: OccurrenceStatus
}

/** Systems × tasks of one page of systems (8: they are columns on screen and paper). A cell is null where the system has no such task. */
export interface RecordMatrix {
  head: TasksHead
  columns: { key: string; title: string; tier: TaskTier }[]
  rows: { systemId: string; system: string; criticality: string; cells: (RecordCell | null)[] }[]
  total: number
  page: number
  pages: number
}

export interface YearDay {
  date: string
  /** Occurrences whose deadline passed on this day. */
  due: number
  onTime: number
  /** Null: nothing was due. */
  share: number | null
}

export interface YearHeat {
  head: TasksHead
  year: number
  previousYear: number
  nextYear: number | null
  /** Every day of the year, in order; those ahead have due 0. */
  days: YearDay[]
  due: number
  onTime: number
}
