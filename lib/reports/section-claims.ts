/** A sentence of a report, and what it is made of. */
export interface ReportClaim {
  key: string
  /** What it says, in words. */
  says: string
  /** Facts by path; a path stands for everything below it. */
  facts: readonly string[]
}

const unit = ['period.kind']
const team = ['scope']
const open = ['findings.open']
const reach = ['asOf', 'period.zone', 'capacity.rows']

/** The sentences and rows of the ten sections. */
export const sectionClaims: readonly ReportClaim[] = [
  {
    key: 'changed.lead',
    says: 'Findings opened, come back, proven fixed, accepted and open; changes that nobody announced',
    facts: [
      'findings.opened',
      'findings.reopened',
      'findings.verified',
      'findings.accepted',
      'findings.unowned',
      ...open,
      'changes.watchedSystems',
      'changes.announced',
      'changes.unexpected',
      'changes.acknowledged',
      'coverage.systems',
    ],
  },
  {
    key: 'changed.rows',
    says: 'The score, why it moved and whose; incidents and lessons that are owed; findings; unannounced changes',
    facts: ['score', 'incidents', 'findings', 'changes', 'coverage.systems', 'asOf', 'period.zone', ...team],
  },
  {
    key: 'red-flags.lead',
    says: 'Red flags raised, new, cleared, unknown and clear, over all systems',
    facts: ['redFlags'],
  },
  {
    key: 'red-flags.rows',
    says: 'Flags with the systems on which they are raised',
    facts: ['redFlags.rows', 'asOf'],
  },
  {
    key: 'backups.lead',
    says: 'Backups proven, as fresh as agreed, without objective, missing',
    facts: [
      'backups.claimed',
      'backups.proven',
      'backups.neverProven',
      'backups.withinObjective',
      'backups.noObjective',
      'backups.without',
    ],
  },
  {
    key: 'backups.rows',
    says: 'Backups that are late, unproven or missing',
    facts: ['backups.rows', 'backups.claimed', 'backups.proven', 'backups.without', 'asOf'],
  },
  {
    key: 'capacity.lead',
    says: 'Limits that may be reached within 90 days',
    facts: [
      'capacity.forecast',
      'capacity.near',
      'capacity.tooLittleHistory',
      'capacity.rows',
      'capacity.watched',
      'asOf',
    ],
  },
  {
    key: 'capacity.rows',
    says: 'What comes near its limit, and when, as a range of dates',
    facts: [...reach, 'capacity.near', 'capacity.forecast'],
  },
  {
    key: 'expiring.lead',
    says: 'What ends within 30 days, the first of it by name',
    facts: ['expiring', 'asOf', 'period.zone'],
  },
  { key: 'expiring.rows', says: 'What ends after that', facts: ['expiring', 'asOf', 'period.zone'] },
  {
    key: 'security.lead',
    says: 'Vulnerabilities, versions, updates, sign-ins, answers about security',
    facts: ['security'],
  },
  { key: 'security.rows', says: 'What of security nothing collects', facts: ['security', ...team] },
  {
    key: 'alerts.lead',
    says: 'Alerts that fired, and what they were worth',
    facts: ['alerts'],
  },
  { key: 'alerts.rows', says: 'Rules whose alerts needed nothing', facts: ['alerts'] },
  {
    key: 'maintenance.lead',
    says: 'Maintenance on time, late, missed, skipped, overdue, with problems; time spent',
    facts: [
      'maintenance.byTier',
      'maintenance.tasks',
      'maintenance.overdue',
      'maintenance.withProblem',
      'maintenance.minutes',
    ],
  },
  {
    key: 'maintenance.rows',
    says: 'The same by tier; what is overdue and who owns it',
    facts: ['maintenance.byTier', 'maintenance.items', 'maintenance.overdue', 'asOf', 'period.zone', ...team],
  },
  {
    key: 'blind-spots.lead',
    says: 'What we do not know: time without a worker, unknown checks, missed runs, answers',
    facts: [
      'blindSpots.workerDownSeconds',
      'blindSpots.unknownChecks',
      'blindSpots.missedRuns',
      'blindSpots.staleAnswers',
      'blindSpots.neverAnswered',
      'blindSpots.systemsWithoutChecks',
      'coverage.pausedChecks',
      'coverage.systems',
    ],
  },
  {
    key: 'blind-spots.rows',
    says: 'Checks that are unknown, since when and why',
    facts: ['blindSpots.items', 'blindSpots.unknownChecks', 'coverage.systems', 'asOf', 'period.zone'],
  },
  {
    key: 'next-week.lead',
    says: 'What comes due in the seven days after, the first of it by name',
    facts: ['nextWeek', 'asOf', 'period.zone', ...unit],
  },
  { key: 'next-week.rows', says: 'What comes due after that', facts: ['nextWeek', 'asOf', 'period.zone'] },
]
