import type { ReportNumbers } from './report-numbers'

/** The numbers that weeks are compared by, in the words of the screens. */
export const numberLabels: Readonly<Record<keyof ReportNumbers, string>> = {
  systems: 'Systems',
  checks: 'Checks',
  currentChecks: 'Checks with a current result',
  redFlags: 'Red flags raised',
  unknownFlags: 'Red flags unknown',
  openFindings: 'Open findings',
  overdueFindings: 'Findings past due',
  opened: 'Findings opened or come back',
  closed: 'Findings closed by proof',
  onTimePercent: 'Maintenance on time, %',
  overdueTasks: 'Tasks overdue',
  medianPosture: 'Median posture',
  unexpectedChanges: 'Unexpected changes',
  provenBackups: 'Backups proven by a restore',
  claimedBackups: 'Systems with backups',
  alertNoisePercent: 'Alerts that needed nothing, %',
  nearLimits: 'Series near their limit',
}
