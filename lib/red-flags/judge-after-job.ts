import type { JobHandler } from '@/lib/jobs/job'
import { log } from '@/lib/log'
import { judgeSystems } from './judge-systems'

/**
 * Does long work, then judges the flags of its system: what it proved, or did not, counts at once. The work stays done
 * when judging fails; the worker judges again within minutes.
 */
export const judgedAfter =
  (handler: JobHandler): JobHandler =>
  async (job, context) => {
    await handler(job, context)
    try {
      await judgeSystems([job.systemId])
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      log.error({ system: job.systemId, error: said }, 'work was done, but its red flags could not be judged')
    }
  }
