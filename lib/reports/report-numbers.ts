/** The few numbers that weeks are compared by; null where nothing was known. */
export interface ReportNumbers {
  systems: number
  checks: number
  /** Checks with a current, conclusive result. */
  currentChecks: number
  /** null: no flag was judged for any system. */
  redFlags: number | null
  unknownFlags: number
  openFindings: number
  overdueFindings: number
  opened: number
  closed: number
  /** Share of maintenance that was due in the period and done in time, 0 to 100. */
  onTimePercent: number | null
  overdueTasks: number
  medianPosture: number | null
  /** null: nothing is observed that could change. */
  unexpectedChanges: number | null
  /** Backups proven by a restore within the allowed age, and all that have a claim. */
  provenBackups: number
  claimedBackups: number
  /** Alerts that needed no action, 0 to 100; null: no rated alert. */
  alertNoisePercent: number | null
  /** Series that reach their limit within 90 days by the pessimistic edge; null: no series has a forecast. */
  nearLimits: number | null
}
