import type { Person, Role } from './people'

/** Who asks: one of each role, a maintainer of another team, or nobody. */
export type Caller = Role | 'outsider' | 'anonymous'

export const callers: readonly Caller[] = [
  'anonymous',
  'viewer',
  'outsider',
  'maintainer',
  'manager',
  'admin',
]

/** What access is tried on: one of everything, in the maintainer's team, where it belongs to a team. */
export interface World {
  people: Readonly<Record<Role | 'outsider', Person>>
  teamId: string
  /** A team that looks after nothing, and a person who owns nothing: things are done to them. */
  idleTeamId: string
  idlePersonId: string
  systemId: string
  targetId: string
  checkId: string
  findingNumber: number
  /** A check whose disk, /var, runs out. */
  capacityCheckId: string
  /** Incidents: one whose prevention is not proven, one without any, one that is closed; and that prevention. */
  incidentNumber: number
  bareIncidentNumber: number
  closedIncidentNumber: number
  preventionId: string
  changeId: string
  announcementId: string
  batchId: string
  /** A task of the system, and an occurrence of it that is overdue. */
  taskId: string
  occurrenceId: string
  allowanceId: string
  /** A question that is asked of the system and has no answer. */
  controlKey: string
  /** Of other questions, what was asked to be left out: by the maintainer, and one that is in force. */
  exclusions: { toApprove: string; toDecline: string; toEnd: string }
  coreEntryId: string
  /** A file of evidence of the system. */
  evidenceId: string
  drillId: string
  /** Plans that prove these backups, one for each verb; a run of the first that has ended, and the work that did it. */
  drillTargetId: string
  drillPlans: { shown: string; toPause: string; paused: string; toRun: string; toEnd: string }
  drillRunId: string
  jobId: string
  /** Guided verifications of the system: one for each verb, one that is compared, and one that is signed. */
  guided: Readonly<
    Record<
      | 'shown'
      | 'toTakeBefore'
      | 'toMigrate'
      | 'toTakeAfter'
      | 'toCompare'
      | 'toAccept'
      | 'toWithdraw'
      | 'toSign'
      | 'toCancel'
      | 'signed',
      string
    >
  >
  /** A migration whose verification is open. */
  migrationId: string
  verificationId: string
  /** An alert of which nobody has said what became. */
  alertId: string
  /** Key of a red-flag rule of this installation. */
  ownRuleKey: string
  /** A review that is being answered, one that is planned, and two of the first's system that are closed. */
  reviewId: string
  plannedReviewId: string
  closedReviews: [string, string]
  /** Checklist of these reviews, and its one question, which is critical and open. */
  reviewChecklist: string
  reviewControl: string
  /** A message that was given up, and two that wait. */
  deadMessageId: string
  waitingMessageIds: [string, string]
  /** A subscription of each caller's own, and the token of a link that ends one of somebody else. */
  subscriptions: Readonly<Record<Role | 'outsider', string>>
  unsubscribeToken: string
  /** Two weekly reports, the older one first; the newer is 2026-W47. */
  reports: [string, string]
  /** A report that somebody asked for and that nobody builds. */
  reportRequestId: string
  /** A link to the newer one. */
  reportShare: { id: string; token: string }
  /** A walkthrough through the system of each caller's own, handed in. */
  walkthroughs: Readonly<Record<Role | 'outsider', string>>
  /** A trial of each caller's own. */
  trials: Readonly<Record<Role | 'outsider', string>>
}
