import type { ReportFacts } from './report-facts'

/** Where a part of the facts is read, and the page on which the same is seen. */
export interface FactSource {
  /** Files in lib/reports/collect that read and sum it up. */
  collectors: readonly string[]
  /** Tables that they ask, as of the end of the period. */
  tables: readonly string[]
  /** Page that shows the same. */
  page: string
}

/** The parts of ReportFacts that are read from the database; the others are what was asked for. */
export const factSources: Readonly<
  Record<Exclude<keyof ReportFacts, 'period' | 'asOf' | 'builtAt' | 'isFirst'>, FactSource>
> = {
  scope: {
    collectors: ['scope-store', 'named-as-of'],
    tables: ['system', 'team', 'audit_entry'],
    page: '/systems',
  },
  previous: { collectors: [], tables: ['report'], page: '/reports' },
  coverage: {
    collectors: ['check-store'],
    tables: ['check_state', 'state_change', 'worker'],
    page: '/systems',
  },
  decisions: {
    collectors: ['collect-decisions', 'decision-store', 'decision-facts', 'finding-store'],
    tables: ['acceptance', 'control_exclusion', 'review', 'finding', 'capacity_forecast'],
    page: '/today',
  },
  findings: { collectors: ['finding-store'], tables: ['finding', 'finding_event'], page: '/findings' },
  score: {
    collectors: ['collect-scores', 'score-store', 'score-facts'],
    tables: ['score_snapshot'],
    page: '/score',
  },
  redFlags: { collectors: ['flag-store', 'flag-facts'], tables: ['red_flag_change'], page: '/red-flags' },
  changes: { collectors: [], tables: ['system_change'], page: '/changes' },
  backups: {
    collectors: ['backup-store', 'backup-facts', 'value-store'],
    tables: ['target', 'drill', 'sample', 'sample_hour'],
    page: '/red-flags/unproven-backup',
  },
  capacity: { collectors: ['capacity-facts'], tables: ['capacity_forecast'], page: '/capacity' },
  expiring: {
    collectors: ['expiring-store', 'expiring-facts', 'value-store'],
    tables: ['acceptance', 'control_exclusion', 'evidence', 'assessment', 'sample'],
    page: '/reviews',
  },
  security: {
    collectors: ['security-store', 'security-facts', 'score-store'],
    tables: ['audit_entry', 'run', 'score_snapshot'],
    page: '/systems',
  },
  alerts: {
    collectors: ['alert-store'],
    tables: ['alert_outcome', 'audit_entry'],
    page: '/red-flags/ignored-alerts',
  },
  incidents: {
    collectors: ['incident-store'],
    tables: ['incident', 'incident_event', 'incident_prevention'],
    page: '/incidents',
  },
  maintenance: {
    collectors: ['maintenance-store'],
    tables: ['maintenance_task', 'task_occurrence'],
    page: '/tasks?view=record',
  },
  blindSpots: {
    collectors: ['blind-store', 'down-seconds', 'check-store', 'score-store'],
    tables: ['run_hour', 'worker', 'state_change', 'score_snapshot'],
    page: '/systems?view=no-data',
  },
  nextWeek: {
    collectors: ['upcoming-store', 'upcoming-facts', 'finding-store', 'expiring-store'],
    tables: ['maintenance_task', 'task_occurrence', 'review', 'finding', 'acceptance'],
    page: '/tasks?view=calendar',
  },
  teams: { collectors: ['team-facts'], tables: ['system', 'team'], page: '/fleet' },
}

/** Facts that no sentence tells: they name what a sentence leads to, or other pages show them from the same report. */
export const carriedFacts: readonly { facts: readonly string[]; why: string }[] = [
  {
    facts: [
      'previous.systems',
      'previous.unknownFlags',
      'previous.opened',
      'previous.closed',
      'previous.medianPosture',
      'previous.unexpectedChanges',
      'previous.alertNoisePercent',
      'previous.nearLimits',
    ],
    why: 'the fleet and the comparison of two reports show them',
  },
  {
    facts: [
      'teams[].systems',
      'teams[].grades',
      'teams[].onTimePercent',
      'teams[].alertNoisePercent',
      'teams[].oldestProofDays',
      'teams[].neverProven',
    ],
    why: 'the fleet shows them team by team',
  },
  {
    facts: [
      'score.worst.systemId',
      'score.movements[].systemId',
      'decisions.items[].systemId',
      'decisions.items[].id',
      'findings.items[].systemId',
      'redFlags.rows[].systems[].systemId',
      'incidents.worst.systemId',
      'changes.items[].systemId',
      'changes.items[].id',
      'capacity.rows[].checkId',
      'capacity.rows[].key',
      'expiring.items[].systemId',
      'maintenance.items[].systemId',
      'blindSpots.items[].systemId',
      'nextWeek.items[].systemId',
    ],
    why: 'names of rows, by which two reports are compared',
  },
  {
    facts: [
      'security.systemSignIns.why',
      'security.updates.why',
      'security.versions.why',
      'security.reviews.why',
      'security.ownSignIns.why',
      'incidents.why',
    ],
    why: 'said where only one source is missing',
  },
]
