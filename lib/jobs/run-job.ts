import { toJson } from '@/lib/audit/canonical-json'
import { log as workerLog } from '@/lib/log'
import { Problem } from '@/lib/problem'
import type { ClaimedJob, JobContext, JobHandler, JobHandlers } from './job'
import { type JobKind, type JobProgress, noProgress } from './schema'
import { claimJob, finishJob, giveBackJob, reportStanding } from './store'

/** A worker that says nothing for so long has died over its work. */
export const jobLeaseSeconds = 30
const reportEveryMs = 1_000

/** Does the long work that has waited longest; false when there is none. Ends early, and in order, when `stop` does. */
export async function runNextJob(
  workerId: string,
  handlers: JobHandlers,
  stop: AbortSignal,
): Promise<boolean> {
  const job = await claimJob(workerId, Object.keys(handlers) as JobKind[], jobLeaseSeconds)
  const handler = job && handlers[job.kind]
  if (!job || !handler) return false
  await runJob(job, handler, stop)
  return true
}

/** How a piece of work was asked to end before its time. */
type Ending = 'cancelled' | 'lost' | 'stopped'

async function runJob(job: ClaimedJob, handler: JobHandler, stop: AbortSignal): Promise<void> {
  const ending = new AbortController()
  const state = { progress: { ...noProgress, step: 'Beginning' } as JobProgress, log: '' }
  const end = (why: Ending) => ending.abort(why)
  const stopped = () => end('stopped')
  stop.addEventListener('abort', stopped, { once: true })
  if (stop.aborted) stopped()
  const context: JobContext = {
    signal: ending.signal,
    progress(progress) {
      state.progress = { ...progress, step: storable(progress.step) }
    },
    log(line) {
      state.log += `${storable(line).trimEnd()}\n`
    },
  }
  const reports = reportRegularly(job, state, end)
  try {
    await endedBy(() => handler(job, context), reports.stop)
    await finish(job, state, 'done', null)
  } catch (error) {
    await finishFailed(job, state, error, ending.signal)
  } finally {
    stop.removeEventListener('abort', stopped)
  }
}

async function endedBy(work: () => Promise<void>, end: () => Promise<void>): Promise<void> {
  try {
    await work()
  } finally {
    await end()
  }
}

/** One report at a time; `stop` waits for the one on its way, whose lines may have to be told by the end. */
function reportRegularly(job: ClaimedJob, state: Unreported, end: (why: Ending) => void) {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= report(job, state, end).finally(() => {
      running = null
    })
  }, reportEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

/** Programs and backups say what they like: a text that the database refuses would leave the work without an end. */
const storable = (text: string) => toJson(text) as string

interface Unreported {
  progress: JobProgress
  log: string
}

const takeLog = (state: Unreported) => {
  const { log } = state
  state.log = ''
  return log
}

async function report(job: ClaimedJob, state: Unreported, end: (why: Ending) => void): Promise<void> {
  const log = takeLog(state)
  try {
    const standing = await reportStanding(job, { progress: state.progress, log }, jobLeaseSeconds)
    if (!standing.isHeld) end('lost')
    else if (standing.isCancelRequested) end('cancelled')
  } catch (error) {
    // The database is away for a moment: the next report says it. If it stays away, the lease ends and others begin again.
    state.log = log + state.log
    workerLog.debug({ job: job.id, error: String(error) }, 'progress was not stored')
  }
}

const finish = (
  job: ClaimedJob,
  state: Unreported,
  as: 'done' | 'failed' | 'cancelled',
  fault: string | null,
) => finishJob(job, as, { fault, progress: state.progress, log: takeLog(state) })

async function finishFailed(
  job: ClaimedJob,
  state: Unreported,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  const why = signal.aborted ? (signal.reason as Ending) : null
  if (why === 'lost') return
  if (why === 'stopped') return giveBackJob(job)
  if (why === 'cancelled') return void (await finish(job, state, 'cancelled', null))
  const isExpected = error instanceof Problem
  if (!isExpected) {
    workerLog.error({ job: job.id, kind: job.kind, error: String(error) }, 'long work broke off')
  }
  const sentence = isExpected ? storable(error.message) : 'It broke off. The log of the worker says why.'
  await finish(job, state, 'failed', sentence)
}
