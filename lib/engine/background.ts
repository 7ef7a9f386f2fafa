import { currentEgressPolicy } from '@/lib/egress/current-policy'
import type { JobHandlers } from '@/lib/jobs/job'
import { runNextJob } from '@/lib/jobs/run-job'
import { log } from '@/lib/log'
import { mailConnections } from '@/lib/mail/transport'
import { withPostgresSession } from '@/lib/probes/postgres-session'
import { executeNextTrial } from '@/lib/trials/execute-trial'
import { longDuties, reportDuties, runDueDuty } from './duties/run-due-duty'
import type { Engine } from './engine'
import type { Post } from './post'
import { beat, buryDeadWorkers } from './worker-store'

/** Trials that one worker runs at the same time: a person waits for each. */
const trialLanes = 3
const trialPollMs = 250
const dutyPollMs = 3_000
/** Somebody may wait to see a restore begin. */
const jobPollMs = 1_000
/** A mail that is due waits at most so long for somebody to look. */
const postPollMs = 1_000

/** What goes on beside the checks: heartbeat, trials, duties, mail, long work. Each retries for itself; returns when all have ended. */
export async function runBackground(engine: Engine, post: Post, longWork: JobHandlers): Promise<void> {
  const { leaseSeconds } = engine.options
  const busy = { trials: 0, post: 0 }
  await Promise.all([
    repeat(engine, (leaseSeconds * 1000) / 4, async () => {
      await beat({ id: engine.id, host: engine.host, pid: process.pid, statistics: engine.statistics })
      const freed = await buryDeadWorkers(leaseSeconds)
      if (freed > 0) log.warn({ freed }, 'took over from a dead worker')
      return false
    }),
    ...Array.from({ length: trialLanes }, (_each, lane) =>
      repeat(engine, trialPollMs, async () => lane <= busy.trials && (await runTrialIn(engine, busy))),
    ),
    ...Array.from({ length: mailConnections }, (_each, lane) =>
      repeat(engine, postPollMs, async () => lane <= busy.post && (await deliverIn(engine, post, busy))),
    ),
    repeat(engine, dutyPollMs, async () => engine.isPrepared && (await runDueDuty(engine.id))),
    repeat(engine, dutyPollMs, async () => engine.isPrepared && (await runDueDuty(engine.id, longDuties))),
    repeat(engine, dutyPollMs, async () => engine.isPrepared && (await runDueDuty(engine.id, reportDuties))),
    // One at a time: a restore may use all that a machine has.
    repeat(engine, jobPollMs, () => runNextJob(engine.id, longWork, engine.stop.signal)),
  ])
  post.close()
}

/** The same for mail: one question a second while nothing is to be sent, however many connections there may be. */
async function deliverIn(engine: Engine, post: Post, busy: { post: number }): Promise<boolean> {
  busy.post += 1
  try {
    return await post.deliverNext(engine.stop.signal)
  } finally {
    busy.post -= 1
  }
}

/** A lane looks for a trial only when all lanes before it are busy: one question at a time while nobody asks. */
async function runTrialIn(engine: Engine, busy: { trials: number }): Promise<boolean> {
  const runner = { egress: currentEgressPolicy, postgres: withPostgresSession, signal: engine.stop.signal }
  busy.trials += 1
  try {
    return await executeNextTrial(runner)
  } finally {
    busy.trials -= 1
  }
}

/** Calls `work` again and again, at once while it says that there is more, until the worker stops. */
async function repeat(engine: Engine, everyMs: number, work: () => Promise<boolean>): Promise<void> {
  const { signal } = engine.stop
  while (!signal.aborted) {
    const more = await work().catch((error: unknown) => {
      log.debug({ error: String(error) }, 'background work failed')
      return false
    })
    if (!more) await pause(everyMs, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
