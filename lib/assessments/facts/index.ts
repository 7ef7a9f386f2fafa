import { alertsAcknowledged } from './alerts-acknowledged'
import { alertsActionable } from './alerts-actionable'
import { alertsNeedless } from './alerts-needless'
import { alertsSnoozed } from './alerts-snoozed'
import { backupsRpo } from './backups-rpo'
import { blindSpots } from './blind-spots'
import { bloatWatched } from './bloat-watched'
import { certificatesWatched } from './certificates-watched'
import type { Fact } from './define-fact'
import { dependenciesWatched } from './dependencies-watched'
import { drillsProven } from './drills-proven'
import { drillsRto } from './drills-rto'
import { findingsOverdue } from './findings-overdue'
import { findingsUnmoved } from './findings-unmoved'
import { findingsUnowned } from './findings-unowned'
import { healthEndToEnd } from './health-end-to-end'
import { incidentsPrevented } from './incidents-prevented'
import { ownershipTwoPeople } from './ownership-two-people'
import { resourcesWatched } from './resources-watched'
import { reviewRecent } from './review-recent'
import { runbookLinked } from './runbook-linked'
import { tasksOnTime } from './tasks-on-time'
import { tasksPlanned } from './tasks-planned'
import { thresholdsTwoLevels } from './thresholds-two-levels'
import { verificationFacts } from './verification-area'
import { walkthroughsCompleted } from './walkthroughs-completed'

/** Every fact that a checklist may name as the source of an answer. */
export const knownFacts: readonly Fact[] = [
  drillsProven,
  drillsRto,
  backupsRpo,
  healthEndToEnd,
  dependenciesWatched,
  bloatWatched,
  resourcesWatched,
  thresholdsTwoLevels,
  certificatesWatched,
  blindSpots,
  tasksPlanned,
  tasksOnTime,
  findingsOverdue,
  findingsUnowned,
  findingsUnmoved,
  alertsActionable,
  alertsNeedless,
  alertsSnoozed,
  alertsAcknowledged,
  ownershipTwoPeople,
  runbookLinked,
  reviewRecent,
  walkthroughsCompleted,
  incidentsPrevented,
  ...verificationFacts,
]

const byName = new Map(knownFacts.map((fact) => [fact.name, fact]))

/** The fact of this name, or undefined when this version does not know it. */
export const findFact = (name: string): Fact | undefined => byName.get(name)
