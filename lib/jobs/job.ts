import type { JobKind, JobProgress } from './schema'

/** Long work that this worker holds. */
export interface ClaimedJob {
  id: string
  kind: JobKind
  /** What it is about, by kind: a drill run, a snapshot, a comparison. */
  subjectId: string
  systemId: string
  /** 1 the first time; more when a worker died over it. */
  attempts: number
  fence: bigint
}

/** What long work gets from whoever runs it. */
export interface JobContext {
  /** Aborted when somebody cancels it, the worker stops, or its lease was lost: end soon, leave nothing. */
  signal: AbortSignal
  /** Says how far it is. May be called as often as one likes: it is stored about once a second. */
  progress(progress: JobProgress): void
  /** Adds a line to the log that people read. No secret may be in it. */
  log(line: string): void
}

/**
 * Does one kind of long work. It ends by returning (done), or by throwing: a Problem becomes the sentence that people
 * read, anything else "It broke off" with what was thrown in the worker's log.
 */
export type JobHandler = (job: ClaimedJob, context: JobContext) => Promise<void>

/** Who does which kind. A worker claims only what it has a handler for. */
export type JobHandlers = Partial<Record<JobKind, JobHandler>>
