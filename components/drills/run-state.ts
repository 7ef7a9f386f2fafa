import type { BadgeState } from '@/components/checks/verdict-badge'
import { isGoingOn } from '@/components/jobs/job-words'
import { restoreState } from '@/components/proofs/restore-table'
import type { DrillPlanView, DrillRunSummary } from '@/lib/drills/view'

interface Badge {
  verdict: BadgeState
  word: string
}

type Ran = Pick<DrillRunSummary, 'result' | 'level' | 'job'>

/** State of a run: what came of it, or where its work stands. What ended without a result says nothing. Pure. */
export function runState({ result, level, job }: Ran): Badge {
  if (result !== null) {
    if (result === 'pass' && level === null) return { verdict: 'unknown', word: 'Passed, no proof' }
    return restoreState({ result, level: level ?? 'listed' })
  }
  switch (job?.state) {
    case 'queued':
      return { verdict: 'never', word: 'Waiting' }
    case 'running':
      return { verdict: 'never', word: 'Running' }
    case 'cancelled':
      return { verdict: 'not-applicable', word: 'Cancelled' }
    default:
      return { verdict: 'unknown', word: 'No result' }
  }
}

/** Whether its result is still awaited. Pure. */
export const isAwaited = ({ result, job }: Pick<DrillRunSummary, 'result' | 'job'>) =>
  result === null && isGoingOn(job)

/** State of a plan: that of its newest run, unless nothing runs any more. Pure. */
export function planState({ endedAt, pausedAt, newestRun }: DrillPlanView): Badge {
  if (endedAt) return { verdict: 'not-applicable', word: 'Ended' }
  if (pausedAt) return { verdict: 'paused', word: 'Paused' }
  return newestRun ? runState(newestRun) : { verdict: 'never', word: 'Never run' }
}
