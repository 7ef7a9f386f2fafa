import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import type { OccurrenceAction, ProblemReport, TaskAction, TaskChange, TaskInput } from './schema'

// Signatures that the pages are drawn against; the work follows.
const soon = () => new Problem('unavailable', 'This action is being built.')

/** Adds a task. Throws Problem: forbidden, not-found, invalid (fields), conflict (title taken). */
export async function createTask(_viewer: Viewer, _input: TaskInput): Promise<{ id: string }> {
  throw soon()
}

/** Changes a task. Throws Problem; conflict when somebody changed it since the form was opened. */
export async function changeTask(
  _viewer: Viewer,
  _taskId: string,
  _change: TaskChange,
): Promise<{ id: string; systemId: string }> {
  throw soon()
}

/** Pauses, resumes or archives a task. */
export async function actOnTask(
  _viewer: Viewer,
  _taskId: string,
  _action: TaskAction,
): Promise<{ id: string; systemId: string }> {
  throw soon()
}

/** Claims, releases, blocks, snoozes, records or skips one occurrence. */
export async function actOnOccurrence(
  _viewer: Viewer,
  _occurrenceId: string,
  _action: OccurrenceAction,
): Promise<{ id: string; taskId: string; systemId: string; proposesFinding: boolean }> {
  throw soon()
}

/** Raises the finding that "done with a problem" proposed, as the person confirmed it. */
export async function reportProblem(
  _viewer: Viewer,
  _occurrenceId: string,
  _report: ProblemReport,
): Promise<{ findingId: string; number: number }> {
  throw soon()
}

/** Adds chosen starter tasks to a system. Returns how many. */
export async function addStarterTasks(
  _viewer: Viewer,
  _systemId: string,
  _keys: readonly string[],
): Promise<{ added: number }> {
  throw soon()
}
