import { newestLines } from './newest-lines'
import type { JobKind, JobProgress, JobState } from './schema'

/** Long work as pages show it: JSON-safe. */
export interface JobView {
  id: string
  kind: JobKind
  subjectId: string
  systemId: string
  state: JobState
  requestedBy: string | null
  requestedAt: string
  startedAt: string | null
  finishedAt: string | null
  progress: JobProgress
  isCancelRequested: boolean
  /** Newest lines of the log. */
  log: string
  fault: string | null
  mayCancel: boolean
}

/** Long work while somebody looks at it: with the newest lines of its log alone, which are asked for every second. */
export interface WatchedJob extends Omit<JobView, 'log'> {
  lines: string[]
  /** When it was read, by the database's clock. */
  at: string
}

/** The same work as it is watched; `at`: when it was read. Pure. */
export const watchedJob = ({ log, ...job }: JobView, at: string): WatchedJob => ({
  ...job,
  lines: newestLines(log),
  at,
})
