import { type ReportClaim, sectionClaims } from './section-claims'

// Which facts each sentence of a report is made of, and where those come from. report-claims.test.ts takes every fact
// away and changes it: a sentence that reacts to a fact which is not named here fails, and so does a fact that is named
// and changes nothing. docs/report-claims.md is written from this.

const seen = ['coverage.systems', 'coverage.checks', 'coverage.currentChecks']
const unit = ['period.kind']
const team = ['scope']
const length = ['period.from', 'asOf', 'blindSpots.workerDownSeconds']
const open = ['findings.open']

/** What keeps a week from being called well though nothing is raised or past due (compose-troubles.ts). */
const troubles = [
  'coverage.failingChecks',
  'coverage.pendingChecks',
  'coverage.pausedChecks',
  'capacity.rows',
  'backups.without',
  'backups.claimed',
  'backups.proven',
  'backups.neverProven',
  'backups.withinObjective',
  'expiring.items',
  'security.vulnerabilities',
  'security.versions',
  'alerts',
  'maintenance.byTier',
  'maintenance.tasks',
  'changes.unexpected',
  'blindSpots.systemsWithoutChecks',
  'redFlags.unknown',
  'redFlags.clear',
]

const blind = [...seen, ...length]
const raised = [...blind, 'coverage.unknownChecks', 'redFlags.raised', 'findings.overdue']
const calm = [...raised, 'maintenance.overdue', ...troubles]
/** Without one of these a week is not called well. */
const parts = [
  'capacity.watched',
  'capacity.forecast',
  'expiring.certificates',
  'expiring.dated',
  'changes.watchedSystems',
  'score.median',
]

const compared = ['isFirst', 'period.kind', ...team]
const reach = ['asOf', 'period.zone', 'capacity.rows']

/** Every sentence that a report can hold, in its order. */
export const reportClaims: readonly ReportClaim[] = [
  {
    key: 'subject',
    says: 'The numbers of the week, worst first, as the subject of its mail',
    facts: [
      'period',
      'scope',
      ...raised.filter((path) => path !== 'period.from' && path !== 'coverage.systems'),
      'backups.noObjective',
      'maintenance.overdue',
      'expiring.total',
      ...troubles,
    ],
  },
  { key: 'title', says: 'Week and days of the period', facts: ['period'] },
  { key: 'scope', says: 'All systems, or the name of the team', facts: team },
  {
    key: 'meta',
    says: 'When it was built, and until when facts were taken',
    facts: ['builtAt', 'asOf', 'period'],
  },
  { key: 'headline.empty', says: 'There is no system', facts: ['coverage.systems', ...unit] },
  {
    key: 'headline.unwatched',
    says: 'No system has a check',
    facts: ['coverage.systems', 'coverage.checks', ...unit],
  },
  {
    key: 'headline.starting',
    says: 'Every check has still to run',
    facts: ['coverage.systems', 'coverage.checks', 'coverage.pendingChecks'],
  },
  { key: 'headline.blind', says: 'No check has a current result', facts: seen },
  {
    key: 'headline.away',
    says: 'For a quarter of the period or more no worker was alive',
    facts: [...blind, ...unit, 'redFlags.raised', 'findings.overdue'],
  },
  {
    key: 'headline.flags',
    says: 'Red flags that are raised, against the period before',
    facts: [...raised, ...unit, 'previous.redFlags'],
  },
  {
    key: 'headline.overdue',
    says: 'Findings past their date, against the period before',
    facts: [...raised, ...unit, 'previous.overdueFindings'],
  },
  {
    key: 'headline.tasks',
    says: 'Tasks that are overdue, against the period before',
    facts: [...raised, ...unit, 'maintenance.overdue', 'previous.overdueTasks'],
  },
  {
    key: 'headline.trouble',
    says: 'The worst of what is not as it should be',
    facts: [...calm, 'backups.noObjective', 'expiring.total'],
  },
  { key: 'headline.open', says: 'Findings that are open, none of them late', facts: [...calm, ...open] },
  {
    key: 'headline.unknown',
    says: 'Nothing is known to be wrong, and what is unknown',
    facts: [...calm, ...open],
  },
  {
    key: 'headline.partly',
    says: 'Nothing raised, open or overdue among what is watched, and what is not',
    facts: [...calm, ...open, ...parts, 'expiring.total'],
  },
  {
    key: 'headline.well',
    says: 'Nothing raised, open or overdue, and everything was seen',
    facts: [...calm, ...open, ...parts, 'backups.noObjective'],
  },
  {
    key: 'summary.coverage',
    says: 'Checks with a current result, and systems; left out where the verdict says it and enough else is told',
    facts: [...seen, 'coverage.pendingChecks', 'coverage.unknownChecks', 'capacity.rows', ...team],
  },
  {
    key: 'summary.work',
    says: 'Findings opened against findings closed; without any, maintenance done on time',
    facts: ['findings.opened', 'findings.reopened', 'findings.verified', 'maintenance.byTier', ...team],
  },
  { key: 'summary.capacity', says: 'What runs out first, as a range of dates', facts: reach },
  {
    key: 'summary.teams',
    says: 'The team with most red flags and overdue findings',
    facts: ['teams', 'capacity.rows'],
  },
  {
    key: 'figure.on-time',
    says: 'Share of maintenance that was done on time, against the period before and the goal',
    facts: ['maintenance.byTier', 'maintenance.tasks', 'previous.onTimePercent', ...compared],
  },
  {
    key: 'figure.checks',
    says: 'Checks with a current result, those that are unknown and that fail',
    facts: [
      'coverage.checks',
      'coverage.currentChecks',
      'coverage.unknownChecks',
      'coverage.failingChecks',
      'previous.checks',
      'previous.currentChecks',
      ...compared,
    ],
  },
  {
    key: 'figure.findings',
    says: 'Open findings, those past their date, accepted risks',
    facts: [
      ...open,
      'findings.overdue',
      'findings.acceptedOpen',
      'previous.openFindings',
      'coverage.systems',
      ...compared,
    ],
  },
  {
    key: 'figure.backups',
    says: 'Backups that a restore has proven, of all that are claimed',
    facts: [
      'backups.claimed',
      'backups.proven',
      'backups.without',
      'previous.claimedBackups',
      'previous.provenBackups',
      ...compared,
    ],
  },
  {
    key: 'decisions.lead',
    says: 'How many decisions wait, and until when the first can',
    facts: ['decisions.total', 'decisions.items', 'asOf', 'period.zone', ...unit],
  },
  {
    key: 'decisions.items',
    says: 'Each decision: what is asked, why now, who, until when',
    facts: ['decisions.items', 'asOf', 'period.zone'],
  },
  ...sectionClaims,
]
