/** Partition class of a run: `short` lives 48 h, `long` 13 months. */
export const runRetentions = ['short', 'long'] as const
export type RunRetention = (typeof runRetentions)[number]

/** Runs of checks that run more often than hourly are many and short-lived; all others are kept. */
export function runRetention(intervalSeconds: number): RunRetention {
  return intervalSeconds < 3600 ? 'short' : 'long'
}
