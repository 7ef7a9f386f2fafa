import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import type { JobContext } from '@/lib/jobs/job'
import { Problem } from '@/lib/problem'
import { makeScratchFolder } from '@/lib/scratch/scratch-folder'
import { bootRestored } from './boot-restored'
import type { DrillMeans } from './drill-means'
import type { DrillReport } from './drill-report'
import { DrillSight, NotTried } from './drill-sight'
import { driverFault } from './driver-fault'
import { placeText } from './place-text'
import { queryRestored } from './query-restored'
import { readBackup } from './read-backup'
import { restoreRead } from './restore-read'
import type { ReadBackup, Restored } from './restored'
import type { RunWork } from './run-store'

/** What a run came to, and what it restored, when that is a measure for the next one. */
export interface PerformedDrill {
  report: DrillReport
  measure: DatabaseSnapshot | null
}

/**
 * Restores the newest backup of a plan, level by level, until one fails. Whatever it makes is gone when it returns, and
 * also when it throws: only what is no fault of backup or place is thrown, and the reason of the signal.
 */
export async function performDrill(
  run: RunWork,
  means: DrillMeans,
  context: JobContext,
  now: Date,
): Promise<PerformedDrill> {
  const begun = performance.now()
  const time = timeOf(run, context)
  const sight = new DrillSight({
    type: run.config.place.type,
    text: placeText(run.config),
    serverVersion: null,
    bytes: null,
  })
  const folder = await makeScratchFolder()
  let restored: Restored | null = null
  let measure: DatabaseSnapshot | null = null
  // To the last question: taking the place away again is no part of a recovery.
  let seconds = 0
  try {
    let read: ReadBackup | null = null
    await sight.take('listed', async () => {
      const listed = await readBackup(run, sight, { folder: folder.path, now }, time.context)
      read = listed.read
      return listed.said
    })
    await sight.take('restored', async () => {
      if (!read) throw new Error('nothing was read')
      restored = await restoreRead(run, { read, sight }, means, time.context)
      sight.place.serverVersion = restored.serverVersion
      sight.notes.push(...restored.notes)
      return restored.sentence
    })
    await sight.take('queried', async () => {
      if (!read || !restored) throw new Error('nothing was restored')
      const queried = await inTime(restored, () =>
        queryRestored(run, { read: read as ReadBackup, restored: restored as Restored, sight, now }, means, {
          ...time.context,
          signal: (restored as Restored).signal,
        }),
      )
      measure = queried.snapshot
      return queried.said
    })
    const { boot } = run.config
    if (boot)
      await sight.take('booted', async () => {
        if (!restored) throw new Error('nothing was restored')
        return bootRestored(boot, restored, means, time.context, run.config.limits.minutes)
      })
    if (restored) sight.place.bytes = (restored as Restored).peakBytes()
    seconds = (performance.now() - begun) / 1_000
  } catch (error) {
    context.signal.throwIfAborted()
    throw error
  } finally {
    const stays = await (restored as Restored | null)?.release()
    if (stays) {
      context.log(stays)
      sight.notes.push(stays)
    }
    await folder.remove()
    time.end()
  }
  const report = sight.report(now, seconds, run)
  return { report, measure: report.result === 'pass' ? measure : null }
}

/** A limit of the place that is reached ends what goes on in it: its sentence is the reason. */
async function inTime<T>({ signal }: Restored, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const fault = driverFault(error)
    if (!fault) throw error
    if (fault.isDamage)
      throw new Problem(
        'invalid',
        `What came back is damaged: ${fault.said}. Use an older backup, and look at the disk of the source.`,
      )
    throw new NotTried(
      `What came back could not be read to its end: ${fault.said}. Look at the log, and run it again.`,
    )
  }
}

/** The whole run may take as long as the plan says; the place watches its own part of that. */
function timeOf({ config }: RunWork, context: JobContext): { context: JobContext; end(): void } {
  const limit = new AbortController()
  const { minutes } = config.limits
  const timer = setTimeout(
    () =>
      limit.abort(
        new Problem(
          'invalid',
          `It was not done after ${minutes} min, the limit of the plan, and was ended. A restore that takes longer than anybody waits is none: look what it waited for, or raise the limit.`,
        ),
      ),
    minutes * 60_000,
  )
  const signal = AbortSignal.any([context.signal, limit.signal])
  return { context: { ...context, signal }, end: () => clearTimeout(timer) }
}
