/** The few numbers that weeks are compared by; null where nothing was known. */
export interface ReportNumbers {
  systems: number
  checks: number
  /** Checks with a current, conclusive result. */
  currentChecks: number
  redFlags: number
  unknownFlags: number
  openFindings: number
  overdueFindings: number
  opened: number
  closed: number
  /** Share of maintenance that was due in the period and done in time, 0 to 100. */
  onTimePercent: number | null
  overdueTasks: number
  medianPosture: number | null
  unexpectedChanges: number
  /** Backups proven by a restore within the allowed age, and all that have a claim. */
  provenBackups: number
  claimedBackups: number
  /** Alerts that needed no action, 0 to 100; null: no rated alert. */
  alertNoisePercent: number | null
  /** Series that reach their limit within 90 days by the pessimistic edge. */
  nearLimits: number
}
