import type { JobContext } from '@/lib/jobs/job'
import { inGigabytes, TooLarge } from '@/lib/scratch/watch-limits'
import type { DrillMeans } from './drill-means'
import { type DrillSight, NotTried } from './drill-sight'
import { readToEnd, sayRead } from './read-backup'
import { restoreBackup } from './restore-backup'
import type { ReadBackup, Restored } from './restored'
import type { RunWork } from './run-store'

/**
 * Restores a backup. Of one that was only searched so far, this is the reading to its end as well; when it fails, the
 * backup is read by itself, to tell one that cannot be read (level listed) from one that cannot be restored.
 */
export async function restoreRead(
  run: RunWork,
  { read, sight }: { read: ReadBackup; sight: DrillSight },
  means: DrillMeans,
  context: JobContext,
): Promise<Restored> {
  if (read.content.isReadToEnd) return restoreBackup(run, read, means, context)
  const restored = await restoreBackup(run, read, means, context).catch(async (error: unknown) => {
    throw await withReading(run, { read, sight, error }, context)
  })
  await sight.revise('listed', async () => sayRead(read, sight))
  return restored
}

/** Why it could not be restored, after level listed was told what it is worth. */
async function withReading(
  run: RunWork,
  { read, sight, error }: { read: ReadBackup; sight: DrillSight; error: unknown },
  context: JobContext,
): Promise<unknown> {
  let estimatedBytes = 0
  await sight.revise('listed', async () => {
    if (context.signal.aborted) return outOfTime
    try {
      const whole = await readToEnd(run, read, context)
      estimatedBytes = whole.content.estimatedBytes
      return sayRead(whole, sight)
    } catch (fault) {
      if (context.signal.aborted) return outOfTime
      throw fault
    }
  })
  // What anybody could have known beforehand is no fault of the backup.
  if (error instanceof TooLarge && estimatedBytes > run.config.limits.diskMb * 1_000_000)
    return new NotTried(
      `${error.message} By the length of its text it is expected to need about ${inGigabytes(estimatedBytes)}.`,
    )
  return error
}

const outOfTime = {
  skipped:
    'Its table of contents was read and searched. Whether all of it can be read was not known when the time was over.',
}
