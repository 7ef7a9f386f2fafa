import { planDrills } from '@/lib/drills/plan-drills'
import { judgePreventions } from '@/lib/incidents/judge-preventions'
import { log } from '@/lib/log'
import { buildDueReports, buildRequestedReports } from '@/lib/reports/build-due'
import { scheduleDeliveries } from '@/lib/reports/schedule-deliveries'
import { followReviews } from '@/lib/reviews/plan-reviews'
import { takeSnapshots } from '@/lib/score/take-snapshots'
import { deleteExpiredTrials } from '@/lib/trials/store'
import { scheduleRechecks } from '@/lib/verifications/schedule-rechecks'
import { cleanUp } from './cleanup-store'
import { type DutyTerms, giveBackDuty, takeDueDuty } from './duty-store'
import { endExpiredAcceptances } from './expire-acceptances'
import { forecastCapacity } from './forecast-capacity'
import { judgeRedFlags } from './judge-red-flags'
import { maintainTasks } from './maintain-tasks'
import { backupOwnDatabase } from './nightly-backup'
import { analyzePartitionedTables, createPartitions, dropExpiredPartitions } from './partitions'
import { refreshAssessments } from './refresh-assessments'
import { rollUpCompleteHours } from './roll-up'
import { markSilentChecks } from './silence'

/** Something that one worker at a time does for all. */
interface Duty extends DutyTerms {
  work(workerId: string): Promise<unknown>
}

const minute = 60

/** Duties that take seconds, each by its own lease. */
const shortDuties: readonly Duty[] = [
  { name: 'partitions', everySeconds: 60 * minute, leaseSeconds: 5 * minute, work: () => createPartitions() },
  {
    name: 'roll-up-runs',
    everySeconds: minute,
    leaseSeconds: 10 * minute,
    work: () => rollUpCompleteHours('roll-up-runs'),
  },
  {
    name: 'roll-up-samples',
    everySeconds: minute,
    leaseSeconds: 10 * minute,
    work: () => rollUpCompleteHours('roll-up-samples'),
  },
  {
    name: 'retention',
    everySeconds: 60 * minute,
    leaseSeconds: 5 * minute,
    work: () => dropExpiredPartitions(),
  },
  { name: 'silence', everySeconds: 15, leaseSeconds: minute, work: (workerId) => markSilentChecks(workerId) },
  { name: 'assessments', everySeconds: 30, leaseSeconds: 5 * minute, work: () => refreshAssessments() },
  { name: 'acceptances', everySeconds: minute, leaseSeconds: minute, work: () => endExpiredAcceptances() },
  { name: 'tasks', everySeconds: minute, leaseSeconds: 5 * minute, work: () => maintainTasks() },
  { name: 'red-flags', everySeconds: minute, leaseSeconds: 5 * minute, work: () => judgeRedFlags() },
  { name: 'incidents', everySeconds: minute, leaseSeconds: 5 * minute, work: () => judgePreventions() },
  { name: 'score', everySeconds: 5 * minute, leaseSeconds: 5 * minute, work: () => takeSnapshots() },
  // Somebody may wait for a preparation that ends with the last of its checks.
  { name: 'reviews', everySeconds: 5, leaseSeconds: 5 * minute, work: () => followReviews() },
  { name: 'deliveries', everySeconds: 15, leaseSeconds: 5 * minute, work: () => scheduleDeliveries() },
  { name: 'drills', everySeconds: 15, leaseSeconds: 5 * minute, work: () => planDrills() },
  { name: 'verifications', everySeconds: 5 * minute, leaseSeconds: minute, work: () => scheduleRechecks() },
  { name: 'trials', everySeconds: minute, leaseSeconds: minute, work: () => deleteExpiredTrials() },
  { name: 'cleanup', everySeconds: 60 * minute, leaseSeconds: 5 * minute, work: () => cleanUp() },
]

/** Duties that may take long: in a lane of their own, so that the short ones need not wait for them. */
export const longDuties: readonly Duty[] = [
  {
    name: 'analyze',
    everySeconds: 24 * 60 * minute,
    leaseSeconds: 30 * minute,
    work: () => analyzePartitionedTables(),
  },
  // Once a day for each series: looks often which have none of today, and new ones soon have their first.
  { name: 'capacity', everySeconds: 10 * minute, leaseSeconds: 30 * minute, work: () => forecastCapacity() },
  // Looks often whether tonight's is missing; a backup of a large database may take an hour.
  { name: 'backup', everySeconds: 10 * minute, leaseSeconds: 60 * minute, work: () => backupOwnDatabase() },
]

/** Reports take seconds to minutes, and somebody waits for them: neither behind a backup nor before the short ones. */
export const reportDuties: readonly Duty[] = [
  { name: 'reports', everySeconds: minute, leaseSeconds: 30 * minute, work: () => buildDueReports() },
  {
    name: 'report-requests',
    everySeconds: 3,
    leaseSeconds: 15 * minute,
    work: () => buildRequestedReports(),
  },
]

/** Every duty of the engine. */
export const duties: readonly Duty[] = [...shortDuties, ...longDuties, ...reportDuties]

/** Seconds until a duty that failed is tried again. */
const retrySeconds = 30

/** Does the duty of a lane that has waited longest; false when none is due. */
export async function runDueDuty(workerId: string, lane: readonly Duty[] = shortDuties): Promise<boolean> {
  const name = await takeDueDuty(workerId, lane)
  const duty = lane.find((each) => each.name === name)
  if (!duty) return false
  try {
    await duty.work(workerId)
    await giveBackDuty(workerId, duty, duty.everySeconds)
  } catch (error) {
    log.error(
      { duty: duty.name, error: error instanceof Error ? error.message : String(error) },
      'duty failed',
    )
    await giveBackDuty(workerId, duty, Math.min(retrySeconds, duty.everySeconds))
  }
  return true
}
