/** What long work can be: a restore that is tried, a snapshot that is taken, two snapshots that are compared. */
export const jobKinds = ['drill', 'snapshot', 'comparison'] as const
export type JobKind = (typeof jobKinds)[number]

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** How far long work is. `total` is null while nobody knows how much there is. */
export interface JobProgress {
  /** What is being done, as people read it: "Restoring orders-2026-11-23.dump". */
  step: string
  done: number
  total: number | null
  /** What is counted: "tables", "MB", "files", "rows". */
  unit: string
}

/** Before the first step. */
export const noProgress: JobProgress = { step: 'Waiting for a worker', done: 0, total: null, unit: '' }

/** Bytes of the log that are kept: its newest lines. */
export const keptLogBytes = 256 * 1024
