import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import type { TasksQuery } from './schema'
import type {
  FindingProposal,
  OccurrencePage,
  SchedulePreview,
  SystemTasks,
  TaskForm,
  TaskPage,
  TaskProposal,
} from './task-view'
import type { Board, Calendar, DueList, RecordMatrix, YearHeat } from './view'

// Signatures that the pages are drawn against; the reads follow.
const soon = () => new Problem('unavailable', 'This page is being built.')

/** Overdue, today, this week, later. */
export async function getDueList(_viewer: Viewer, _query: TasksQuery): Promise<DueList> {
  throw soon()
}

/** Columns due, doing, blocked, done. */
export async function getBoard(_viewer: Viewer, _query: TasksQuery): Promise<Board> {
  throw soon()
}

/** A month and a week of it. */
export async function getCalendar(_viewer: Viewer, _query: TasksQuery): Promise<Calendar> {
  throw soon()
}

/** Systems × tasks. */
export async function getRecordMatrix(_viewer: Viewer, _query: TasksQuery): Promise<RecordMatrix> {
  throw soon()
}

/** Share done on time, day by day. */
export async function getYearHeat(_viewer: Viewer, _query: TasksQuery): Promise<YearHeat> {
  throw soon()
}

/** One task with its history. Throws Problem not-found. */
export async function getTask(_viewer: Viewer, _taskId: string, _page = 1): Promise<TaskPage> {
  throw soon()
}

/** One occurrence, to do and record it. Throws Problem not-found. */
export async function getOccurrence(_viewer: Viewer, _occurrenceId: string): Promise<OccurrencePage> {
  throw soon()
}

/** Tasks of one system, with what could be added. Throws Problem not-found. */
export async function getSystemTasks(_viewer: Viewer, _systemId: string): Promise<SystemTasks> {
  throw soon()
}

/** What the form of a new or an existing task offers. Throws Problem: not-found, forbidden. */
export async function getTaskForm(
  _viewer: Viewer,
  _of: { systemId: string } | { taskId: string },
): Promise<TaskForm> {
  throw soon()
}

/**
 * The next five dates of a schedule that is being written, in the system's window, with notes about clock changes.
 * Throws Problem: not-found, invalid (fields as in the form: "schedule.day", "timeZone").
 */
export async function previewSchedule(
  _viewer: Viewer,
  _of: { systemId: string; schedule: unknown; timeZone: string },
): Promise<SchedulePreview> {
  throw soon()
}

/** Starter tasks that fit a system and that it has not; `setKeys` adds sets chosen by hand. */
export async function proposeStarterTasks(
  _viewer: Viewer,
  _systemId: string,
  _setKeys: readonly string[] = [],
): Promise<TaskProposal> {
  throw soon()
}

/** The finding that "done with a problem" proposes. Throws Problem: not-found, forbidden, conflict. */
export async function proposeFinding(_viewer: Viewer, _occurrenceId: string): Promise<FindingProposal> {
  throw soon()
}
