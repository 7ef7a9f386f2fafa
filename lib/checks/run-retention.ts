/** Partition class of a run: `short` lives 48 h, `long` 13 months. */
export type RunRetention = 'short' | 'long'

/** Runs of checks that run more often than hourly are many and short-lived; all others are kept. */
export function runRetention(intervalSeconds: number): RunRetention {
  return intervalSeconds < 3600 ? 'short' : 'long'
}
